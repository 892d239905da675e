using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Events;

namespace Backchannel.Web.Programmes;

/// <summary>Sessions under one heading.</summary>
/// <param name="Heading">An hour, a room or a day; null for those in no room.</param>
/// <param name="Sessions">By start, then by room.</param>
/// <param name="IsNow">Whoever jumps to now comes here.</param>
public sealed record ScheduleGroup(string? Heading, IReadOnlyList<SessionInfo> Sessions, bool IsNow);

/// <summary>A programme as its page lays it out: one day of it, or what was looked for on all days. Pure.</summary>
public sealed class Schedule
{
    /// <summary>A search that finds more than this is not one yet.</summary>
    public const int MostFound = 200;

    readonly ScheduleQuery _query;
    readonly DateTimeOffset _at;
    readonly TimeZoneInfo _zone;

    public Schedule(IReadOnlyList<SessionInfo> sessions, ScheduleQuery query, DateTimeOffset at, TimeZoneInfo zone)
    {
        (_query, _at, _zone) = (query, at, zone);
        Days = [.. sessions.Select(DayOf).Distinct().Order()];
        Tracks = [.. sessions.Select(session => session.Track).OfType<string>().Where(track => track.Length > 0).Distinct().Order(RoomOrder.Natural)];
        Rooms = [.. sessions.Select(session => session.Room).OfType<string>().Where(room => room.Length > 0).Distinct().Order(RoomOrder.Natural)];
        Today = Days.IndexOf(Programme.DayOf(at, zone)) + 1;
        Day = query.Day is { } day && day >= 1 && day <= Days.Count ? day : Math.Max(1, Today);

        var wanted = sessions.Where(query.Wants).Where(session => query.Words is not null || (Days.Count > 0 && DayOf(session) == Days[Day - 1])).ToList();
        Count = wanted.Count;
        Groups = [.. Grouped(wanted.OrderBy(session => session.Start).ThenBy(session => session.Room, RoomOrder.Natural).Take(query.Words is null ? int.MaxValue : MostFound))];
    }

    /// <summary>In order; Day 1 is the first.</summary>
    public List<DateOnly> Days { get; }

    public IReadOnlyList<string> Tracks { get; }

    public IReadOnlyList<string> Rooms { get; }

    /// <summary>The number of today; 0 where it is none of the days.</summary>
    public int Today { get; }

    /// <summary>The number of the day that is shown. A search is about all of them.</summary>
    public int Day { get; }

    /// <summary>How many sessions were asked for.</summary>
    public int Count { get; }

    public IReadOnlyList<ScheduleGroup> Groups { get; }

    public bool ShowsNow => Groups.Any(group => group.IsNow);

    IEnumerable<ScheduleGroup> Grouped(IEnumerable<SessionInfo> sessions)
    {
        if (_query.Words is not null) return Group(sessions.GroupBy(session => Write(DayOf(session))));
        if (_query.ByRoom) return Group(sessions.GroupBy(session => session.Room).OrderBy(room => room.Key, RoomOrder.Natural));
        return Group(sessions.GroupBy(session => Hour(Local(session), DayOf(session))));
    }

    IEnumerable<ScheduleGroup> Group(IEnumerable<IGrouping<string?, SessionInfo>> groups)
    {
        var now = Today > 0 && !_query.ByRoom;
        foreach (var group in groups)
        {
            // The first hour in which something is not over yet.
            var isNow = now && group.Any(session => session.End > _at && !session.Cancelled && DayOf(session) == Days[Today - 1]);
            if (isNow) now = false;
            yield return new(string.IsNullOrEmpty(group.Key) ? null : group.Key, [.. group], isNow);
        }
    }

    DateTime Local(SessionInfo session) => TimeZoneInfo.ConvertTime(session.Start, _zone).DateTime;

    DateOnly DayOf(SessionInfo session) => Programme.DayOf(session.Start, _zone);

    static string Write(DateOnly day) => day.ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    static string Hour(DateTime local, DateOnly day) => DateOnly.FromDateTime(local) == day
        ? local.ToString("HH':00'", CultureInfo.InvariantCulture)
        : local.ToString("HH':00, in the night to 'dddd", CultureInfo.InvariantCulture);
}
