using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Cards;

/// <summary>A session where one is chosen or named among others. Meetings of a chat share their title: they are told apart by their day, and by their hour where two are on one day.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="Label"><c>26 Nov · Lantern chat</c>, <c>Offline first · Main hall</c>.</param>
/// <param name="Title"><c>Lantern chat, 26 Nov</c>, <c>Offline first, and last</c>.</param>
public sealed record SessionChoice(string Id, string Label, string Title)
{
    /// <param name="sessions">Those among which it is chosen.</param>
    /// <param name="zone">The event's.</param>
    public static IReadOnlyList<SessionChoice> Of(IReadOnlyList<SessionInfo> sessions, TimeZoneInfo zone)
    {
        var starts = sessions.Where(session => session.Chat).Select(session => TimeZoneInfo.ConvertTime(session.Start, zone)).ToList();
        var days = starts.CountBy(start => start.Date).ToDictionary();
        // Of less than a year each day says which one it is.
        var day = starts.Count > 0 && (starts.Max() - starts.Min()).TotalDays > 330 ? "d MMM yyyy" : "d MMM";
        return [.. sessions.Select(session => session.Chat ? Meeting(session) : new(session.Id, SessionLabel.Of(session), session.Title))];

        SessionChoice Meeting(SessionInfo session)
        {
            var start = TimeZoneInfo.ConvertTime(session.Start, zone);
            var at = start.ToString(days[start.Date] > 1 ? $"{day}, HH:mm" : day, CultureInfo.InvariantCulture);
            return new(session.Id, $"{at} · {SessionLabel.Of(session)}", $"{session.Title}, {at}");
        }
    }
}
