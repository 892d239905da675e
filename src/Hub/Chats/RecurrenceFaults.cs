using System.Globalization;
using Backchannel.Contracts;
using Ical.Net.DataTypes;

namespace Backchannel.Hub.Chats;

/// <summary>What is wrong with when a series meets, found when it is saved. Pure.</summary>
static class RecurrenceFaults
{
    const int MostExcept = 500, MostAlso = 200, LongestRule = 500, Looked = 400;
    public const int LongestMinutes = 24 * 60;
    static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    /// <summary>All of it: field and cure.</summary>
    public static IEnumerable<(string Field, string Cure)> Of(SeriesInfo series)
    {
        if (Simple(series).ToList() is { Count: > 0 } faults) return faults;
        if (series.Rule is null) return TooClose(series);
        if (RecurrenceParts.Of(series.Rule).Fault() is { } part) return [("rule", part)];
        return Unreadable(series) is { } unreadable ? [("rule", unreadable)] : OutOfStep(series) is { } start ? [("start", start)] : TooClose(series);
    }

    static IEnumerable<(string Field, string Cure)> Simple(SeriesInfo series)
    {
        if (series.Kind == SeriesKind.Community && (series.Start is not null || series.Rule is not null || series.Also.Count > 0))
            yield return ("start", "A community does not meet: leave start, rule and also out, or make it a chat.");
        if (series.Minutes is < 5 or > LongestMinutes) yield return ("minutes", $"must lie between 5 and {LongestMinutes}.");
        if (series.Rule is { Length: > LongestRule }) yield return ("rule", $"must have at most {LongestRule} characters.");
        if (series.Rule is not null && series.Start is null) yield return ("start", "is missing: a rule needs a first meeting, such as 2026-12-01T20:00.");
        if (series.Except.Count > MostExcept) yield return ("except", $"takes at most {MostExcept} meetings.");
        if (series.Also.Count > MostAlso) yield return ("also", $"takes at most {MostAlso} meetings.");
        foreach (var (field, times) in (IEnumerable<(string, IEnumerable<DateTime>)>)[("start", series.Start is { } start ? [start] : []), ("except", series.Except), ("also", series.Also)])
        {
            if (times.Any(time => time.Kind != DateTimeKind.Unspecified)) yield return (field, "must be as clocks in the series' zone show it, without an offset: 2026-12-01T20:00.");
            if (times.Any(time => time.Year is < 1990 or > 2099)) yield return (field, "must lie between 1990 and 2099.");
        }
    }

    static string? Unreadable(SeriesInfo series)
    {
        try
        {
            _ = new RecurrenceRule(RecurrenceParts.Of(series.Rule!).In(Recurrence.ZoneOf(series)));
            return null;
        }
        // It throws whatever its parts throw.
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            return "cannot be read: give an RFC 5545 rule such as FREQ=WEEKLY;INTERVAL=2;BYDAY=TU or FREQ=MONTHLY;BYDAY=1TH.";
        }
    }

    // Calendars disagree about a first meeting that the rule does not give, so there is none.
    static string? OutOfStep(SeriesInfo series)
    {
        var (start, alone) = (series.Start!.Value, series with { Except = [], Also = [] });
        var from = new DateTimeOffset(start, TimeSpan.Zero);
        if (Recurrence.Between(alone, from.AddDays(-2), from.AddYears(9)) is not [var first, ..]) return "The rule gives no meeting from there on: change one of the two.";
        return first.At == start ? null : string.Create(CultureInfo.InvariantCulture, $"is not a time that the rule gives: the first one is {first.At:ddd d MMM yyyy HH:mm}. Start then, or change the rule.");
    }

    static IEnumerable<(string Field, string Cure)> TooClose(SeriesInfo series)
    {
        if (series.Start is not { } start) return [];
        var from = new DateTimeOffset(start, TimeSpan.Zero).AddDays(-2);
        var meetings = Recurrence.Between(series, from, from.AddYears(3)).Take(Looked).ToList();
        var gaps = meetings.Zip(meetings.Skip(1), (one, next) => next.Start - one.Start).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        return gaps < Apart ? [(series.Rule is null ? "also" : "rule", "gives more than one meeting an hour: at least an hour must lie between two.")]
            : gaps < TimeSpan.FromMinutes(series.Minutes) ? [("minutes", "is longer than the time to the next meeting: make it shorter.")]
            : [];
    }
}
