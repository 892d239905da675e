using Backchannel.Contracts;

namespace Backchannel.Web.Events;

/// <summary>What is on, and what comes. What was called off is no part of it.</summary>
sealed class Programme
{
    // A talk at a quarter past midnight belongs to the evening it ends.
    static readonly TimeSpan Night = TimeSpan.FromHours(5);

    readonly IReadOnlyList<SessionInfo> _all;

    public Programme(IEnumerable<SessionInfo> sessions, DateTimeOffset at)
    {
        _all = [.. sessions.Where(session => !session.Cancelled).OrderBy(session => session.Start)];
        Now = [.. _all.Where(session => session.Start <= at && at < session.End).OrderBy(session => session.Room, RoomOrder.Natural)];
        Next = [.. _all.Where(session => session.Start > at)];
        Left = [.. _all.Where(session => session.End > at)];
        Started = _all.Count is 0 || _all[0].Start <= at;
        Over = _all.Count > 0 && Left.Count is 0;
    }

    public bool IsEmpty => _all.Count is 0;

    /// <summary>Running now, by room.</summary>
    public IReadOnlyList<SessionInfo> Now { get; }

    /// <summary>The next ones, by start; those of one start belong together.</summary>
    public IReadOnlyList<SessionInfo> Next { get; }

    /// <summary>Now or still to come, by start: what a page that stays open needs.</summary>
    public IReadOnlyList<SessionInfo> Left { get; }

    public bool Started { get; }

    public bool Over { get; }

    /// <summary>Day 2 of a programme of several days; null for one day, none, or a day without sessions.</summary>
    public static int? Day(IReadOnlyList<SessionInfo> sessions, DateTimeOffset at, TimeZoneInfo zone)
    {
        var days = sessions.Select(session => DayOf(session.Start, zone)).Distinct().Order().ToList();
        var index = days.IndexOf(DayOf(at, zone));
        return days.Count > 1 && index >= 0 ? index + 1 : null;
    }

    /// <summary>The day of a programme that a moment belongs to, in the event's zone.</summary>
    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime - Night);
}
