using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Here;

/// <summary>
/// What attendees post on our own page. It does not travel over the bus: whoever posts is told at once whether it is shown or held, and what is
/// accepted is archived before the answer.
/// </summary>
static class HerePosts
{
    public const int MaxName = 50, MaxText = 500;

    public static void MapHerePosts(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/events/{slug}/posts", Submit).WithTags("Posts").WithSummary("An attendee's own post.")
            .RequireVisitorLimit().WithMetadata(new RequestSize());

    static async Task<Results<Accepted<NewPostAccepted>, ProblemHttpResult>> Submit(
        string slug, NewPost draft, EventCatalog catalog, FeedWriter writer, HereReport report, TimeProvider time, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        report.Received();
        var (name, text) = (TextCut.Clean(draft.Name ?? "").ReplaceLineEndings(" ").Trim(), TextCut.Clean(draft.Text ?? ""));
        if (Faults(known, name, text, draft.Session).ToList() is { Count: > 0 } faults)
        {
            report.Refused($"A post was refused: {faults[0].Cure}");
            return Problems.Invalid(faults);
        }

        var now = time.GetUtcNow();
        var post = new Post
        {
            Id = $"here:{Guid.CreateVersion7(now)}",
            Network = Network.Here,
            Author = new("", "", name),
            Text = text,
            Spans = TextScanner.Spans(text),
            CreatedAt = now,
            ReceivedAt = now,
        };
        // One name is one author for the counters; it proves nothing about who it is.
        post = post with { Author = post.Author with { Id = TextFold.Fold(name) } };
        var steps = await writer.Apply(new(HereReport.Source, null, [new PostSeen([known.Slug], post, [], Session: draft.Session)]), stop);
        var shown = steps.SelectMany(step => step.Entries).Any(entry => entry.PostId == post.Id && entry.Kind == EntryKind.Shown);
        report.Captured(now);
        return TypedResults.Accepted((string?)null, new NewPostAccepted(post.Id, shown ? "shown" : "held"));
    }

    static IEnumerable<(string Field, string Cure)> Faults(KnownEvent known, string name, string text, string? session)
    {
        if (IsBlank(name)) yield return ("name", "Give a name: any name you like to be read by.");
        else if (Length(name) > MaxName) yield return ("name", $"At most {MaxName} characters.");
        if (IsBlank(text)) yield return ("text", "Write something first.");
        else if (Length(text) > MaxText || text.Length > 4 * MaxText) yield return ("text", $"At most {MaxText} characters: this has {Length(text)}.");
        if (session is not null && known.Sessions.All(s => s.Id != session)) yield return ("session", "There is no such session: leave it out.");
    }

    // Characters without a look of their own make no name and no post.
    static bool IsBlank(string text) => string.IsNullOrWhiteSpace(TextFold.Fold(text));

    static int Length(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>A post is small: a large body is refused before it is read.</summary>
    sealed class RequestSize : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 16 * 1024;
    }
}
