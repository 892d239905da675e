using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

/// <summary>Decisions over HTTP.</summary>
static class DecisionsApi
{
    const int MostPosts = 500, MaxId = 500, MaxWord = 100, MaxWhy = 200, MaxBody = 512 * 1024;

    public static void MapDecisionsApi(this IEndpointRouteBuilder app)
    {
        var decisions = app.MapGroup("/api/events/{slug}/decisions").WithTags("Moderation");
        decisions.MapPost("/", Decide).Require(Role.Host).WithMetadata(new RequestSizeLimitAttribute(MaxBody)).WithSummary("Decides on up to 500 posts at once.");
        decisions.MapPost("/{number:long}/undo", Undo).Require(Role.Host).WithSummary("Takes back what an act did, where nothing else happened since.");
    }

    static async Task<Results<Ok<DecisionMade>, ProblemHttpResult>> Decide(
        string slug, NewDecision asked, HttpContext context, EventCatalog catalog, Decisions decisions, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        var decision = asked with { Word = Line(asked.Word), Why = Line(asked.Why) };
        if (Faults(decision).ToList() is { Count: > 0 } faults) return Problems.Invalid(faults);
        var caller = context.Caller()!;
        if (caller.Role < decision.Act!.Value.Needs()) return Problems.Forbidden("This is about the whole event: ask one of its moderators.");
        return Answer(await decisions.Decide(known, caller, decision, stop));
    }

    static async Task<Results<Ok<DecisionMade>, ProblemHttpResult>> Undo(
        string slug, long number, HttpContext context, EventCatalog catalog, Decisions decisions, IDbContextFactory<ArchiveDb> archives, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        await using var db = await archives.CreateDbContextAsync(stop);
        var act = db.Decisions.Where(d => d.Event == slug && d.Number == number).Select(d => d.First);
        var lines = await db.Decisions.AsNoTracking().Where(d => d.Event == slug && act.Contains(d.First)).OrderBy(d => d.Number).ToListAsync(stop);
        if (lines.Count == 0) return Problems.NoDecision(number);
        if (lines.All(line => line.Before is null)) return Problems.NotNow("This is not to be taken back: decide anew.");
        var caller = context.Caller()!;
        if (caller.Role == Role.Host && lines[0].By != caller.Id) return Problems.Forbidden("You can take back what you decided yourself.");
        if (lines.Any(line => Enum.GetValues<Act>().Any(act => act.Name() == line.Act && caller.Role < act.Needs()))) return Problems.Forbidden("This was about the whole event: ask one of its moderators.");
        return Answer(await decisions.Undo(known, caller, lines, stop));
    }

    static Results<Ok<DecisionMade>, ProblemHttpResult> Answer((DecisionMade Made, Refusal? Refusal) answer) => answer switch
    {
        (_, { Field: { } field } refusal) => Problems.Invalid(field, refusal.Cure),
        (_, { } refusal) => Problems.NotNow(refusal.Cure),
        ({ Number: null, Posts: [{ Outcome: Outcome.Reserved } first, ..] posts }, _) when posts.All(post => post.Outcome == Outcome.Reserved) => Problems.Reserved(first.By),
        _ => TypedResults.Ok(answer.Made),
    };

    static IEnumerable<(string Field, string Cure)> Faults(NewDecision decision)
    {
        if (decision.Act is not { } act)
        {
            yield return ("act", $"Give one of {string.Join(", ", Enum.GetValues<Act>().Select(known => known.Name()))}.");
            yield break;
        }
        var posts = decision.Posts ?? [];
        if (act.NeedsPosts() && posts.Count == 0) yield return ("posts", "Name at least one post by its id.");
        if (posts.Count > MostPosts) yield return ("posts", $"At most {MostPosts} at once: decide on the others with another call.");
        if (posts.Any(id => id is not { Length: > 0 and <= MaxId })) yield return ("posts", "Must be ids of posts.");
        if (act == Act.Spotlight && posts.Count > 1) yield return ("posts", "Only one post at a time is spotlit.");
        if (act == Act.BlockWord && !IsWord(decision.Word)) yield return ("word", $"Give a word of 1 to {MaxWord} characters with a letter or digit in it; *part* matches inside words too.");
        if (decision.Why is { Length: > MaxWhy }) yield return ("why", $"At most {MaxWhy} characters.");
    }

    // A word without a letter would be found nowhere, and stand in the list for ever.
    static bool IsWord(string? word) => word is { Length: > 0 and <= MaxWord } && word.EnumerateRunes().Any(System.Text.Rune.IsLetterOrDigit);

    static string? Line(string? text) => TextCut.Clean(text ?? "").ReplaceLineEndings(" ") is { Length: > 0 } line ? line : null;
}
