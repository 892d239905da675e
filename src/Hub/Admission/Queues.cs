using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

/// <summary>Which of an event's posts, as those who decide on them see them.</summary>
/// <param name="List">In which list.</param>
/// <param name="Session">Only those of this session.</param>
/// <param name="After">Those that follow this one in the list's order.</param>
/// <param name="Limit">How many at most.</param>
sealed record QueueQuery(QueueList List, string? Session, string? After, int Limit);

/// <summary>Reads the lists of posts that wait, are shown, refused and saved. What is folded into another post is a part of it, and what is withdrawn is in none.</summary>
sealed class Queues(IDbContextFactory<ArchiveDb> archives, TimeProvider time)
{
    // Every moderator asks each second, and to count is to read every post of the event.
    static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(1);

    const int MostKept = 1_000;

    readonly ConcurrentDictionary<(string Event, string? Session), (QueueCounts Counts, long At)> _counts = new();

    /// <summary>Something was decided: whoever asks next is told the counts as they are now.</summary>
    public void Forget(string slug)
    {
        foreach (var key in _counts.Keys.Where(key => key.Event == slug)) _counts.TryRemove(key, out _);
    }

    public async Task<QueuePage> Read(string slug, Caller caller, QueueQuery query, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var posts = In(db, slug, query.List, query.Session);
        if (query.After is { } after && await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Event == slug && p.PostId == after, stop) is { } edge)
            posts = query.List == QueueList.Waiting ? Past(posts, edge) : Before(posts, edge);
        var ordered = query.List == QueueList.Waiting
            ? posts.OrderBy(p => p.ReceivedAt).ThenBy(p => p.PostId)
            : posts.OrderByDescending(p => p.ReceivedAt).ThenByDescending(p => p.PostId);
        var rows = await ordered.Take(query.Limit + 1).ToListAsync(stop);
        return await Page(db, slug, caller, [.. rows.Take(query.Limit)], rows.Count > query.Limit, query.Session, stop);
    }

    /// <summary>What waits and is reserved to somebody, oldest first.</summary>
    public async Task<QueuePage> ReservedTo(string slug, Caller caller, string? session, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var now = time.GetUtcNow();
        var mine = db.Reservations.Where(r => r.Event == slug && r.Moderator == caller.Id && r.Until > now).Select(r => r.PostId);
        var rows = await In(db, slug, QueueList.Waiting, session).Where(p => mine.Contains(p.PostId)).OrderBy(p => p.ReceivedAt).ThenBy(p => p.PostId).ToListAsync(stop);
        return await Page(db, slug, caller, rows, more: false, session, stop);
    }

    public async Task<QueueCounts> Counts(string slug, string? session, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return await Counts(db, slug, session, stop);
    }

    /// <summary>The posts of a list, in no order.</summary>
    public static IQueryable<PostRow> In(ArchiveDb db, string slug, QueueList list, string? session)
    {
        var posts = All(db, slug, session);
        return list switch
        {
            QueueList.Waiting => posts.Where(p => p.State == PostState.Held),
            QueueList.Shown => posts.Where(p => p.State == PostState.Shown),
            QueueList.Refused => posts.Where(p => p.State == PostState.Refused || p.State == PostState.Hidden),
            _ => posts.Where(p => p.State == PostState.Saved),
        };
    }

    static IQueryable<PostRow> All(ArchiveDb db, string slug, string? session)
    {
        var posts = db.Posts.AsNoTracking().Where(p => p.Event == slug && p.TwinOf == null && !p.Withdrawn);
        return session is null ? posts : posts.Where(p => p.Session == session);
    }

    static IQueryable<PostRow> Past(IQueryable<PostRow> posts, PostRow edge) =>
        posts.Where(p => p.ReceivedAt > edge.ReceivedAt || p.ReceivedAt == edge.ReceivedAt && string.Compare(p.PostId, edge.PostId) > 0);

    static IQueryable<PostRow> Before(IQueryable<PostRow> posts, PostRow edge) =>
        posts.Where(p => p.ReceivedAt < edge.ReceivedAt || p.ReceivedAt == edge.ReceivedAt && string.Compare(p.PostId, edge.PostId) < 0);

    async Task<QueuePage> Page(ArchiveDb db, string slug, Caller caller, List<PostRow> rows, bool more, string? session, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var reserved = await db.Reservations.AsNoTracking().Where(r => r.Event == slug && r.Until > now).ToListAsync(stop);
        var by = reserved.ToDictionary(r => r.PostId);
        var whys = await Whys(db, slug, [.. rows.Where(row => row.DecidedBy is not null).Select(row => row.PostId)], stop);
        var others = reserved.Where(r => r.Moderator != caller.Id).GroupBy(r => (r.Moderator, r.Name)).Select(r => new AtWork(r.Key.Name, r.Count()));
        var spotlight = await db.Screens.Where(s => s.Event == slug).Select(s => s.Spotlight).SingleOrDefaultAsync(stop);
        return new(
            [.. rows.Select(row => Item(row, by.GetValueOrDefault(row.PostId), whys.GetValueOrDefault(row.PostId)))], more,
            await Counts(db, slug, session, stop), [.. others.OrderBy(other => other.Name, StringComparer.Ordinal)], spotlight);
    }

    static QueueItem Item(PostRow row, ReservationRow? reservation, string? why) => new(
        PostBody.Read(row), State(row.State), row.Reason, row.Session, row.ShowAt, row.ReceivedAt, reservation?.Name, reservation?.Until, row.DecidedBy, why);

    static QueueState State(PostState state) => state switch
    {
        PostState.Shown => QueueState.Shown,
        PostState.Held => QueueState.Held,
        PostState.Refused => QueueState.Refused,
        PostState.Saved => QueueState.Saved,
        _ => QueueState.Hidden,
    };

    static async Task<Dictionary<string, string?>> Whys(ArchiveDb db, string slug, List<string> ids, CancellationToken stop) => ids.Count == 0
        ? []
        : (await db.Decisions.AsNoTracking().Where(d => d.Event == slug && d.PostId != null && ids.Contains(d.PostId))
            .Select(d => new { d.PostId, d.Number, d.Why }).ToListAsync(stop))
            .GroupBy(d => d.PostId!).ToDictionary(post => post.Key, post => post.MaxBy(d => d.Number)!.Why);

    async Task<QueueCounts> Counts(ArchiveDb db, string slug, string? session, CancellationToken stop)
    {
        if (_counts.TryGetValue((slug, session), out var kept) && time.GetElapsedTime(kept.At) < CountEvery) return kept.Counts;
        var at = time.GetTimestamp();
        var counts = await All(db, slug, session).GroupBy(p => p.State).Select(state => new { state.Key, Count = state.Count() }).ToDictionaryAsync(state => state.Key, state => state.Count, stop);
        int Of(PostState state) => counts.GetValueOrDefault(state);
        if (_counts.Count >= MostKept) _counts.Clear();
        return (_counts[(slug, session)] = (new(Of(PostState.Held), Of(PostState.Shown), Of(PostState.Refused) + Of(PostState.Hidden), Of(PostState.Saved)), at)).Counts;
    }
}
