using Backchannel.Contracts;

namespace Backchannel.Hub.Engagement;

/// <summary>Which time a chart covers, and in which steps. Pure.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends; what has begun is drawn.</param>
/// <param name="Step">Minutes a number.</param>
readonly record struct ChartRange(DateTimeOffset From, DateTimeOffset To, int Step)
{
    /// <summary>More numbers than this are no line any more, on a desk as on a phone.</summary>
    const int Most = 240;

    static readonly int[] Steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1_440, 10_080];

    public int Count => (int)Math.Ceiling((To - From) / TimeSpan.FromMinutes(Step));

    public static ChartRange Of(ChartSpan span, CardsInOrder cards, IReadOnlyList<SessionInfo> sessions, TimeZoneInfo zone, DateTimeOffset now) => span switch
    {
        // The minute that has begun is the last one.
        ChartSpan.Quarter => Even(now.AddMinutes(-14), now, zone),
        ChartSpan.Hour => Even(now.AddMinutes(-59), now, zone),
        ChartSpan.Today => Even(First(cards, sessions, Midnight(now, zone), now), now, zone),
        _ => Even(First(cards, sessions, DateTimeOffset.MinValue, now), Last(cards, sessions, now), zone),
    };

    /// <summary>When the day of a moment began there.</summary>
    public static DateTimeOffset Midnight(DateTimeOffset at, TimeZoneInfo zone) => StartOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime), zone);

    /// <summary>Where clocks go forward at midnight, the day begins an hour later.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    static ChartRange Even(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var step = Array.Find(Steps, step => (to - from).TotalMinutes / step < Most - 1);
        if (step == 0) (step, from) = (Steps[^1], to.AddMinutes(-(double)Steps[^1] * (Most - 1)));
        // Steps begin at whole hours there, be the zone half an hour off.
        var width = TimeSpan.FromMinutes(step).Ticks;
        var there = TimeZoneInfo.ConvertTime(from, zone);
        var begin = there.AddTicks(-(there.DateTime.Ticks % width)).ToUniversalTime();
        return new(begin, to > begin ? to.AddTicks(1) : begin.AddMinutes(step), step);
    }

    static DateTimeOffset First(CardsInOrder cards, IReadOnlyList<SessionInfo> sessions, DateTimeOffset since, DateTimeOffset now)
    {
        var first = now.AddHours(-1);
        var made = cards.Between(since, now);
        if (made.Length > 0 && made[0].At < first) first = made[0].At;
        foreach (var session in sessions)
            if (!session.Cancelled && session.Start >= since && session.Start < first) first = session.Start;
        return first < since ? since : first;
    }

    // An event that is over ends with its last post, not today.
    static DateTimeOffset Last(CardsInOrder cards, IReadOnlyList<SessionInfo> sessions, DateTimeOffset now)
    {
        var last = cards.Count > 0 ? cards.All[^1].At : now;
        foreach (var session in sessions)
            if (!session.Cancelled && session.End > last) last = session.End;
        return last < now ? last : now;
    }
}
