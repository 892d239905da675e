using System.Globalization;
using System.Text.RegularExpressions;

namespace Backchannel.Hub.Schedule;

/// <summary>Times as schedules write them.</summary>
static partial class ScheduleTime
{
    const int FirstYear = 1970, LastYear = 2100;

    /// <summary>An ISO 8601 moment; one without an offset is of <paramref name="zone"/>. Null for a bare date, and for what is no moment.</summary>
    public static DateTimeOffset? Moment(string? text, TimeZoneInfo zone)
    {
        if (text is not { Length: <= 40 } || Iso().Match(text.Trim()) is not { Success: true } match) return null;
        if (!match.Groups["offset"].Success)
            return DateTime.TryParse(match.Value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? Utc(local, zone) : null;
        return DateTimeOffset.TryParse(match.Value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? Sensible(moment.ToUniversalTime()) : null;
    }

    public static DateOnly? Day(string? text) =>
        text?.Trim() is { Length: >= 10 } day && DateOnly.TryParseExact(day.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : null;

    /// <summary>A time of day. Hours past 24 are of the next day: programmes that go on after midnight have 25:30.</summary>
    public static TimeSpan? Clock(string? text)
    {
        if (text is not { Length: <= 12 } || ClockTime().Match(text.Trim()) is not { Success: true } match) return null;
        var (hours, minutes) = (Number(match.Groups["h"]), Number(match.Groups["m"]));
        return hours < 48 && minutes < 60 ? new TimeSpan(hours, minutes, 0) : null;
    }

    /// <summary><c>H:MM</c>, <c>HH:MM:SS</c>, days before it as in <c>1:02:00</c>, ISO 8601 (<c>PT45M</c>), or minutes. It may be negative; null for what is none.</summary>
    public static TimeSpan? Duration(string? text)
    {
        if (text?.Trim() is not { Length: > 0 and <= 20 } given) return null;
        if (Length().Match(given) is not { Success: true } match) return Iso8601(given);
        int[] parts = [.. match.Groups["part"].Captures.Select(part => int.Parse(part.ValueSpan, CultureInfo.InvariantCulture))];
        var length = parts switch
        {
            [var minutes] => TimeSpan.FromMinutes(minutes),
            [var hours, var minutes] => new TimeSpan(hours, minutes, 0),
            // The c3voc's schema puts days first, without a leading zero; a database puts seconds last.
            [var days, < 24 and var hours, var minutes] when match.Groups["part"].Captures[0].Length == 1 => new TimeSpan(days, hours, minutes, 0),
            [var hours, var minutes, var seconds] => new TimeSpan(hours, minutes, seconds),
            _ => TimeSpan.Zero,
        };
        return given[0] == '-' ? -length : length;
    }

    /// <summary>
    /// The moment a clock in the zone shows a time. One that the clock never shows, as it was put forward, is as much later; one that it shows twice is the first.
    /// </summary>
    public static DateTimeOffset? Utc(DateTime local, TimeZoneInfo zone)
    {
        if (local.Year is < FirstYear or > LastYear) return null;
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return Sensible(new DateTimeOffset(local - offset, TimeSpan.Zero));
    }

    /// <summary>The zone of an IANA (or Windows) name, also with the folders that calendar programs put before it; null for none.</summary>
    public static TimeZoneInfo? Zone(string? name)
    {
        if (name?.Trim().Trim('"') is not { Length: > 0 and <= 100 } given) return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(given, out var zone)) return zone;
        var parts = given.Split('/');
        return parts.Length > 2 && TimeZoneInfo.TryFindSystemTimeZoneById(string.Join('/', parts[^2..]), out zone) ? zone : null;
    }

    static DateTimeOffset? Sensible(DateTimeOffset moment) => moment.Year is >= FirstYear and <= LastYear ? moment : null;

    static TimeSpan? Iso8601(string given)
    {
        if (!given.Contains('P')) return null;
        try
        {
            return System.Xml.XmlConvert.ToTimeSpan(given);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            return null;
        }
    }

    static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(?<offset> ?(Z|[+-]\d{2}:?\d{2}))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<h>\d{1,2}):(?<m>\d{2})(:\d{2})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"^-?(?<part>\d{1,4})(:(?<part>\d{1,3})){0,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Length();
}
