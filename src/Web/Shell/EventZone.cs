using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Web.Shell;

/// <summary>The zone an event's times are told in.</summary>
static class EventZone
{
    static readonly ConcurrentDictionary<string, TimeZoneInfo> Known = new(StringComparer.Ordinal);

    /// <summary>UTC where the system does not know the event's zone: a wall with the wrong hour beats no wall.</summary>
    public static TimeZoneInfo Of(EventInfo info) => Known.GetOrAdd(
        info.TimeZone, name => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc);
}
