namespace Backchannel.Ingest.Sources.X;

/// <summary>What went wrong, as far as the wait before the next try goes.</summary>
enum Setback
{
    /// <summary>TCP/IP trouble, silence, or the stream simply ended.</summary>
    Dropped,
    /// <summary>An HTTP error for which trying again makes sense.</summary>
    ServerFault,
    /// <summary>HTTP 429, or too many connections.</summary>
    TooManyRequests,
    /// <summary>HTTP 401 or 403: only an organizer can help.</summary>
    Denied,
}

/// <summary>
/// X's three reconnect ladders: TCP/IP at once, then 250 ms more each time up to 16 s; HTTP errors from 5 s, doubling up to 320 s; 429 from 60 s,
/// doubling, and never before the window's own reset. Pure: climbing returns the next ladder. A healthy connection starts a new one.
/// </summary>
readonly record struct ReconnectLadder(int Drops, int Faults, int Throttles)
{
    static readonly TimeSpan DropStep = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan DropCap = TimeSpan.FromSeconds(16);
    static readonly TimeSpan FaultFirst = TimeSpan.FromSeconds(5);
    static readonly TimeSpan FaultCap = TimeSpan.FromSeconds(320);
    static readonly TimeSpan ThrottleFirst = TimeSpan.FromSeconds(60);

    /// <summary>X names no cap; its windows are 15 minutes long.</summary>
    static readonly TimeSpan ThrottleCap = TimeSpan.FromSeconds(960);

    /// <param name="setback">What happened.</param>
    /// <param name="untilReset">What is left of the rate-limit window, as far as X says so.</param>
    /// <param name="jitter">0…1: stretches the wait by up to a tenth, never shortens it.</param>
    public (ReconnectLadder Next, TimeSpan Wait) Climb(Setback setback, TimeSpan untilReset = default, double jitter = 0)
    {
        var (next, wait) = setback switch
        {
            Setback.Dropped => (this with { Drops = Drops + 1 }, Least(DropStep * Drops, DropCap)),
            Setback.TooManyRequests => (this with { Throttles = Throttles + 1 },
                Most(Doubled(ThrottleFirst, Throttles, ThrottleCap), Least(untilReset, ThrottleCap))),
            _ => (this with { Faults = Faults + 1 }, Doubled(FaultFirst, Faults, FaultCap)),
        };
        return (next, wait * (1 + Math.Clamp(jitter, 0, 1) / 10));
    }

    static TimeSpan Doubled(TimeSpan first, int times, TimeSpan cap) => Least(first * Math.Pow(2, Math.Min(times, 16)), cap);

    static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    static TimeSpan Most(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
