using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>The numbers of sessions: as they are pushed, and asked for now and then, for a session that stays quiet is not pushed again.</summary>
public sealed partial class LiveFeed
{
    static readonly TimeSpan NumbersEvery = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<string, long> _numbersAt = new();

    /// <summary>The latest numbers of an event's sessions, by id; those that nothing is known of are left out.</summary>
    internal IReadOnlyDictionary<string, SessionPulse> Numbers(string slug)
    {
        lock (_statusGate)
            return _pulses.TryGetValue(slug, out var pulses) ? pulses.Where(pulse => pulse.Key is not "").ToDictionary() : [];
    }

    /// <summary>How many posts of an event are in no session.</summary>
    internal long Unfiled(EventInfo info) => Math.Max(0, info.Posts - Numbers(info.Slug).Values.Sum(pulse => pulse.Posts));

    async Task RefreshNumbers(EventFeed feed, CancellationToken stopping)
    {
        _numbersAt[feed.Slug] = Clock.GetTimestamp();
        try
        {
            if (await _hub.Trending(feed.Slug, stopping) is { Count: > 0 } pulses) Learn(feed, pulses);
        }
        catch (Exception error) when (HubClient.IsTrouble(error, stopping))
        {
            // The counters are away: pages say what they last heard, or nothing.
        }
    }

    void Learn(EventFeed feed, IEnumerable<SessionPulse> pulses)
    {
        lock (_statusGate)
        {
            if (!_pulses.TryGetValue(feed.Slug, out var latest)) _pulses.Add(feed.Slug, latest = []);
            foreach (var pulse in pulses)
                if (!latest.TryGetValue(pulse.Session ?? "", out var known) || known.At <= pulse.At) latest[pulse.Session ?? ""] = pulse;
        }
    }
}
