using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

/// <summary>
/// Posts of each of an event's last minutes, as this process read them. A minute that has passed hardly changes any more: of a thousand sessions all thirty
/// would be most of what a reading costs. So the latest are read each time, and of the others a few in turn.
/// </summary>
sealed class Sparklines
{
    /// <summary>A passed minute is read again once in so many readings: so soon is seen what was taken off it.</summary>
    const int Turns = 10;

    readonly Lock _lock = new();
    readonly HashSet<long> _known = [];

    // A ring for each session: a minute's place is its number, divided by the ring's length with rest.
    readonly Dictionary<string, int[]> _rings = [];
    long _turn;

    /// <summary>The minutes to be read now.</summary>
    public List<long> Due(DateTimeOffset now)
    {
        lock (_lock)
        {
            var last = Decay.Minute(now);
            _known.RemoveWhere(minute => minute <= last - Counters.Sparkline);
            _turn++;
            return [.. PulseKeys.Minutes(now, TimeSpan.FromMinutes(Counters.Sparkline)).Where(minute =>
                minute > last - Counters.MeanMinutes || !_known.Contains(minute) || (minute + _turn) % Turns == 0)];
        }
    }

    public void Learn(long minute, HashEntry[] posts)
    {
        var place = minute % Counters.Sparkline;
        lock (_lock)
        {
            _known.Add(minute);
            foreach (var ring in _rings.Values) ring[place] = 0;
            foreach (var field in posts) RingOf(field.Name!)[place] = Math.Max(0, (int)field.Value);
        }
    }

    /// <summary>The posts of each session in each minute up to <paramref name="now"/>, oldest first.</summary>
    public Dictionary<string, int[]> Lines(DateTimeOffset now)
    {
        var oldest = (int)((Decay.Minute(now) + 1) % Counters.Sparkline);
        lock (_lock) return _rings.ToDictionary(ring => ring.Key, ring => (int[])[.. ring.Value.AsSpan(oldest), .. ring.Value.AsSpan(0, oldest)]);
    }

    int[] RingOf(string field)
    {
        if (!_rings.TryGetValue(field, out var ring)) _rings.Add(field, ring = new int[Counters.Sparkline]);
        return ring;
    }
}
