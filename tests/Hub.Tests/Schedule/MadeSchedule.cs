using System.Globalization;
using System.Text;
using Backchannel.Contracts;
using Backchannel.Hub.Schedule;

namespace Backchannel.Hub.Tests.Schedule;

/// <summary>Made-up schedules, in the shapes that real ones come in.</summary>
static class MadeSchedule
{
    public static readonly TimeZoneInfo Lisbon = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");

    /// <summary>A schedule.xml with one day in two rooms.</summary>
    public static string Xml(string events, string conference = "<acronym>tidewater26</acronym>", string day = """date="2026-09-01" """) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <schedule>
        <version>0.7</version>
        <conference>{conference}</conference>
        <day index="1" {day}>
        {events}
        </day>
        </schedule>
        """;

    /// <summary>One event of it, at ten in Lisbon, which is nine.</summary>
    public static string Event(
        string guid = "a", string title = "Reading the tide", string? date = "2026-09-01T10:00:00+01:00", string start = "10:00", string duration = "00:45",
        string room = "Pier room", string more = "", string? id = null) => $"""
        <event guid="{guid}" id="{id ?? guid}">{(date is null ? "" : $"<date>{date}</date>")}<start>{start}</start><duration>{duration}</duration><room>{room}</room><title>{title}</title>{more}</event>
        """;

    public static string Ics(params string[] events) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\n{string.Concat(events.Select(e => $"BEGIN:VEVENT\n{e.ReplaceLineEndings("\n").Trim()}\nEND:VEVENT\n"))}END:VCALENDAR\n";

    public static ReadSchedule Read(string file, TimeZoneInfo? zone = null) => ScheduleReader.Read(Encoding.UTF8.GetBytes(file), zone ?? Lisbon);

    public static ReadSession One(string file, TimeZoneInfo? zone = null) => Read(file, zone).Sessions.Single();

    /// <summary>Why it is refused as a whole.</summary>
    public static string Refusal(string file) => Refusal(Encoding.UTF8.GetBytes(file));

    public static string Refusal(byte[] file) => Xunit.Assert.Throws<UnreadableScheduleException>(() => ScheduleReader.Read(file, Lisbon)).Message;

    /// <summary>A day of so many sessions in so many rooms, an hour each.</summary>
    public static ReadSchedule Day(int sessions, int rooms) => new("schedule.xml", "1", null,
    [
        .. Enumerable.Range(0, sessions).Select(n => new ReadSession(
            string.Create(CultureInfo.InvariantCulture, $"key {n}"), string.Create(CultureInfo.InvariantCulture, $"Talk {n}"), Made.Noon.AddHours(n / rooms), Made.Noon.AddHours(n / rooms + 1))
        {
            Room = string.Create(CultureInfo.InvariantCulture, $"Berth {n % rooms}"),
        }),
    ], []);

    public static string Words(this IEnumerable<ScheduleProblem> problems) => string.Join('\n', problems.Select(problem => $"{problem.Line} {problem.Where}: {problem.Words}"));
}
