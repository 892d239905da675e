using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Backchannel.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Backchannel.Hub.Chats;

/// <summary>An entry of a calendar as a series.</summary>
/// <param name="Line">Of the file.</param>
/// <param name="Where">Its title there.</param>
/// <param name="Uid">What the calendar calls it; null where it does not.</param>
/// <param name="Draft">What it says, and null for what it says nothing of.</param>
sealed record ReadSeries(int Line, string Where, string? Uid, SeriesDraft Draft);

/// <summary>Reads a calendar of chats: each entry by itself, so that one which cannot be read is the only one that is left out. Pure.</summary>
sealed class ReadCalendar
{
    public const int Most = 500;
    const int MaxAbout = 2_000, MaxName = 200, MaxSubjects = 20, MaxSubject = 60;

    static readonly HashSet<string> Wanted = new(StringComparer.Ordinal)
    {
        "UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "URL", "CATEGORIES", "STATUS", "RDATE", "EXDATE", "RECURRENCE-ID",
    };

    readonly List<ReadSeries> _series = [];
    readonly List<ScheduleProblem> _problems = [];
    readonly string? _zone;

    ReadCalendar(string? zone) => _zone = zone;

    public IReadOnlyList<ReadSeries> Series => _series;

    public IReadOnlyList<ScheduleProblem> Problems => _problems;

