using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Digests;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Recaps;

/// <summary>Reads what a recap is made of from the archive.</summary>
sealed class RecapReader(IDbContextFactory<ArchiveDb> archives)
{
    /// <summary>Ids named at once; and cards of a day that are looked at, the latest of them.</summary>
    const int AtOnce = 500, MostCards = 50_000;

    /// <summary>The cards of a session, or those made within a time; and the feed's number up to which they are read.</summary>
    public async Task<(long Last, IReadOnlyList<RecapCard> Cards)> Cards(string slug, RecapScope scope, IReadOnlyDictionary<string, int> asking, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        // Read before the cards are: what comes meanwhile is read again.
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        var cards = new List<RecapCard>();
        // One after the other: together the bodies of a day would take tens of megabytes.
        await foreach (var row in OnShow(db, slug, scope).OrderByDescending(p => p.ShownSeq).Take(MostCards)
            .Select(p => new { p.Body, p.ShownSeq, p.Unlisted, p.Session, p.Question, p.AnswerBy, p.AnswerConfidence, p.HeardReposts, p.Reposts, p.HeardReplies, p.Replies })
            .AsAsyncEnumerable().WithCancellation(stop))
        {
            var post = PostBody.Read(row.Body);
            var answer = asking.TryGetValue(post.Id, out var number) ? new Answer(number, AnswerBy.Asks, 1)
                : row.AnswerBy is { } by ? new Answer(row.Question ?? 0, by, row.AnswerConfidence ?? 1) : null;
            cards.Add(new(DigestPost.Of(post), row.ShownSeq, !row.Unlisted, Math.Max(row.HeardReposts, row.Reposts) + Math.Max(row.HeardReplies, row.Replies),
                post.ReplyTo, row.Session, answer, post.Author));
        }
        return (last, cards);
    }

    /// <summary>Whichever of these authors said nothing on show at the event before a moment.</summary>
    public async Task<IReadOnlySet<(Network, string)>> Newcomers(string slug, IReadOnlyList<RecapCard> cards, CancellationToken stop)
    {
        var authors = cards.Select(card => card.Post.Author).ToHashSet();
        if (cards.Count == 0) return authors;
        await using var db = await archives.CreateDbContextAsync(stop);
        var first = cards.GroupBy(card => card.Post.Author).ToDictionary(own => own.Key, own => own.Min(card => card.At));
        // By their own posts: those of all who ever posted would be read for each recap.
        foreach (var some in first.Keys.GroupBy(author => author.Item1, author => author.Item2).SelectMany(network => network.Chunk(AtOnce).Select(ids => (Network: network.Key, Ids: ids))))
            foreach (var before in await db.Posts.Where(p => p.Network == some.Network && some.Ids.Contains(p.AuthorId) && p.Event == slug && p.ShownSeq > 0).GroupBy(p => p.AuthorId)
                .Select(own => new { own.Key, First = own.Min(p => p.CreatedAt) }).ToListAsync(stop))
                if (before.First < first[(some.Network, before.Key)]) authors.Remove((some.Network, before.Key));
        return authors;
    }

    /// <summary>Those of these posts that are still on show, whole.</summary>
    public async Task<IReadOnlyDictionary<string, Post>> Posts(string slug, IEnumerable<string> ids, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var posts = new Dictionary<string, Post>();
        foreach (var named in ids.Chunk(AtOnce))
            foreach (var row in await db.Posts.AsNoTracking().Where(p => p.Event == slug && named.Contains(p.PostId) && p.ShownSeq > 0).ToListAsync(stop))
                posts[row.PostId] = PostBody.Read(row);
        return posts;
    }

    static IQueryable<PostRow> OnShow(ArchiveDb db, string slug, RecapScope scope)
    {
        var cards = db.Posts.AsNoTracking().Where(p => p.Event == slug && p.ShownSeq > 0);
        return scope.Session is { } session ? cards.Where(p => p.Session == session) : cards.Where(p => p.CreatedAt >= scope.Start && p.CreatedAt < scope.End);
    }
}

/// <summary>Which posts a recap is of: those of a session, or those made within a day.</summary>
sealed record RecapScope(string? Session, DateTimeOffset Start, DateTimeOffset End);
