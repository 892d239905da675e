using Backchannel.Contracts;

namespace Backchannel.Hub.Engagement;

/// <summary>How the sessions of each event ranked ten minutes ago: noted once a minute, forgotten with the process.</summary>
sealed class RankHistory
{
    static readonly TimeSpan Ago = TimeSpan.FromMinutes(10);

    readonly Lock _lock = new();
    readonly Dictionary<string, Queue<(DateTimeOffset At, IReadOnlyDictionary<string, int> Ranks)>> _events = [];

    public void Note(string slug, DateTimeOffset at, IReadOnlyList<SessionPulse> pulses)
    {
        var ranks = pulses.Where(pulse => pulse.Session is not null).ToDictionary(pulse => pulse.Session!, pulse => pulse.Rank);
        lock (_lock)
        {
            if (!_events.TryGetValue(slug, out var noted)) _events.Add(slug, noted = []);
            noted.Enqueue((at, ranks));
            // The latest that is old enough stays, for it is the one that counts.
            while (noted.Count > 1 && noted.ElementAt(1).At <= at - Ago) noted.Dequeue();
        }
    }

    /// <summary>Null where nothing was noted then.</summary>
    public IReadOnlyDictionary<string, int>? Before(string slug, DateTimeOffset now)
    {
        lock (_lock)
            return _events.GetValueOrDefault(slug)?.Where(noted => noted.At <= now - Ago && noted.At > now - Ago - Ago).Select(noted => noted.Ranks).LastOrDefault();
    }
}
