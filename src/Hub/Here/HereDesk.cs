using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Questions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Here;

/// <summary>
/// Takes what attendees post and ask on our own pages. It does not travel over the bus: whoever posts is told at once whether it is shown or held, and
/// what is accepted is archived before the answer.
/// </summary>
sealed class HereDesk(FeedWriter writer, FeedReader reader, HereReport report, TimeProvider time)
{
    const int MaxId = 500;

    public async Task<Results<Accepted<NewPostAccepted>, ProblemHttpResult>> Take(
        KnownEvent known, HereDraft draft, int maxText, string? session, Asking asking, CancellationToken stop, string? replyTo = null)
    {
        report.Received();
        var answered = replyTo is { Length: > 0 and <= MaxId } ? await reader.Card(known.Slug, replyTo, stop) : null;
        if (draft.Faults(maxText).Concat(Faults(known, session, isAnswer: !string.IsNullOrEmpty(replyTo), answered)).ToList() is { Count: > 0 } faults)
        {
            report.Refused($"A post was refused: {faults[0].Cure}");
            return Problems.Invalid(faults);
        }

        var now = time.GetUtcNow();
        var post = draft.ToPost(now, asking.Question) with { ReplyTo = answered?.PostId };
        var steps = await writer.Take(new([known.Slug], post, [], Session: session), asking, stop);
        var shown = steps.SelectMany(step => step.Entries).Any(entry => entry.PostId == post.Id && entry.Kind == EntryKind.Shown);
        report.Captured(now);
        return TypedResults.Accepted((string?)null, new NewPostAccepted(post.Id, shown ? "shown" : "held"));
    }

    static IEnumerable<(string Field, string Cure)> Faults(KnownEvent known, string? session, bool isAnswer, FeedEntry? answered)
    {
        if (isAnswer && answered is null) yield return ("replyTo", "That post is not here any more: post without it.");
        if (session is not null && known.Sessions.All(s => s.Id != session)) yield return ("session", "There is no such session: leave it out.");
    }
}
