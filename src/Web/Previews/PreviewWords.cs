using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Web.Shell;

namespace Backchannel.Web.Previews;

/// <summary>All that a preview picture shows, cleaned and of bounded length: the same words, the same picture.</summary>
/// <param name="Title">Of the session, or the event's name.</param>
/// <param name="Event">The event's name; empty where it is the title.</param>
/// <param name="Hashtag">With #; empty for none.</param>
/// <param name="People">Who speaks.</param>
/// <param name="Place">The room, or how much there is of an event.</param>
/// <param name="When">Day and hours in the event's zone.</param>
/// <param name="Accent">The event's colour, as chosen.</param>
/// <param name="Language">BCP 47, or null.</param>
sealed record PreviewWords(string Title, string Event, string Hashtag, string People, string Place, string When, string Accent, string? Language)
{
    const int MostTitle = 240, MostName = 120, MostPeople = 8, LongestLanguage = 35;

    public static PreviewWords Of(EventInfo info, SessionInfo session) => new(
        OneLine.Of(session.Title, MostTitle) is { Length: > 0 } title ? title : OneLine.Of(info.Name, MostTitle),
        OneLine.Of(info.Name, MostName), Tag(session.Hashtags is [var own, ..] ? own : First(info)),
        OneLine.Of(string.Join(", ", session.Speakers.Take(MostPeople)), MostTitle), OneLine.Of(session.Room, MostName),
        session.Cancelled ? "Cancelled" : Hours(session, EventZone.Of(info)), Shell.Accent.Of(info.Accent).Event,
        session.Language is { Length: > 0 and <= LongestLanguage } language ? language : null);

    public static PreviewWords Of(EventInfo info, IReadOnlyList<SessionInfo> sessions)
    {
        SessionInfo[] held = [.. sessions.Where(session => !session.Cancelled)];
        return new(
            OneLine.Of(info.Name, MostTitle), "", Tag(First(info)), "What is being said, live", Extent(held),
            held.Length is 0 ? "" : Days(held, EventZone.Of(info)), Shell.Accent.Of(info.Accent).Event, null);
    }

    /// <summary>Names the words, and this build's way of drawing them.</summary>
    public string Key() => Convert.ToHexStringLower(
        SHA256.HashData([.. typeof(PreviewWords).Module.ModuleVersionId.ToByteArray(), .. JsonSerializer.SerializeToUtf8Bytes(this)]).AsSpan(0, 16));

    static string? First(EventInfo info) => info.Hashtags is [var tag, ..] ? tag : null;

    static string Tag(string? hashtag) => OneLine.Of(hashtag, MostName) is { Length: > 0 } tag ? "#" + tag : "";

    static string Extent(SessionInfo[] sessions)
    {
        var rooms = sessions.Select(session => session.Room).Where(room => room is { Length: > 0 }).Distinct().Count();
        return (sessions.Length, rooms) switch
        {
            (0, _) => "",
            (1, _) => "1 session",
            (var count, < 2) => string.Create(CultureInfo.InvariantCulture, $"{count} sessions"),
            var (count, some) => string.Create(CultureInfo.InvariantCulture, $"{count} sessions in {some} rooms"),
        };
    }

    static string Hours(SessionInfo session, TimeZoneInfo zone)
    {
        var (start, end) = (TimeZoneInfo.ConvertTime(session.Start, zone), TimeZoneInfo.ConvertTime(session.End, zone));
        return string.Create(CultureInfo.InvariantCulture, $"{start:ddd d MMMM yyyy, HH:mm}–{end:HH:mm} {Name(zone)}");
    }

    static string Days(SessionInfo[] sessions, TimeZoneInfo zone)
    {
        var first = TimeZoneInfo.ConvertTime(sessions.Min(session => session.Start), zone).Date;
        var last = TimeZoneInfo.ConvertTime(sessions.Max(session => session.End), zone).AddTicks(-1).Date;
        string Write(DateTime day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
        if (last <= first) return Write(first, "dddd d MMMM yyyy");
        var from = Write(first, first.Year != last.Year ? "d MMMM yyyy" : first.Month != last.Month ? "d MMMM" : "%d");
        return $"{from}{(first.Month == last.Month && first.Year == last.Year ? "–" : " – ")}{Write(last, "d MMMM yyyy")}";
    }

    // "America/Argentina/Buenos_Aires" as people say it; "UTC" and "CET" are said as they are.
    static string Name(TimeZoneInfo zone)
    {
        var name = zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');
        return name.Length == zone.Id.Length || zone.Id.StartsWith("Etc/", StringComparison.Ordinal) ? name : $"{name} time";
    }
}
