using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Filing;

namespace Backchannel.Hub.Pulse;

// From counters to the numbers people see: in four round trips, however many sessions there are.
sealed partial class Counters
{
    /// <summary>Minutes of the sparkline, and of the mean that is told as posts a minute.</summary>
    public const int Sparkline = 30, MeanMinutes = 5;

    /// <summary>So many of the hottest sessions are told why.</summary>
    public const int WhyOf = 20;

    /// <summary>The numbers of an event (null session) and of each of its sessions that has posts or viewers, hottest first.</summary>
    public async Task<IReadOnlyList<SessionPulse>> Read(KnownEvent known, Followers followers)
    {
        var reading = new PulseReading(redis.GetDatabase(), known.Slug, _memory.GetOrAdd(known.Slug, _ => new()), time.GetUtcNow());
        await reading.ReadCounts();
        var sessions = known.Sessions.ToDictionary(session => session.Id);
        var own = followers.Viewers(known.Slug).ToDictionary(channel => channel.Session ?? PulseKeys.Whole, channel => channel.Viewers);
        await reading.ReadVoices(presence, own, field => sessions.ContainsKey(field));
        await reading.ReadLoudest();
        var heats = reading.Fields.ToDictionary(field => field, field => Heat.Of(reading.UnitsOf(field), AgeOf(field, sessions, reading.Now)));
        List<string> ranked =
        [
            PulseKeys.Whole,
            .. Heat.Order(heats.Where(heat => heat.Key != PulseKeys.Whole), heat => heat.Value, heat => heat.Key).Select(heat => heat.Key),
        ];
        await reading.ReadWhy([PulseKeys.Whole, .. ranked.Skip(1).Take(WhyOf).Where(field => heats[field].Trends)]);
        return [.. ranked.Select((field, rank) => reading.Pulse(field, heats[field].Value, rank))];
    }

    static TimeSpan? AgeOf(string field, Dictionary<string, SessionInfo> sessions, DateTimeOffset now) =>
        sessions.TryGetValue(field, out var session) ? Slots.Age(session, now) : null;
}
