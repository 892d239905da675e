using Backchannel.Contracts;
using Backchannel.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Backchannel.Web.Agenda;

/// <summary>Sessions as an iCalendar file.</summary>
static class Calendars
{
    const int MostWords = 1_000;

    /// <summary>How often a calendar that subscribes should ask again.</summary>
    const string AskAgainAfter = "PT1H";

    /// <summary>The file.</summary>
    /// <param name="info">The event.</param>
    /// <param name="sessions">What is in it.</param>
    /// <param name="known">Since when they are known as they are: of two versions of one session a calendar takes the later. UTC.</param>
    /// <param name="page">The full address of a session's page.</param>
    public static string Of(EventInfo info, IEnumerable<SessionInfo> sessions, DateTimeOffset known, Func<SessionInfo, string> page)
    {
        var calendar = new Calendar { ProductId = "-//Backchannel//Agenda//EN" };
        calendar.AddProperty("X-WR-CALNAME", OneLine(info.Name));
        calendar.AddProperty("X-WR-TIMEZONE", info.TimeZone);
        calendar.AddProperty("X-PUBLISHED-TTL", AskAgainAfter);
        var refresh = new CalendarProperty("REFRESH-INTERVAL", AskAgainAfter);
        refresh.AddParameter("VALUE", "DURATION");
        calendar.AddProperty(refresh);
        foreach (var session in sessions) calendar.Events.Add(Entry(info, session, known, page(session)));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    static CalendarEvent Entry(EventInfo info, SessionInfo session, DateTimeOffset known, string page) => new()
    {
        Uid = $"{session.Id}@{info.Slug}.backchannel",
        DtStamp = Moment(known),
        DtStart = Moment(session.Start),
        DtEnd = Moment(session.End),
        Summary = OneLine(session.Title),
        Location = session.Room is { Length: > 0 } room ? OneLine(room) : null,
        Description = Description(session, page),
        Url = new Uri(page),
        Status = session.Cancelled ? "CANCELLED" : "CONFIRMED",
        // Calling off is a second version of what was announced: a calendar ignores one that does not say so.
        Sequence = session.Cancelled ? 1 : 0,
    };

    static string Description(SessionInfo session, string page)
    {
        var words = TextCut.Clean(session.Abstract ?? "");
        return string.Join("\n\n", new[]
        {
            OneLine(string.Join(", ", session.Speakers)),
            session.Hashtags.Count > 0 ? $"Post with {string.Join(' ', session.Hashtags.Select(tag => $"#{tag}"))}" : "",
            TextCut.Shortened(words, MostWords),
            page,
        }.Where(part => part.Length > 0));
    }

    static CalDateTime Moment(DateTimeOffset at) => new(DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Utc));

    static string OneLine(string text) => TextCut.Clean(text).ReplaceLineEndings(" ");
}
