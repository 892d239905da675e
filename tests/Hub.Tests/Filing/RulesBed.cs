using Backchannel.Contracts;
using Backchannel.Hub.Filing;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>A small programme and how the rules file by it.</summary>
static class RulesBed
{
    public static readonly DateTimeOffset Ten = new(2026, 9, 1, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Two rooms, three talks each of an hour, ten minutes apart.</summary>
    public static readonly SessionInfo[] Sessions =
    [
        Talk("p1", "Pier", 0, "Caching without tears", "Mira Okonjo"),
        Talk("p2", "Pier", 70, "Undo is a feature", "Noor Haddad"),
        Talk("p3", "Pier", 140, "Sound before pictures", "Wiebke Harms"),
        Talk("d1", "Dock", 0, "What a lighthouse knows", "Dario Amin"),
        Talk("d2", "Dock", 70, "Consensus among gulls", "Ada Lund"),
        Talk("d3", "Dock", 140, "Interfaces for cold hands", "Sigrún Jónsdóttir"),
    ];

    public static readonly RoomInfo[] Rooms = [new("Pier", ["tdwP"], true), new("Dock", ["tdwD"], true)];

    public static SessionInfo Talk(string id, string? room, int start, string title = "Untitled", string? speaker = null, int minutes = 60) =>
        new(id, title, room, null, speaker is null ? [] : [speaker], Ten.AddMinutes(start), Ten.AddMinutes(start + minutes), ["tdw" + id], null);

    /// <summary>Session and reason, as <c>p1/room</c>; a dash for none.</summary>
    public static string File(Post post, IReadOnlyList<SessionInfo>? sessions = null, Filed answered = default, string? chosen = null) =>
        Say(new FilingRules(sessions ?? Sessions, Rooms, ["tidewater26"]).File(post, chosen, answered));

    /// <param name="text">What it says.</param>
    /// <param name="minute">When, in minutes after ten.</param>
    /// <param name="sessions">By which programme.</param>
    public static string File(string text, double minute = 30, IReadOnlyList<SessionInfo>? sessions = null) => File(Post(text, minute), sessions);

    public static Post Post(string text, double minute = 30, Author? by = null, Network network = Network.Bluesky) =>
        Made.Post(text, by, network) with { CreatedAt = Ten.AddMinutes(minute), ReceivedAt = Ten.AddMinutes(minute) };

    public static SessionInfo[] With(string id, Func<SessionInfo, SessionInfo> change) => [.. Sessions.Select(session => session.Id == id ? change(session) : session)];

    static string Say(Filed filed) => filed.Session is null ? "-" : $"{filed.Session}/{filed.By}".ToLowerInvariant();
}
