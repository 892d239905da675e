using System.Text;
using System.Text.RegularExpressions;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Backchannel.Hub.Schedule;

/// <summary>iCalendar. Each event is read by itself, so that one which cannot be read is the only one that is left out.</summary>
static partial class CalendarSchedule
{
    static readonly HashSet<string> Wanted = new(StringComparer.OrdinalIgnoreCase)
    {
        "UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CATEGORIES", "STATUS", "RRULE", "ATTENDEE", "CONFERENCE",
    };

    public static ReadSchedule Read(string calendar, TimeZoneInfo zone)
    {
        var sheet = new ScheduleSheet("icalendar", zone);
        var blocks = CalendarBlocks.Of(calendar);
        sheet.NameZone(blocks.TimeZone, 1);
        var items = blocks.Events.Select(block => Item(block, sheet)).OfType<ReadItem>().ToList();
        // A calendar of which several events have one UID keeps to no rule about it: then it takes more to tell them apart.
        foreach (var repeated in items.GroupBy(item => item.Guid).Where(group => group.Key is not null && group.Count() > 1).SelectMany(group => group))
            repeated.Guid = $"{repeated.Guid}/{repeated.Start:u}/{repeated.Title}";
        foreach (var item in items) sheet.Add(item);
        return sheet.Finish();
    }

    static ReadItem? Item(CalendarBlock block, ScheduleSheet sheet)
    {
        var item = new ReadItem(block.Line);
        if (Parse(block, item, sheet) is not { } found || string.Equals(found.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase)) return null;
        (item.Guid, item.Title, item.Room, item.Abstract) = (found.Uid, found.Summary, found.Location, found.Description);
        if (string.IsNullOrWhiteSpace(item.Title) && !string.IsNullOrWhiteSpace(item.Room)) Untitled(item, sheet);
        item.Url = found.Url?.OriginalString;
        item.Code = FrabCode.In(item.Url);
        item.Track = found.Categories.FirstOrDefault();
        item.WatchUrl = block.Properties.Where(property => property.StartsWith("CONFERENCE", StringComparison.OrdinalIgnoreCase)).Select(Address).FirstOrDefault();
        Time(item, found, sheet);
        item.Speakers.AddRange(found.Attendees.Select(attendee => attendee.CommonName).OfType<string>());
        if (item.Speakers.Count == 0) item.Speakers.AddRange(InTitle(item.Title));
        return item;
    }

    // Calendars are also kept of what a room is taken for. It is on, and people post from it.
    static void Untitled(ReadItem item, ScheduleSheet sheet)
    {
        item.Title = item.Room;
        sheet.Note(item.Line, item.Where, "It has no title: it goes by the name of its room.");
    }

    /// <summary>What the library makes of the event; without its end, and then without all but the most needed, where it will not have it.</summary>
    static CalendarEvent? Parse(CalendarBlock block, ReadItem item, ScheduleSheet sheet)
    {
        List<string> properties = [.. block.Properties.Where(property => Wanted.Contains(Name(property))).Select(Clean)];
        item.Title = properties.FirstOrDefault(property => Name(property) == "SUMMARY") is { } summary ? summary[(summary.IndexOf(':') + 1)..] : null;
        item.StartGiven = properties.FirstOrDefault(property => Name(property) == "DTSTART");
        item.EndGiven = properties.FirstOrDefault(property => Name(property) is "DTEND" or "DURATION");
        if (Load(properties) is { } whole) return whole;
        if (Load([.. properties.Where(property => Name(property) is not ("DTEND" or "DURATION"))]) is { } endless) return endless;
        if (Load([.. properties.Where(property => Name(property) is "UID" or "DTSTART" or "SUMMARY" or "LOCATION")]) is { } bare)
        {
            sheet.Note(block.Line, item.Where, "Only its title, room and start can be read.");
            return bare;
        }
        sheet.Note(block.Line, item.Where, "It cannot be read: left out.");
        return null;
    }

    internal static CalendarEvent? Load(IReadOnlyList<string> properties)
    {
        var calendar = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n");
        foreach (var property in properties) calendar.Append(property).Append("\r\n");
        try
        {
            return Calendar.Load(calendar.Append("END:VEVENT\r\nEND:VCALENDAR\r\n").ToString())?.Events.FirstOrDefault();
        }
        // It throws whatever its parts throw: for one date alone three kinds were seen.
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return null;
        }
    }

    static void Time(ReadItem item, CalendarEvent found, ScheduleSheet sheet)
    {
        if (found.Start is { HasTime: false }) item.StartGiven = "a whole day";
        else item.Start = Moment(found.Start, item, sheet);
        if (found.End is { HasTime: true }) item.End = Moment(found.End, item, sheet);
        else if (found.Duration is { } length && item.Start is { } start) item.End = Later(start, length);
        if (found.RecurrenceRule is not null) sheet.Note(item.Line, item.Where, "It repeats: only the first time is taken.");
    }

    static DateTimeOffset? Later(DateTimeOffset start, Duration length)
    {
        try
        {
            return start + length.ToTimeSpanUnspecified();
        }
        catch (Exception tooLong) when (tooLong is ArgumentException or OverflowException)
        {
            return null;
        }
    }

    static DateTimeOffset? Moment(CalDateTime? time, ReadItem item, ScheduleSheet sheet)
    {
        if (time is null) return null;
        if (time.TzId is null) return ScheduleTime.Utc(time.Value, sheet.Zone);
        if (ScheduleTime.Zone(time.TzId) is { } zone) return ScheduleTime.Utc(time.Value, zone);
        sheet.Note(item.Line, item.Where, $"'{PlainWords.Line(time.TzId)}' is no time zone: its times are taken for {sheet.Zone.Id}.");
        return ScheduleTime.Utc(time.Value, sheet.Zone);
    }

    // "Reading the tide (talk by Mira Okonjo & Dario Amin)": calendars have no better place for it.
    static IEnumerable<string> InTitle(string? title) =>
        title is { Length: <= 500 } && By().Match(title) is { Success: true } match
            ? Between().Split(match.Groups["names"].Value).Select(name => name.Trim()).Where(name => name.Length > 0) : [];

    internal static string Name(string property) => property.IndexOfAny([':', ';']) is > 0 and var end ? property[..end].Trim().ToUpperInvariant() : "";

    static string Address(string property) => property.IndexOf("http", StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? property[at..] : "";

    // The library refuses a line for one of these.
    internal static string Clean(string property) => string.Concat(property.Where(c => !char.IsControl(c) || c == '\t'));

    [GeneratedRegex(@"\((\p{L}[\p{L} ]{0,30} )?by (?<names>[^()]+)\)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex By();

    [GeneratedRegex(@"\s*(,|&|\band\b)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Between();
}