    /// <exception cref="UnreadableScheduleException">It is no calendar, or holds too much.</exception>
    public static ReadCalendar Of(string calendar)
    {
        if (!calendar.TrimStart('\ufeff', ' ', '\r', '\n').StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase)) throw new UnreadableScheduleException("It is no iCalendar file: those begin with BEGIN:VCALENDAR.");
        var blocks = CalendarBlocks.Of(calendar);
        if (blocks.Events.Count > 10 * Most) throw new UnreadableScheduleException($"It holds more than {10 * Most:N0} entries.");
        var read = new ReadCalendar(blocks.TimeZone);
        foreach (var block in blocks.Events) read.Take(block);
        if (read._series.Count > Most) throw new UnreadableScheduleException($"It holds more than {Most} series.");
        return read;
    }

    void Take(CalendarBlock block)
    {
        var given = block.Properties.Select(CalendarSchedule.Clean).ToList();
        var rule = given.FirstOrDefault(property => CalendarSchedule.Name(property) == "RRULE");
        var found = CalendarSchedule.Load([.. given.Where(property => Wanted.Contains(CalendarSchedule.Name(property)))]);
        var where = PlainWords.Line(found?.Summary ?? EntryWords.Value(given.FirstOrDefault(property => CalendarSchedule.Name(property) == "SUMMARY")) ?? "an entry without a title");
        if (found is null) Note(block, where, "It cannot be read: left out.");
        // One meeting of a series that was changed: its series is another entry.
        else if (found.RecurrenceIdentifier is not null) Note(block, where, "It changes one meeting of a series: only the series is taken.");
        else if (string.Equals(found.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase)) Note(block, where, "It is cancelled: left out.");
        else if (rule is null && !found.RecurrenceDates.GetAllPeriods().Any()) Note(block, where, "It does not repeat, so it is no series: left out.");
        else if (found.Start is not { HasTime: true } start) Note(block, where, "It has no time of day: left out.");
        else Take(block, where, found, start, EntryWords.Value(rule), given);
    }

    void Take(CalendarBlock block, string where, CalendarEvent found, CalDateTime start, string? rule, List<string> given)
    {
        if (ZoneOf(block, where, start) is not { } zone) return;
        if (EntryWords.Hashtag(found, given) is not { } hashtag)
        {
            Note(block, where, "It has no hashtag, and its title makes none: left out.");
            return;
        }
        var draft = new SeriesDraft
        {
            Hashtags = [hashtag],
            Name = TextCut.At(EntryWords.Name(where), MaxName),
            TimeZone = zone.Id,
            About = PlainWords.Of(found.Description ?? "") is { Length: > 0 } about ? TextCut.At(about, MaxAbout) : null,
            Subjects = Said(found.Categories.Select(PlainWords.Line).Where(subject => subject.Length is > 0 and <= MaxSubject && subject[0] != '#').Take(MaxSubjects)),
            Start = Local(start, zone),
            Minutes = Minutes(block, where, found, start),
            Rule = rule,
            Except = Said(found.ExceptionDates.GetAllDates().Select(date => Local(date, start, zone)).Distinct().Take(500)),
            Also = Said(found.RecurrenceDates.GetAllDates().Concat(found.RecurrenceDates.GetAllPeriods().Select(period => period.StartTime)).Select(date => Local(date, start, zone)).Distinct().Take(200)),
            Url = found.Url?.OriginalString is { } url && ScheduleFetch.IsWeb(url) ? url : null,
            Anyway = true,
        };
        // The library makes one up for an entry without.
        var uid = EntryWords.Value(given.FirstOrDefault(property => CalendarSchedule.Name(property) == "UID"));
        Add(block, where, uid, InStep(block, where, draft, zone));
    }

    void Add(CalendarBlock block, string where, string? uid, SeriesDraft draft)
    {
        var slug = SeriesDesk.SlugOf(draft);
        var faults = SeriesDrafts.Faults(draft, SeriesDrafts.Read(draft, slug, null), isNew: true).ToList();
        if (Slugs.Fault(slug) is { } fault) faults.Add(("hashtag", $"{fault}."));
        if (faults is [var first, ..]) Note(block, where, $"{FaultWords.Sentence(first.Field, first.Cure)} Left out.");
        else if (_series.Any(series => SeriesDesk.SlugOf(series.Draft) == slug)) Note(block, where, $"Another entry of this file is #{slug} too: left out.");
        else _series.Add(new(block.Line, Shortened(where), string.IsNullOrWhiteSpace(uid) ? null : TextCut.At(uid.Trim(), 300), draft));
    }

    // Calendars are kept whose first meeting is not of the rule; readers disagree about it, and people do not miss it.
    SeriesDraft InStep(CalendarBlock block, string where, SeriesDraft draft, TimeZoneInfo zone)
    {
        var series = SeriesDrafts.Read(draft, "", null) with { Except = [], Also = [] };
        if (series.Rule is null || RecurrenceFaults.Of(series).Any(fault => fault.Field != "start")) return draft;
        var from = new DateTimeOffset(draft.Start!.Value, TimeSpan.Zero);
        if (Recurrence.Between(series, from.AddDays(-2), from.AddYears(9)) is not [var first, ..] || first.At == draft.Start) return draft;
        Note(block, where, string.Create(CultureInfo.InvariantCulture, $"Its first meeting, {draft.Start:d MMM yyyy HH:mm}, is none that its rule gives: it starts on {first.At:d MMM yyyy HH:mm} ({zone.Id})."));
        return draft with { Start = first.At };
    }

    int? Minutes(CalendarBlock block, string where, CalendarEvent found, CalDateTime start)
    {
        var minutes = found.End is { HasTime: true } end ? (end.AsUtc - start.AsUtc).TotalMinutes : found.Duration?.ToTimeSpanUnspecified().TotalMinutes;
        if (minutes is >= 5 and <= RecurrenceFaults.LongestMinutes) return (int)minutes;
        Note(block, where, "It has no length that a chat could have: a new one is taken to last an hour.");
        return null;
    }

    // A wrong hour in the calendar of all would send people to an empty room: rather none.
    TimeZoneInfo? ZoneOf(CalendarBlock block, string where, CalDateTime start)
    {
        if (start.IsUtc) return TimeZoneInfo.Utc;
        if ((start.TzId ?? _zone) is not { } name) Note(block, where, "Neither it nor its calendar says in which time zone its times are: left out.");
        else if (ScheduleTime.Zone(name) is { } zone) return Iana(zone);
        else Note(block, where, $"Its time zone '{TextCut.Shortened(PlainWords.Line(name), 60)}' is not known: left out. Name one as Europe/Lisbon is named.");
        return null;
    }

    static IReadOnlyList<T>? Said<T>(IEnumerable<T> some) => some.ToList() is { Count: > 0 } list ? list : null;

    static TimeZoneInfo Iana(TimeZoneInfo zone) =>
        !zone.HasIanaId && TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var iana) ? iana : zone;

    static DateTime Local(CalDateTime time, TimeZoneInfo zone) => DateTime.SpecifyKind(time.IsUtc ? TimeZoneInfo.ConvertTimeFromUtc(time.Value, zone) : time.Value, DateTimeKind.Unspecified);

    // A bare date means the meeting of that day.
    static DateTime Local(CalDateTime time, CalDateTime start, TimeZoneInfo zone) => time.HasTime ? Local(time, zone) : time.Value.Date + Local(start, zone).TimeOfDay;

    void Note(CalendarBlock block, string where, string words) => _problems.Add(new(block.Line, Shortened(where), words));

    static string Shortened(string where) => TextCut.Shortened(where, 80);
}
