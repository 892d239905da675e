using System.Collections.Concurrent;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Backchannel.Web.Chats;

/// <summary>
/// A time zone as a calendar describes it to readers that do not know it: every change of its clocks, one by one. The library's own description puts some of the world an hour
/// off (Dublin, whose summer time is the standard one; Casablanca, which goes by the moon), and ten years of changes are short.
/// </summary>
static class ZoneDescription
{
    static readonly ConcurrentDictionary<(string Zone, int First, int Last), IReadOnlyList<Change>> Known = new();

    /// <summary>So many kinds of it are remembered; pages have few zones, and starts of whatever year.</summary>
    const int MostKnown = 500;

    readonly record struct Change(DateTime At, TimeSpan From, TimeSpan To, bool IsDaylight);

    /// <param name="zone">The zone.</param>
    /// <param name="first">The first year that is told of.</param>
    /// <param name="last">The last one.</param>
    public static VTimeZone Of(TimeZoneInfo zone, int first, int last)
    {
        if (Known.Count >= MostKnown) Known.Clear();
        var described = new VTimeZone(zone.Id);
        foreach (var change in Known.GetOrAdd((zone.Id, first, last), _ => [.. Changes(zone, first, last)]))
            described.TimeZoneInfos.Add(new VTimeZoneInfo(change.IsDaylight ? "DAYLIGHT" : "STANDARD")
            {
                OffsetFrom = new UtcOffset(change.From),
                OffsetTo = new UtcOffset(change.To),
                // As clocks showed it before they were changed.
                DtStart = new CalDateTime(DateTime.SpecifyKind(change.At + change.From, DateTimeKind.Unspecified), true),
            });
        return described;
    }

    static IEnumerable<Change> Changes(TimeZoneInfo zone, int first, int last)
    {
        var at = new DateTime(first, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var end = new DateTime(last + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var offset = zone.GetUtcOffset(at);
        yield return new(at, offset, offset, zone.IsDaylightSavingTime(at));
        for (; at < end; at = at.AddDays(1))
        {
            if (zone.GetUtcOffset(at.AddDays(1)) is var next && next == offset) continue;
            var changed = Moment(zone, at, offset);
            yield return new(changed, offset, next, zone.IsDaylightSavingTime(changed));
            offset = next;
        }
    }

    // The minute of that day at which it begins to be another.
    static DateTime Moment(TimeZoneInfo zone, DateTime day, TimeSpan before)
    {
        var (low, high) = (0, 24 * 60);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (zone.GetUtcOffset(day.AddMinutes(middle)) == before) low = middle + 1;
            else high = middle;
        }
        return day.AddMinutes(low);
    }
}
