using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Web.Shell;

/// <summary>The zone an event's times are told in.</summary>
static class EventZone
{
    static readonly ConcurrentDictionary<string, TimeZoneInfo> Known = new(StringComparer.Ordinal);

    /// <summary>UTC where the system does not know the event's zone: a wall with the wrong hour beats no wall.</summary>
    public static TimeZoneInfo Of(EventInfo info) => Of(info.TimeZone);

    /// <summary>The zone of an IANA name that the hub gave.</summary>
    public static TimeZoneInfo Of(string name) => Known.GetOrAdd(name, named => TimeZoneInfo.TryFindSystemTimeZoneById(named, out var zone) ? zone : TimeZoneInfo.Utc);
}
