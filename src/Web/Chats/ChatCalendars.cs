using Backchannel.Contracts;
using Backchannel.Text;
using Backchannel.Web.Shell;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Backchannel.Web.Chats;

/// <summary>
/// Series as an iCalendar file. A series is one entry with its rule, so that a calendar knows all that is ahead; a meeting about which something was changed is an entry of
/// its own beside it, which takes the place of that one time. Pure.
/// </summary>
static class ChatCalendars
{
    const int MostWords = 1_000, YearsAhead = 10;
    const string AskAgainAfter = "PT1H";

    static readonly DateTimeOffset First = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="name">Of the calendar.</param>
    /// <param name="chats">What is in it; of their meetings, those that are not as the rule alone has them.</param>
    /// <param name="site">The pages' own address, without a trailing slash.</param>
    /// <param name="at">The moment.</param>
    public static string Of(string name, IReadOnlyList<ChatListing> chats, string site, DateTimeOffset at)
    {
        var calendar = new Calendar { ProductId = "-//Backchannel//Chats//EN" };
        calendar.AddProperty("X-WR-CALNAME", OneLine(name));
        calendar.AddProperty("X-PUBLISHED-TTL", AskAgainAfter);
        var refresh = new CalendarProperty("REFRESH-INTERVAL", AskAgainAfter);
        refresh.AddParameter("VALUE", "DURATION");
        calendar.AddProperty(refresh);
        foreach (var zone in chats.Where(Meets).GroupBy(chat => chat.Series.TimeZone).Where(zone => !IsUtc(zone.Key)))
            calendar.AddTimeZone(ZoneDescription.Of(EventZone.Of(zone.First().Series.TimeZone), zone.SelectMany(Times).Min().Year - 1, at.Year + YearsAhead));
        foreach (var entry in chats.SelectMany(chat => Entries(chat, site))) calendar.Events.Add(entry);
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    /// <summary>Whether a calendar can have it: a community that never closes is on no day.</summary>
    public static bool Meets(ChatListing chat) => chat.Series.Start is not null || chat.Series.Also.Count > 0 || chat.Meetings.Count > 0;

    static IEnumerable<DateTime> Times(ChatListing chat) =>
        chat.Series.Also.Concat(chat.Series.Start is { } start ? [start] : []).Concat(chat.Meetings.Select(meeting => meeting.Start.UtcDateTime)).DefaultIfEmpty(chat.ChangedAt.UtcDateTime);

    static IEnumerable<CalendarEvent> Entries(ChatListing chat, string site)
    {
        var times = chat.Series.Also.Concat(chat.Series.Start is { } start ? [start] : []).ToList();
        if (times.Count > 0) yield return Series(chat, times.Min(), site);
        foreach (var meeting in chat.Meetings) yield return Meeting(chat, meeting, site);
    }

    static CalendarEvent Series(ChatListing chat, DateTime first, string site)
    {
        var series = chat.Series;
        // A rule starts with its first meeting, whatever was before it.
        var begin = series.Start ?? first;
        var entry = Entry(chat, series.Name, series.About, series.Hosts, [], site + ChatLinks.Page(series.Event));
        (entry.Uid, entry.DtStart, entry.DtEnd) = (Uid(series.Event), Local(begin, series), Local(begin.AddMinutes(series.Minutes), series));
        if (series is { Rule: { } rule, Start: not null }) entry.RecurrenceRule = new RecurrenceRule(rule);
        foreach (var left in series.Except) entry.ExceptionDates.Add(Local(left, series));
        foreach (var more in series.Also.Where(more => more != begin)) entry.RecurrenceDates.Add(Local(more, series));
        return entry;
    }

    static CalendarEvent Meeting(ChatListing chat, ChatMeeting meeting, string site)
    {
        var page = site + (meeting.Session is { } id ? Shell.EventLinks.Session(chat.Series.Event, id) : ChatLinks.Page(chat.Series.Event));
        var title = meeting.Title == chat.Series.Name ? meeting.Title : $"{chat.Series.Name}: {meeting.Title}";
        var entry = Entry(chat, title, meeting.About ?? chat.Series.About, meeting.Hosts, meeting.Guests, page);
        (entry.DtStart, entry.DtEnd) = (Moment(meeting.Start), Moment(meeting.End));
        entry.Status = meeting.Cancelled ? "CANCELLED" : "CONFIRMED";
        // One that the rule does not give takes no other's place.
        entry.Uid = meeting.At is null ? $"{meeting.Session}@{chat.Series.Event}.backchannel" : Uid(chat.Series.Event);
        if (meeting.At is { } at) entry.RecurrenceIdentifier = new RecurrenceIdentifier(Local(at, chat.Series), null);
        return entry;
    }

    static CalendarEvent Entry(ChatListing chat, string title, string? about, IReadOnlyList<ChatPerson> hosts, IReadOnlyList<ChatPerson> guests, string page) => new()
    {
        DtStamp = Moment(chat.ChangedAt),
        // Of two versions of one entry a calendar takes the later.
        Sequence = (int)Math.Clamp((chat.ChangedAt - First).TotalSeconds, 0, int.MaxValue),
        Summary = OneLine(title),
        Description = Description(chat.Series, about, hosts, guests, page),
        Url = new Uri(page),
        Status = "CONFIRMED",
        Transparency = "OPAQUE",
    };

    static string Description(SeriesInfo series, string? about, IReadOnlyList<ChatPerson> hosts, IReadOnlyList<ChatPerson> guests, string page)
    {
        var words = TextCut.Clean(about ?? "");
        return string.Join("\n\n", new[]
        {
            TextCut.Shortened(words, MostWords),
            hosts.Count > 0 ? $"Led by {OneLine(string.Join(", ", hosts.Select(host => host.Name)))}" : "",
            guests.Count > 0 ? $"With {OneLine(string.Join(", ", guests.Select(guest => guest.Name)))}" : "",
            series.Hashtags.Count > 0 ? $"Post with {string.Join(' ', series.Hashtags.Select(tag => $"#{tag}"))}" : "",
            page,
        }.Where(part => part.Length > 0));
    }

    static string Uid(string slug) => $"chat@{slug}.backchannel";

    static bool IsUtc(string zone) => zone is "UTC" or "Etc/UTC" or "Etc/GMT" or "GMT";

    static CalDateTime Local(DateTime at, SeriesInfo series) => new(DateTime.SpecifyKind(at, DateTimeKind.Unspecified), IsUtc(series.TimeZone) ? "UTC" : series.TimeZone, true);

    static CalDateTime Moment(DateTimeOffset at) => new(DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Utc), true);

    static string OneLine(string text) => TextCut.Clean(text).ReplaceLineEndings(" ");
}
