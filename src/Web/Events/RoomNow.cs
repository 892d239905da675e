using Backchannel.Contracts;

namespace Backchannel.Web.Events;

/// <summary>What is on in a room, and what comes there.</summary>
/// <param name="Name">Null for what has no room, such as a break.</param>
/// <param name="On">Running now, by start.</param>
/// <param name="Next">What comes after, today, or on the next day that has something where nothing is left of this one.</param>
sealed record RoomNow(string? Name, IReadOnlyList<SessionInfo> On, SessionInfo? Next)
{
    // More in one room at a time is a list of rooms that the programme does not name.
    const int MostOn = 3;

    /// <summary>All rooms that have something, in their order; a break that is on concerns everybody and comes first.</summary>
    public static IReadOnlyList<RoomNow> Of(Programme programme, DateTimeOffset at, TimeZoneInfo zone)
    {
        var today = Programme.DayOf(at, zone);
        if (programme.Now.Count is 0 && programme.Next is [var first, ..] && Programme.DayOf(first.Start, zone) is var day && day > today) today = day;
        return
        [
            .. programme.Left.Where(session => session.Start <= at || Programme.DayOf(session.Start, zone) == today)
                .GroupBy(session => string.IsNullOrEmpty(session.Room) ? null : session.Room)
                .Select(room => new RoomNow(
                    room.Key, [.. room.Where(session => session.Start <= at).Take(MostOn)], room.FirstOrDefault(session => session.Start > at)))
                .OrderBy(room => room.Name is null && room.On.Count > 0 ? 0 : 1).ThenBy(room => room.Name, RoomOrder.Natural),
        ];
    }
}
