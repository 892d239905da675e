using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.People;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats;

/// <summary>The hashtags of each event's latest posts, read once a minute for all who ask; sooner where a post goes.</summary>
sealed class TagTables(IDbContextFactory<ArchiveDb> archives, FeedTails tails, LeftOutList leftOut, TimeProvider time)
{
    const int MostPosts = 5_000;
    static readonly TimeSpan Lately = TimeSpan.FromDays(28), Every = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, Kept<Made>> _events = new();

    public async Task<TagTable> Of(KnownEvent known, CancellationToken stop)
    {
        var tail = await tails.Get(known.Slug);
        return (await _events.GetOrAdd(known.Slug, _ => new()).Get(last => Stands(last, tail), _ => Make(known.Slug), stop)).Table;
    }

    bool Stands(Made made, FeedTail tail) => time.GetElapsedTime(made.At) < Every
        && tail.Read(made.Last, null, int.MaxValue, Reach.Committed) is { } news && news.Entries.All(entry => entry is { Post: not null, Kind: not EntryKind.Removed });

    async Task<Made> Make(string slug)
    {
        var at = time.GetTimestamp();
        var (since, hidden) = (time.GetUtcNow() - Lately, await leftOut.All(slug, CancellationToken.None));
        await using var db = await archives.CreateDbContextAsync();
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync();
        var bodies = await db.Posts.AsNoTracking().Where(p => p.Event == slug && p.ShownSeq > 0 && !p.Unlisted && p.CreatedAt >= since).OrderByDescending(p => p.ShownSeq)
            .Select(p => p.Body).Take(MostPosts).ToListAsync();
        var table = new TagTable(bodies.Select(PostBody.Read).Where(post => hidden.Count == 0 || !Names.Of(post.Network, post.Author).Any(hidden.Contains)));
        return new(table, last, at);
    }

    sealed record Made(TagTable Table, long Last, long At);
}
