using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Schedule;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace Backchannel.Hub.Chats;

/// <summary>One time at which a series meets.</summary>
/// <param name="At">As clocks in the series' zone show it: what names the meeting, whatever becomes of daylight saving.</param>
readonly record struct Meeting(DateTime At, DateTimeOffset Start, DateTimeOffset End);

/// <summary>
/// When a series meets. Its rule is worked out in the time that clocks in its zone show, and only then is each meeting put at its moment; so 20:00 is 20:00 in summer and
/// in winter. A time that clocks there never show, as they were put forward, means as much later (02:30 is 03:30), and one that they show twice means the first, both as
/// RFC 5545 has it in section 3.3.5. Pure.
/// </summary>
static class Recurrence
{
    /// <summary>So many meetings are told at most, whatever was asked for.</summary>
    public const int Most = 1_000;

    // What a rule may look at in vain: the thirtieth of February never comes.
    static readonly EvaluationOptions Patience = new() { MaxUnmatchedIncrementsLimit = 1_000 };

    /// <summary>Its meetings that start in that time, by start.</summary>
    public static IReadOnlyList<Meeting> Between(SeriesInfo series, DateTimeOffset from, DateTimeOffset to)
    {
        var zone = ZoneOf(series);
        // A day more on both sides than any zone is away from UTC.
        var (first, last) = (from.UtcDateTime.AddDays(-1), to.UtcDateTime.AddDays(1));
        return
        [
            .. Times(series, zone, first).TakeWhile(at => at < last).Take(Most + 100).Concat(series.Also).Distinct().Except(series.Except)
                .Select(at => At(at, series, zone)).OfType<Meeting>().Where(meeting => meeting.Start >= from && meeting.Start < to)
                .OrderBy(meeting => meeting.Start).Take(Most),
        ];
    }

    public static TimeZoneInfo ZoneOf(SeriesInfo series) => ScheduleTime.Zone(series.TimeZone) ?? TimeZoneInfo.Utc;

    /// <summary>Where a time of the series lies; null outside of all that is sensible.</summary>
    public static Meeting? At(DateTime at, SeriesInfo series, TimeZoneInfo zone) =>
        ScheduleTime.Utc(at, zone) is { } start ? new Meeting(at, start, start.AddMinutes(series.Minutes)) : null;

    // By the rule alone, in order.
    static IEnumerable<DateTime> Times(SeriesInfo series, TimeZoneInfo zone, DateTime from)
    {
        if (series.Start is not { } start) return [];
        if (series.Rule is null) return [start];
        var repeated = new CalendarEvent { DtStart = Floating(start), RecurrenceRule = new RecurrenceRule(RecurrenceParts.Of(series.Rule).In(zone)) };
        return Safely(repeated.GetOccurrences(Floating(from), Patience));
    }

    // A rule that comes to an end which nobody wrote down ends there: its series was checked when it was saved.
    static IEnumerable<DateTime> Safely(IEnumerable<Occurrence> occurrences)
    {
        using var each = occurrences.GetEnumerator();
        while (true)
        {
            try
            {
                if (!each.MoveNext()) yield break;
            }
            catch (EvaluationException)
            {
                yield break;
            }
            yield return each.Current.Period.StartTime.Value;
        }
    }

    static CalDateTime Floating(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Unspecified), true);

    /// <summary>Writes a time as rows and keys have it.</summary>
    public static string Write(DateTime at) => at.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTime? Read(string? at) => DateTime.TryParseExact(at, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    const string Format = "yyyy-MM-dd'T'HH:mm";
}
