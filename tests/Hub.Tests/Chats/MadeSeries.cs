using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Hub.Tests.Chats;

/// <summary>Made-up series, and when they meet by plain counting of days.</summary>
static class MadeSeries
{
    public static SeriesInfo Series(string zone, string start, string? rule, int minutes = 60, string[]? except = null, string[]? also = null) => new(
        "tidechat", "Tide chat", SeriesKind.Chat, zone, ["tidechat"], "What the tide brings in.", ["tides"], [new("Mira Okonjo", "mastodon:mira@social.tidewater.example")],
        Local(start), minutes, rule, [.. (except ?? []).Select(Local)], [.. (also ?? []).Select(Local)], null);

    public static DateTime Local(string at) => DateTime.ParseExact(at, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Every day of two years on which it meets, at that hour of its zone, in UTC.</summary>
    public static IEnumerable<DateTimeOffset> Days(string zone, string firstDay, TimeSpan hour, Func<DateTime, bool> meets)
    {
        var place = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var first = DateTime.ParseExact(firstDay, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (var day = first; day < first.AddYears(2); day = day.AddDays(1))
            if (meets(day)) yield return new(TimeZoneInfo.ConvertTimeToUtc(day + hour, place));
    }

    public static bool EverySecond(DateTime day, string first) =>
        (int)(day - DateTime.ParseExact(first, "yyyy-MM-dd", CultureInfo.InvariantCulture)).TotalDays % 14 == 0;

    /// <summary>What the calendar of this product has to cope with, and what comes of it over two years.</summary>
    public static IReadOnlyList<(string Name, SeriesInfo Series, IReadOnlyList<DateTimeOffset> Expected)> All { get; } =
    [
        ("weekly", Series("Europe/London", "2026-01-06T20:00", "FREQ=WEEKLY;BYDAY=TU"),
            [.. Days("Europe/London", "2026-01-06", new(20, 0, 0), day => day.DayOfWeek == DayOfWeek.Tuesday)]),
        ("fortnightly", Series("Europe/London", "2026-01-06T20:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            [.. Days("Europe/London", "2026-01-06", new(20, 0, 0), day => EverySecond(day, "2026-01-06"))]),
        ("the weeks between", Series("Europe/London", "2026-01-13T20:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
            [.. Days("Europe/London", "2026-01-06", new(20, 0, 0), day => EverySecond(day, "2026-01-13") && day >= new DateTime(2026, 1, 13))]),
        ("wednesdays", Series("Europe/London", "2026-01-07T20:00", "FREQ=WEEKLY;BYDAY=WE"),
            [.. Days("Europe/London", "2026-01-06", new(20, 0, 0), day => day.DayOfWeek == DayOfWeek.Wednesday)]),
        ("thursdays in New York", Series("America/New_York", "2026-01-08T16:30", "FREQ=WEEKLY"),
            [.. Days("America/New_York", "2026-01-06", new(16, 30, 0), day => day.DayOfWeek == DayOfWeek.Thursday)]),
        ("first Fridays", Series("Europe/Lisbon", "2026-02-06T13:00", "FREQ=MONTHLY;BYDAY=1FR"),
            [.. Days("Europe/Lisbon", "2026-01-06", new(13, 0, 0), day => day.DayOfWeek == DayOfWeek.Friday && day.Day <= 7)]),
        ("with exceptions", Series("Europe/London", "2026-01-06T20:00", "FREQ=WEEKLY;BYDAY=TU", except: ["2026-12-22T20:00", "2026-12-29T20:00", "2026-03-31T20:00"], also: ["2026-12-17T19:00", "2026-07-01T09:30"]),
        [
            .. Days("Europe/London", "2026-01-06", new(20, 0, 0), day => day.DayOfWeek == DayOfWeek.Tuesday && day is not ({ Year: 2026, Month: 12, Day: 22 or 29 } or { Year: 2026, Month: 3, Day: 31 }))
                .Append(new(2026, 12, 17, 19, 0, 0, TimeSpan.Zero)).Append(new(2026, 7, 1, 8, 30, 0, TimeSpan.Zero)).Order(),
        ]),
        ("in Sydney, where summer is in winter", Series("Australia/Sydney", "2026-01-08T07:15", "FREQ=WEEKLY;BYDAY=MO,TH"),
            [.. Days("Australia/Sydney", "2026-01-08", new(7, 15, 0), day => day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Thursday)]),
    ];
}
