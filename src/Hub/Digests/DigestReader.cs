using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Digests;

/// <summary>
/// Reads a session's cards from the archive. Which there are, and how they echo, is read each time, so that what is gone is gone; words, which are
/// long, only of those that the feed tells of since the last time.
/// </summary>
sealed class DigestReader(IDbContextFactory<ArchiveDb> archives)
{
    /// <summary>Beyond so many it costs less to read all than to name each.</summary>
    const int Named = 500;

    /// <param name="slug">The event.</param>
    /// <param name="session">Its session.</param>
    /// <param name="since">The feed's number at which <paramref name="known"/> was read; 0 at first.</param>
    /// <param name="known">Words read before, by post.</param>
    /// <returns>The cards, and the feed's number up to which they are read.</returns>
    public async Task<(long Last, IReadOnlyList<DigestCard> Cards)> Read(
        string slug, string session, long since, IReadOnlyDictionary<string, DigestPost> known, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        var changed = await Changed(db, slug, session, since, last, stop);
        var rows = await OnShow(db, slug, session)
            .Select(p => new { p.PostId, p.ShownSeq, p.Unlisted, p.HeardReposts, p.Reposts, p.HeardReplies, p.Replies }).ToListAsync(stop);
        var words = await Words(db, slug, session, [.. rows.Select(row => row.PostId).Where(id => changed.Contains(id) || !known.ContainsKey(id))], stop);
        var cards = new List<DigestCard>(rows.Count);
        foreach (var row in rows)
            // One that went while this was read has no words any more.
            if (words.GetValueOrDefault(row.PostId) is { } post || !changed.Contains(row.PostId) && known.TryGetValue(row.PostId, out post))
                cards.Add(new(post, row.ShownSeq, !row.Unlisted, Math.Max(row.HeardReposts, row.Reposts) + Math.Max(row.HeardReplies, row.Replies)));
        return (last, cards);
    }

    /// <summary>Those of <paramref name="cards"/> that are still on show, whole, in their order.</summary>
    public async Task<IReadOnlyList<FeedEntry>> Entries(string slug, IReadOnlyList<DigestCard> cards, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var ids = cards.Select(card => card.Post.Id).ToList();
        var rows = await db.Posts.AsNoTracking().Where(p => p.Event == slug && ids.Contains(p.PostId) && p.ShownSeq > 0).ToListAsync(stop);
        return [.. rows.OrderBy(row => ids.IndexOf(row.PostId)).Select(FeedReader.Card)];
    }

    static async Task<HashSet<string>> Changed(ArchiveDb db, string slug, string session, long since, long last, CancellationToken stop) => since == 0
        ? []
        : [.. await db.Entries.Where(e => e.Event == slug && e.Seq > since && e.Seq <= last && e.Session == session).Select(e => e.PostId).ToListAsync(stop)];

    static async Task<Dictionary<string, DigestPost>> Words(ArchiveDb db, string slug, string session, List<string> ids, CancellationToken stop)
    {
        var words = new Dictionary<string, DigestPost>(ids.Count);
        if (ids.Count == 0) return words;
        var rows = OnShow(db, slug, session);
        if (ids.Count <= Named) rows = rows.Where(p => ids.Contains(p.PostId));
        // One after the other: together the bodies of a large session would take tens of megabytes.
        await foreach (var body in rows.Select(p => p.Body).AsAsyncEnumerable().WithCancellation(stop))
        {
            var post = DigestPost.Of(PostBody.Read(body));
            words[post.Id] = post;
        }
        return words;
    }

    static IQueryable<PostRow> OnShow(ArchiveDb db, string slug, string session) =>
        db.Posts.AsNoTracking().Where(p => p.Event == slug && p.Session == session && p.ShownSeq > 0);
}
