using Backchannel.Contracts;

namespace Backchannel.Web.Events;

/// <summary>What is on, and what comes.</summary>
sealed class Programme(IReadOnlyList<SessionInfo> sessions, DateTimeOffset at)
{
    /// <summary>Running now, by room.</summary>
    public IReadOnlyList<SessionInfo> Now { get; } =
        [.. sessions.Where(session => session.Start <= at && at < session.End).OrderBy(session => session.Room, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The next ones, by start; those of one start belong together.</summary>
    public IReadOnlyList<SessionInfo> Next { get; } = [.. sessions.Where(session => session.Start > at).OrderBy(session => session.Start)];

    /// <summary>Now or still to come: what a page that stays open needs.</summary>
    public IReadOnlyList<SessionInfo> Left { get; } = [.. sessions.Where(session => session.End > at).OrderBy(session => session.Start)];

    public bool Started { get; } = sessions.Count is 0 || sessions.Min(session => session.Start) <= at;

    public bool Over { get; } = sessions.Count > 0 && sessions.Max(session => session.End) <= at;

    /// <summary>Day 2 of a programme of several days; null for one day, none, or a day without sessions.</summary>
    public static int? Day(IReadOnlyList<SessionInfo> sessions, DateTimeOffset at, TimeZoneInfo zone)
    {
        var days = sessions.Select(session => DayOf(session.Start, zone)).Distinct().Order().ToList();
        var index = days.IndexOf(DayOf(at, zone));
        return days.Count > 1 && index >= 0 ? index + 1 : null;
    }

    static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
