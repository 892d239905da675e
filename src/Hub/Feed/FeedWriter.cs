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

    /// <summary>Shows posts of which the delay has passed.</summary>
    public Task<IReadOnlyList<FeedStep>> Reveal(KnownEvent known, IReadOnlyList<string> postIds, CancellationToken stop) =>
        Commit([.. postIds.Select(id => new PostDeleted(id))], null, transaction => transaction.Reveal(known, postIds, stop), stop);

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

    /// <summary>Commits what somebody at the desk does, and what the log says of it, under the event's lock.</summary>
    /// <param name="slug">The event.</param>
    /// <param name="postIds">Posts that it is about.</param>
    /// <param name="act">Does it.</param>
    /// <param name="then">Before anything else is committed: what comes next goes by what was changed beside the feed.</param>
    /// <param name="stop">Gives up.</param>
    public Task<IReadOnlyList<FeedStep>> Moderate(
        string slug, IReadOnlyList<string> postIds, Func<FeedTransaction, ArchiveDb, Task> act, Func<Task>? then, CancellationToken stop) =>
        Commit(async (changes, db) =>
        {
            await changes.Open(slug, postIds, stop);
            await act(changes, db);
        }, then, stop);

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

    Task<IReadOnlyList<FeedStep>> Commit(
        IReadOnlyList<PostChange> touching, (string Source, string Position)? source, Func<FeedTransaction, Task> apply, CancellationToken stop) =>
        Commit(async (changes, db) =>
        {
            await changes.Lock(touching, stop);
            await changes.Load(touching, stop);
            await apply(changes);
            if (source is { } resumed) await Resume(db, resumed.Source, resumed.Position, stop);
        }, null, stop);

    async Task<IReadOnlyList<FeedStep>> Commit(Func<FeedTransaction, ArchiveDb, Task> apply, Func<Task>? then, CancellationToken stop)
    {
        await _writing.WaitAsync(stop);
        try
        {
            await using var db = await archives.CreateDbContextAsync(stop);
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            var changes = new FeedTransaction(db, catalog, time.GetUtcNow());
            await apply(changes, db);
            var steps = await changes.Close(stop);
            await db.Save(stop);
            await transaction.CommitAsync(stop);
            Tell(steps);
            await counters.Count(steps);
            if (then is not null) await then();
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
            foreach (var session in step.Questions.Union(step.Chats)) questions.Changed(step.Event, session);
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
