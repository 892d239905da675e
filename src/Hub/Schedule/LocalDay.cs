namespace Backchannel.Hub.Schedule;

/// <summary>Days as clocks of an event's zone show them. Pure.</summary>
static class LocalDay
{
    public static DateOnly Of(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>When a day begins and when it ends: not always 24 hours later.</summary>
    public static (DateTimeOffset Start, DateTimeOffset End) Bounds(DateOnly day, TimeZoneInfo zone) => (Begin(day, zone), Begin(day.AddDays(1), zone));

    static DateTimeOffset Begin(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks go forward at midnight the day begins at the first minute there is.
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        // Where they go back over it there are two: it begins at the earlier.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
