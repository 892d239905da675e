using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>What an event with a place in the calendar of chats is.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<SeriesKind>))]
public enum SeriesKind
{
    /// <summary>It meets: an hour on its hashtag, led by hosts, with questions.</summary>
    Chat,
    /// <summary>It never closes: people post whenever they like.</summary>
    Community,
}

/// <summary>Somebody with a part in a chat.</summary>
/// <param name="Name">What people call them.</param>
/// <param name="Account"><c>network:handle</c> (<c>mastodon:name@server</c>), by which their posts are known; null where nobody said.</param>
public sealed record ChatPerson(string Name, string? Account = null);

/// <summary>A chat series or an always-on community: an event with a place in the calendar, as <c>GET /api/chats</c> gives it.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Kind">Whether it meets or never closes.</param>
/// <param name="TimeZone">IANA name: the zone in which <paramref name="Start"/> and <paramref name="Rule"/> are meant, through every daylight-saving change.</param>
/// <param name="Hashtags">Without #.</param>
/// <param name="About">What it is about. Plain text.</param>
/// <param name="Subjects">Under which it is found, a few words each.</param>
/// <param name="Hosts">Who usually lead it.</param>
/// <param name="Start">Its first meeting, as clocks in <paramref name="TimeZone"/> show it; null for a community, and for a chat that meets by no rule.</param>
/// <param name="Minutes">How long a meeting is.</param>
/// <param name="Rule">An RFC 5545 <c>RRULE</c> without its name, such as <c>FREQ=WEEKLY;INTERVAL=2;BYDAY=TU</c>; null where it meets once.</param>
/// <param name="Except">Meetings that the rule gives and that are left out, by the start that they would have, as clocks there show it.</param>
/// <param name="Also">Meetings beside those of the rule, in the same form.</param>
/// <param name="Url">Its own site, http or https.</param>
public sealed record SeriesInfo(
    string Event, string Name, SeriesKind Kind, string TimeZone, IReadOnlyList<string> Hashtags, string? About, IReadOnlyList<string> Subjects,
    IReadOnlyList<ChatPerson> Hosts, DateTime? Start, int Minutes, string? Rule, IReadOnlyList<DateTime> Except, IReadOnlyList<DateTime> Also, string? Url);
