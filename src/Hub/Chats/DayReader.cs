using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Schedule;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats;

/// <summary>An event's posts day by day, as clocks in its zone show it.</summary>
sealed class DayReader(IDbContextFactory<ArchiveDb> archives, FeedReader feed)
{
    /// <summary>So many posts are looked at for one list of days.</summary>
    const int MostRead = 50_000;

    /// <summary>Days with posts before one, or the latest, latest first.</summary>
    public async Task<DayList> Days(KnownEvent known, DateOnly? before, int limit, CancellationToken stop)
    {
        var zone = known.Zone;
        await using var db = await archives.CreateDbContextAsync(stop);
        var posts = Shown(db, known.Slug);
        if (before is { } day)
        {
            var edge = LocalDay.Bounds(day, zone).Start;
            posts = posts.Where(p => p.CreatedAt < edge);
        }
        var (days, read) = (new List<DayCount>(), 0);
        await foreach (var at in posts.OrderByDescending(p => p.CreatedAt).Select(p => p.CreatedAt).Take(MostRead).AsAsyncEnumerable().WithCancellation(stop))
        {
            read++;
            var date = LocalDay.Of(at, zone);
            if (days is not [.., var last] || last.Day != date)
            {
                if (days.Count == limit) return new(days, true);
                days.Add(new(date, 0));
            }
            days[^1] = days[^1] with { Posts = days[^1].Posts + 1 };
        }
        // The last one may not have been read to its end.
        return read == MostRead && days.Count > 1 ? new(days[..^1], true) : new(days, read == MostRead);
    }

    /// <summary>The posts of one day past a number, in the order of their numbers.</summary>
    public async Task<DayPosts> Day(KnownEvent known, DateOnly day, long after, int limit, CancellationToken stop)
    {
        var zone = known.Zone;
        var (from, to) = LocalDay.Bounds(day, zone);
        await using var db = await archives.CreateDbContextAsync(stop);
        var last = await db.Events.Where(e => e.Slug == known.Slug).Select(e => e.LastSeq).SingleAsync(stop);
        var posts = Shown(db, known.Slug).Where(p => p.CreatedAt >= from && p.CreatedAt < to);
        var rows = await posts.Where(p => p.ShownSeq > after && p.ShownSeq <= last).OrderBy(p => p.ShownSeq).Take(limit + 1).ToListAsync(stop);
        var more = rows.Count > limit;
        var page = new FeedPage(known.Slug, null, feed.Epoch, [.. rows.Take(limit).Select(FeedReader.Card)], more ? rows[limit - 1].ShownSeq : last, more);
        var previous = await Shown(db, known.Slug).Where(p => p.CreatedAt < from).OrderByDescending(p => p.CreatedAt).Select(p => (DateTimeOffset?)p.CreatedAt).FirstOrDefaultAsync(stop);
        var next = await Shown(db, known.Slug).Where(p => p.CreatedAt >= to).OrderBy(p => p.CreatedAt).Select(p => (DateTimeOffset?)p.CreatedAt).FirstOrDefaultAsync(stop);
        return new(day, await posts.CountAsync(stop), previous is { } earlier ? LocalDay.Of(earlier, zone) : null, next is { } later ? LocalDay.Of(later, zone) : null, page);
    }

    // What its author keeps out of lists is in none that is kept.
    static IQueryable<PostRow> Shown(ArchiveDb db, string slug) => db.Posts.AsNoTracking().Where(p => p.Event == slug && p.ShownSeq > 0 && !p.Unlisted);
}
