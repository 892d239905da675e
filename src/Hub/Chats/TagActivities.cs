using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.People;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats;

/// <summary>
/// Whether it is quiet or busy with an event: the last hour's posts against the mean of the same hour on each of the days before, so that a community which sleeps at night
/// is as usual then. Unlisted posts, and those of people who asked to be left out, do not count.
/// </summary>
sealed class TagActivities(IDbContextFactory<ArchiveDb> archives, LeftOutList leftOut, TimeProvider time)
{
    /// <summary>Days that are compared with, and posts of one hour that are looked at.</summary>
    const int Days = 28, MostAnHour = 5_000, LeastBusy = 5;
    static readonly TimeSpan Hour = TimeSpan.FromHours(1), Every = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, Kept<Made>> _events = new();

    public async Task<TagActivity> Of(KnownEvent known, CancellationToken stop) => (await _events.GetOrAdd(known.Slug, _ => new())
        .Get(last => time.GetElapsedTime(last.At) < Every, async _ => new Made(await Count(known.Slug, CancellationToken.None), time.GetTimestamp()), stop)).Activity;

    async Task<TagActivity> Count(string slug, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var (now, hidden) = (time.GetUtcNow(), await leftOut.All(slug, stop));
        var first = await db.Posts.Where(p => p.Event == slug && p.ShownSeq > 0).OrderBy(p => p.CreatedAt).Select(p => (DateTimeOffset?)p.CreatedAt).FirstOrDefaultAsync(stop);
        var days = first is null ? 0 : (int)Math.Clamp((now - first.Value).TotalDays, 0, Days);
        var hour = await Count(db, slug, now, hidden, stop);
        var before = 0;
        for (var day = 1; day <= days; day++) before += await Count(db, slug, now.AddDays(-day), hidden, stop);
        var mean = days == 0 ? 0 : (double)before / days;
        return new(StateOf(hour, mean), hour, Math.Round(mean, 2), days);
    }

    public static TagState StateOf(int hour, double mean) =>
        hour >= LeastBusy && hour >= 2 * mean ? TagState.Busy : hour == 0 || 2 * hour < mean ? TagState.Quiet : TagState.Usual;

    static async Task<int> Count(ArchiveDb db, string slug, DateTimeOffset end, IReadOnlySet<string> hidden, CancellationToken stop)
    {
        var from = end - Hour;
        var posts = db.Posts.Where(p => p.Event == slug && p.CreatedAt > from && p.CreatedAt <= end && p.ShownSeq > 0 && !p.Unlisted);
        if (hidden.Count == 0) return await posts.CountAsync(stop);
        return (await posts.Select(p => new { p.Network, p.AuthorId }).Take(MostAnHour).ToListAsync(stop)).Count(author => !hidden.Contains(Names.Key(author.Network, author.AuthorId)));
    }

    sealed record Made(TagActivity Activity, long At);
}
