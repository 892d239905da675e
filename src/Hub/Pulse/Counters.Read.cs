using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

// From counters to the numbers people see.
sealed partial class Counters
{
    /// <summary>Fewer people than this make no session hot.</summary>
    const int MinAuthors = 3;

    /// <summary>Posts a minute added to both sides of the comparison, so that two posts after a silence are not a sensation.</summary>
    const double Smoothing = 0.5;

    /// <summary>The numbers of an event (null session) and of each of its sessions that has posts or viewers, hottest first.</summary>
    public async Task<IReadOnlyList<SessionPulse>> Read(KnownEvent known, Followers followers)
    {
        var (store, now) = (redis.GetDatabase(), time.GetUtcNow());
        var batch = store.CreateBatch();
        var posts = batch.HashGetAllAsync(Posts(known.Slug));
        var minutes = RecentMinutes(TimeSpan.FromMinutes(SlowMinutes)).Select(minute => batch.HashGetAllAsync(Minutes(known.Slug, minute))).ToList();
        batch.Execute();
        var totals = (await posts).ToDictionary(field => (string)field.Name!, field => (long)field.Value);
        var perMinute = (await Task.WhenAll(minutes)).Select(fields => fields.ToDictionary(f => (string)f.Name!, f => (int)f.Value)).ToList();

        var fields = totals.Keys.Union(known.Sessions.Where(s => followers.Viewers(known.Slug, s.Id) > 0).Select(s => s.Id)).Append(Whole).Distinct().ToList();
        var counting = store.CreateBatch();
        var authors = fields.ToDictionary(field => field, field => counting.SortedSetLengthAsync(Authors(known.Slug, field)));
        counting.Execute();
        await Task.WhenAll(authors.Values);

        var pulses = new List<SessionPulse>();
        foreach (var field in fields)
        {
            var line = perMinute.Select(minute => Math.Max(0, minute.GetValueOrDefault(field))).ToList();
            var session = field == Whole ? null : field;
            var people = await authors[field];
            pulses.Add(new(known.Slug, session, now, totals.GetValueOrDefault(field), people, PerMinute(line, FastMinutes), followers.Viewers(known.Slug, session),
                Heat(line, people), 0, [.. line.TakeLast(Sparkline)]));
        }
        return Ranked(pulses);
    }

    /// <summary>How far the last 5 minutes are above the last hour's mean; 1 is usual.</summary>
    static double Heat(List<int> line, long authors) => authors < MinAuthors
        ? 1
        : Math.Round((PerMinute(line, FastMinutes) + Smoothing) / (PerMinute(line, SlowMinutes) + Smoothing), 2);

    static double PerMinute(List<int> line, int minutes) => Math.Round(line.TakeLast(minutes).Sum() / (double)minutes, 2);

    static List<SessionPulse> Ranked(List<SessionPulse> pulses) =>
    [
        .. pulses.Where(p => p.Session is null),
        .. pulses.Where(p => p.Session is not null)
            .OrderByDescending(p => p.Heat).ThenByDescending(p => p.PostsPerMinute).ThenBy(p => p.Session, StringComparer.Ordinal)
            .Select((p, index) => p with { Rank = index + 1 }),
    ];
}
