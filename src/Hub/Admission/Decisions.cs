using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Screens;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

/// <summary>Why a decision could not be taken at all.</summary>
sealed record Refusal(string? Field, string Cure);

/// <summary>
/// The one way to decide on posts, be it one or five hundred: one transaction under the event's lock, with its lines in the log, from which viewers hear
/// at once. Rules that follow from it hold for whatever is committed next.
/// </summary>
sealed class Decisions(
    FeedWriter writer, EventCatalog catalog, EventStore store, EventScreens screens, AuditLog log, WordScan words, Queues queues, TimeProvider time)
{
    public async Task<(DecisionMade Made, Refusal? Refusal)> Decide(KnownEvent known, Caller caller, NewDecision decision, CancellationToken stop)
    {
        IReadOnlyList<string> ids = [.. (decision.Posts ?? []).Distinct()];
        // Posts that are named with a word are where it was found: the word is blocked wherever it is.
        var (found, last) = decision.Act == Act.BlockWord ? await words.Find(known.Slug, decision.Word!, stop) : ([], 0);
        return await Commit(known, caller, [.. ids, .. found], async (deciding, feed, db) =>
        {
            if (decision.Act == Act.BlockWord)
            {
                var since = await WordScan.Since(db, known.Slug, last, stop);
                await feed.Read(since, stop);
                ids = [.. found.Union(since)];
            }
            await deciding.Do(decision, ids);
            return deciding.Fault is { } fault ? new(fault.Field, fault.Cure) : null;
        }, stop);
    }

    /// <summary>Takes back the act that a line of the log belongs to.</summary>
    public async Task<(DecisionMade Made, Refusal? Refusal)> Undo(KnownEvent known, Caller caller, IReadOnlyList<DecisionRow> lines, CancellationToken stop) =>
        await Commit(known, caller, Deciding.PostsOf(lines), async (deciding, _, db) =>
        {
            var numbers = lines.Select(line => line.Number).ToList();
            var undone = await db.Decisions.Where(d => d.Event == known.Slug && d.Number > numbers[0] && d.Undoes != null && numbers.Contains(d.Undoes.Value)).FirstOrDefaultAsync(stop);
            if (undone is not null) return new(null, $"{undone.Name} took this back already.");
            await deciding.Undo(lines);
            return null;
        }, stop);

    /// <summary>Files a post and its thread by hand.</summary>
    public async Task<DecisionMade> File(KnownEvent known, Caller caller, string id, string? session, CancellationToken stop) =>
        (await Commit(known, caller, [id], async (deciding, _, _) =>
        {
            await deciding.File(id, session);
            return null;
        }, stop)).Made;

    /// <summary>Says how far a question has come.</summary>
    public async Task<Outcome> Move(KnownEvent known, Caller caller, string id, QuestionState to, CancellationToken stop) =>
        (await Commit(known, caller, [id], async (deciding, _, _) =>
        {
            await deciding.Move(id, to);
            return null;
        }, stop)).Made.Posts[0].Outcome;

    async Task<(DecisionMade Made, Refusal? Refusal)> Commit(
        KnownEvent known, Caller caller, IReadOnlyList<string> ids, Func<Deciding, FeedTransaction, ArchiveDb, Task<Refusal?>> act, CancellationToken stop)
    {
        var (deciding, number) = (default(Deciding)!, default(long?));
        try
        {
            await writer.Moderate(known.Slug, ids, async (feed, db) =>
            {
                deciding = new(feed, db, known, caller, time.GetUtcNow(), stop);
                if (await act(deciding, feed, db) is { } refusal) throw new Refused(refusal);
                number = await log.Write(db, known.Slug, caller, deciding.Lines, stop);
            }, () => deciding.ChangedRules ? catalog.Reload(CancellationToken.None) : Task.CompletedTask, stop);
        }
        catch (Refused refused)
        {
            return (new(null, [], null), refused.Refusal);
        }
        queues.Forget(known.Slug);
        // It is committed: whoever hangs up now keeps nobody from hearing of it.
        if (deciding.ChangedRules) await store.Announce(CancellationToken.None);
        if (deciding.ChangedScreens) await screens.Changed(known.Slug, CancellationToken.None);
        return (new(number, deciding.Outcomes, deciding.Rule), null);
    }

    // Ends the transaction, and all that was done in it so far.
    sealed class Refused(Refusal refusal) : Exception(refusal.Cure)
    {
        public Refusal Refusal => refusal;
    }
}
