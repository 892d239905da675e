using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Pulse;
using Backchannel.Hub.Questions;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

/// <summary>
/// The one way into a feed: changes go in as one transaction together with their source's position; what was committed then goes to the tails
/// (and so to followers) and to the counters. One writer at a time, so that the tails see commits in order.
/// </summary>
sealed partial class FeedWriter(
    IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, FeedTails tails, Counters counters, QuestionPush questions, TimeProvider time,
    FeedAnnouncements? announcements = null) : IDisposable
{
    readonly SemaphoreSlim _writing = new(1);

    /// <summary>Commits a source's changes and its position.</summary>
    public Task<IReadOnlyList<FeedStep>> Apply(PostsCaptured message, CancellationToken stop) =>
        Commit(message.Changes, message.Position is { } position ? (message.Source, position) : null, transaction =>
        {
            foreach (var change in message.Changes) transaction.Apply(change);
            return Task.CompletedTask;
        }, stop);

    /// <summary>Commits a moderator's decision about one card and all that is folded into it; nothing happens where the event has no such post.</summary>
    public Task<IReadOnlyList<FeedStep>> Decide(string slug, string postId, PostState state, string reason, CancellationToken stop) =>
        Commit([new PostDeleted(postId)], null, transaction => transaction.Decide(slug, postId, state, reason, stop), stop);

    /// <summary>Shows posts of which the delay has passed.</summary>
    public Task<IReadOnlyList<FeedStep>> Reveal(string slug, IReadOnlyList<string> postIds, CancellationToken stop) =>
        Commit([.. postIds.Select(id => new PostDeleted(id))], null, transaction =>
        {
            transaction.Reveal(slug, postIds);
            return Task.CompletedTask;
        }, stop);

    /// <summary>Asks an event's rules, which changed, anew about posts that wait for their delay to pass.</summary>
    public Task<IReadOnlyList<FeedStep>> Readmit(KnownEvent known, IReadOnlyList<string> postIds, CancellationToken stop) =>
        Commit([.. postIds.Select(id => new PostDeleted(id))], null, transaction =>
        {
            transaction.Readmit(known, postIds);
            return Task.CompletedTask;
        }, stop);

    /// <summary>Commits a post made on our own page, as a question where it is one.</summary>
    public Task<IReadOnlyList<FeedStep>> Take(PostSeen seen, Asking asking, CancellationToken stop) =>
        Commit([seen], null, transaction =>
        {
            foreach (var slug in seen.Events) transaction.Asked(slug, seen.Post.Id, asking);
            transaction.Apply(seen);
            return Task.CompletedTask;
        }, stop);

    /// <summary>Commits how far a question has come.</summary>
    /// <param name="from">Only where it stands there; null for wherever it stands.</param>
    /// <returns>False where there is no such question.</returns>
    public async Task<bool> Move(string slug, string postId, QuestionState? from, QuestionState to, CancellationToken stop)
    {
        var found = false;
        await Commit([new PostDeleted(postId)], null, async transaction => found = await transaction.Move(slug, postId, from, to, stop), stop);
        return found;
    }

    /// <summary>Commits a moderator's correction: the session of one card, of all that is folded into it, and so of its thread.</summary>
    /// <param name="slug">The event.</param>
    /// <param name="postId">One of its posts; nothing happens where there is no such post.</param>
    /// <param name="session">One of its sessions; null takes the post out of all of them.</param>
    /// <param name="stop">Gives up.</param>
    public Task<IReadOnlyList<FeedStep>> File(string slug, string postId, string? session, CancellationToken stop) =>
        Commit([new PostDeleted(postId)], null, transaction => transaction.FileByHand(slug, postId, session, stop), stop);

    /// <summary>Counts an event anew from the archive; what comes meanwhile waits.</summary>
    public Task Recount(string slug, CancellationToken stop) => Alone(() => counters.Rebuild(slug, stop), stop);

    /// <summary>Does something to the archive between two commits: SQLite has one writer at a time, and who comes second would sleep.</summary>
    public async Task Alone(Func<Task> act, CancellationToken stop)
    {
        await _writing.WaitAsync(stop);
        try
        {
            await act();
        }
        finally
        {
            _writing.Release();
        }
    }

    async Task<IReadOnlyList<FeedStep>> Commit(
        IReadOnlyList<PostChange> touching, (string Source, string Position)? source, Func<FeedTransaction, Task> apply, CancellationToken stop)
    {
        await _writing.WaitAsync(stop);
        try
        {
            await using var db = await archives.CreateDbContextAsync(stop);
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            var changes = new FeedTransaction(db, catalog, time.GetUtcNow());
            await changes.Lock(touching, stop);
            await changes.Load(touching, stop);
            await apply(changes);
            if (source is { } resumed) await Resume(db, resumed.Source, resumed.Position, stop);
            var steps = await changes.Close(stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
            Tell(steps);
            await counters.Count(steps);
            return steps;
        }
        finally
        {
            _writing.Release();
        }
    }

    void Tell(IReadOnlyList<FeedStep> steps)
    {
        foreach (var step in steps)
        {
            tails.Append(step);
            announcements?.Announce(step);
            foreach (var session in step.Questions) questions.Changed(step.Event, session);
        }
    }

    public void Dispose() => _writing.Dispose();

    async Task Resume(ArchiveDb db, string source, string position, CancellationToken stop)
    {
        var row = await db.Sources.FindAsync([source], stop);
        if (row is null) db.Sources.Add(row = new() { Source = source });
        (row.Position, row.UpdatedAt) = (position, time.GetUtcNow());
    }
}
