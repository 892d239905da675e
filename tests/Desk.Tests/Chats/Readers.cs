using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Backchannel.Desk.Tests.Chats;

/// <summary>A meeting as a calendar program understands it.</summary>
sealed record ReadMeeting(DateTimeOffset Start, DateTimeOffset End, string Title, bool Cancelled);

/// <summary>Two programs that read calendars and know nothing of each other.</summary>
static class Readers
{
    /// <summary>Ical.Net, which goes by its own time zones.</summary>
    public static IReadOnlyList<ReadMeeting> IcalNet(string calendar, DateTimeOffset from, DateTimeOffset to) =>
    [
        .. Ical.Net.Calendar.Load(calendar)!.GetOccurrences<CalendarEvent>(new CalDateTime(from.UtcDateTime, true)).TakeWhileBefore(new CalDateTime(to.UtcDateTime, true))
            .Select(found => (Entry: (CalendarEvent)found.Source, found.Period))
            .Select(found => new ReadMeeting(new(found.Period.StartTime.AsUtc), new(found.Period.EffectiveEndTime!.AsUtc), found.Entry.Summary!, found.Entry.Status == "CANCELLED"))
            .OrderBy(meeting => meeting.Start).ThenBy(meeting => meeting.Title, StringComparer.Ordinal),
    ];

    /// <summary>ical.js, which goes by the time zones that the file describes.</summary>
    public static async Task<IReadOnlyList<ReadMeeting>> IcalJs(IPage page, string calendar, DateTimeOffset from, DateTimeOffset to)
    {
        await using var stream = typeof(Readers).Assembly.GetManifestResourceStream("ical.min.js")!;
        using var reader = new StreamReader(stream);
        var found = await page.EvaluateAsync<string[][]>(Script, new object[] { await reader.ReadToEndAsync(), calendar, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds() });
        return
        [
            .. found.Select(each => new ReadMeeting(
                DateTimeOffset.Parse(each[0], CultureInfo.InvariantCulture), DateTimeOffset.Parse(each[1], CultureInfo.InvariantCulture), each[2], each[3] == "CANCELLED"))
                .OrderBy(meeting => meeting.Start).ThenBy(meeting => meeting.Title, StringComparer.Ordinal),
        ];
    }

    // A file's zones are registered before its events are read; an entry with a RECURRENCE-ID takes the place of that one time of its series.
    const string Script = """
        async ([source, calendar, from, to]) => {
          globalThis.ICAL ??= (await import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })))).default;
          const root = new ICAL.Component(ICAL.parse(calendar));
          ICAL.TimezoneService.reset();
          for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
          const events = root.getAllSubcomponents('vevent').map(each => new ICAL.Event(each, { strictExceptions: true }));
          const found = [];
          const take = (start, end, item) => {
            if (item.component.getFirstProperty('dtstart').getParameter('tzid') && !start.zone.component) throw new Error(`No zone ${start.zone}`);
            const at = start.toJSDate().getTime();
            if (at >= from && at < to) found.push([start.toJSDate().toISOString(), end.toJSDate().toISOString(), item.summary, item.component.getFirstPropertyValue('status')]);
            return at;
          };
          for (const event of events.filter(each => !each.isRecurrenceException())) {
            for (const other of events.filter(each => each.isRecurrenceException() && each.uid === event.uid)) event.relateException(other);
            if (!event.isRecurring()) { take(event.startDate, event.endDate, event); continue; }
            const each = event.iterator();
            for (let next = each.next(), n = 0; next && n < 5000; next = each.next(), n++) {
              const one = event.getOccurrenceDetails(next);
              if (take(one.startDate, one.endDate, one.item) >= to + 40 * 86400000) break;
            }
          }
          return found;
        }
        """;
}
