namespace Backchannel.Hub.Schedule;

/// <summary>A day of a programme as frab and pretalx write it, in XML and in JSON alike.</summary>
/// <param name="Date">Which day; null where it cannot be read.</param>
/// <param name="Turn">What starts before this hour is of the night after, listed under the evening that it belongs to; null where the day has no such hour.</param>
sealed record FrabDay(DateOnly? Date, TimeSpan? Turn)
{
    /// <param name="date">Its date.</param>
    /// <param name="start">When it begins, a moment.</param>
    /// <param name="end">When it ends, a moment.</param>
    /// <param name="dayChange">The hour at which days turn in the whole conference.</param>
    public static FrabDay Of(string? date, string? start, string? end, string? dayChange)
    {
        var day = ScheduleTime.Day(date) ?? ScheduleTime.Day(start);
        // Best is what says so itself; then the end of a day that ends in the night; then its beginning.
        var turn = ScheduleTime.Clock(dayChange)
            ?? (ScheduleTime.Day(end) is { } last ? last > day ? ClockOf(end) : null : ClockOf(start));
        return new(day, turn);
    }

    /// <summary>Puts the times of an item of this day into it.</summary>
    public void Time(ReadItem item, string? date, string? start, string? duration, string? end, TimeZoneInfo zone)
    {
        item.Start = ScheduleTime.Moment(date, zone) ?? ScheduleTime.Moment(start, zone) ?? Local(ScheduleTime.Day(date), start, zone);
        item.StartGiven = string.Join(' ', new[] { date, start }.Where(given => !string.IsNullOrWhiteSpace(given)));
        if (ScheduleTime.Duration(duration) is { } length) item.End = item.Start + length;
        else if (ScheduleTime.Moment(end, zone) is { } until) item.End = until;
        else item.EndGiven = string.IsNullOrWhiteSpace(duration) ? end : duration;
    }

    DateTimeOffset? Local(DateOnly? date, string? start, TimeZoneInfo zone)
    {
        if (ScheduleTime.Clock(start) is not { } clock || (date ?? Date) is not { Year: < 9_999 } day) return null;
        var nextDay = date is null && clock < Turn;
        return ScheduleTime.Utc((nextDay ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue) + clock, zone);
    }

    static TimeSpan? ClockOf(string? moment) => moment?.Trim() is { Length: >= 16 } text ? ScheduleTime.Clock(text.Substring(11, 5)) : null;
}
