using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;

namespace Backchannel.Hub.Pulse;

/// <summary>The numbers of each event, read at most twice a second for all who ask.</summary>
sealed class LatestPulse(Counters counters, Followers followers, TimeProvider time)
{
    // Half a beat, so that a beat sends none that were read at the one before.
    static readonly TimeSpan Stands = TimeSpan.FromMilliseconds(500);

    readonly ConcurrentDictionary<string, Kept<Made>> _events = new();

    /// <summary>At most half a second old.</summary>
    public async Task<IReadOnlyList<SessionPulse>> Get(KnownEvent known, CancellationToken stop)
    {
        var made = await _events.GetOrAdd(known.Slug, _ => new()).Get(last => time.GetElapsedTime(last.At) < Stands, _ => Read(known), stop);
        return made.Pulses;
    }

    async Task<Made> Read(KnownEvent known)
    {
        var at = time.GetTimestamp();
        return new(await counters.Read(known, followers), at);
    }

    sealed record Made(IReadOnlyList<SessionPulse> Pulses, long At);
}
