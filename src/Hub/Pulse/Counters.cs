using System.Collections.Concurrent;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;
using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

/// <summary>
/// Rolling counters per event and session in Redis. Nothing here that the archive does not hold: a flushed or fresh Redis is filled again by
/// <see cref="Rebuild"/>. <c>docs/architecture.md</c> lists the keys.
/// </summary>
/// <remarks>
/// Several hubs count together. One that counts an event anew takes the landmark away first, and sets another one with the number up to which it has read the
/// feed: whoever counts meanwhile sees by it whether its commit is in there already (<see cref="Counting"/>). Where that cannot be told the event is counted anew
/// once more, which ends, for while it is counted nobody commits.
/// </remarks>
sealed partial class Counters(
    IConnectionMultiplexer redis, IDbContextFactory<ArchiveDb> archives, Presence presence, TimeProvider time, ILogger<Counters> logger)
{
    // Events whose counters are what the archive says, as far as this process knows: none at its start, for the last one may have died between
    // a commit and its counting, and the archive may be another one.
    readonly ConcurrentDictionary<string, Landmark> _right = new();

    readonly ConcurrentDictionary<string, PulseMemory> _memory = new();

    /// <summary>
    /// Adds what was committed: two round trips, whatever its size. A Redis that is away is no reason to stop or to wait again and again: until
    /// <see cref="Rebuild"/> has been, its counters are left alone.
    /// </summary>
    public async Task Count(IReadOnlyList<FeedStep> steps)
    {
        var counted = new List<Counting>();
        foreach (var step in steps.Where(step => step.Counts.Count > 0))
            if (_right.TryGetValue(step.Event, out var landmark)) counted.Add(new(step, landmark, time.GetUtcNow()));
        if (counted.Count == 0) return;
        try
        {
            await Together(counted, counting => counting.CountCards);
            foreach (var counting in counted.ToList())
                if (!await counting.IsCounted()) counted.Remove(Unsure(counting));
            await Together(counted, counting => counting.Weigh);
            foreach (var counting in counted)
                if (await counting.IsWeighed()) _right[counting.Event] = counting.Landmark;
                else Unsure(counting);
        }
        catch (Exception failure) when (IsTrouble(failure))
        {
            LogUnreachable(failure);
            foreach (var counting in counted) Unsure(counting);
        }
    }

    /// <summary>More was committed than is worth adding up: the event is counted anew at the next beat.</summary>
    public void Forget(string slug)
    {
        _right.TryRemove(slug, out _);
        _memory.TryRemove(slug, out _);
    }

    /// <summary>
    /// True where the counters of an event are not what the archive says: not counted yet, flushed, or missed while Redis was away; or where they have
    /// decayed for so long that their numbers grow too large.
    /// </summary>
    /// <exception cref="RedisException">Redis does not answer.</exception>
    public async Task<bool> NeedsRebuild(string slug)
    {
        if (Landmark.Parse(await redis.GetDatabase().StringGetAsync(PulseKeys.Marker(slug))) is not { } found) return true;
        // Another hub has counted anew, and this one has nothing to add to it. Unless it finds meanwhile that it has.
        if (_right.TryGetValue(slug, out var known) && known != found && !_right.TryUpdate(slug, found, known)) return true;
        return !_right.ContainsKey(slug) || time.GetUtcNow() - found.At > Decay.LongestLandmark;
    }

    /// <summary>What a Redis that is away looks like from here.</summary>
    public static bool IsTrouble(Exception failure) => failure is RedisException or TimeoutException;

    async Task Together(List<Counting> counted, Func<Counting, Func<IBatch, Task>> act)
    {
        var batch = redis.GetDatabase().CreateBatch();
        foreach (var counting in counted) await act(counting)(batch);
        batch.Execute();
    }

    Counting Unsure(Counting counting)
    {
        Forget(counting.Event);
        return counting;
    }

    [LoggerMessage(LogLevel.Warning, "Redis does not answer: posts go on, counters stand still and are rebuilt when it is back")]
    partial void LogUnreachable(Exception failure);
}
