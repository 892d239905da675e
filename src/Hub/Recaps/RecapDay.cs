using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Hub.Recaps;

/// <summary>The ids of days' recaps. Pure.</summary>
static class RecapDay
{
    public static string Id(DateOnly day) => RecapInfo.DayPrefix + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Null for what names no day on which anybody posted.</summary>
    public static DateOnly? Read(string id) =>
        RecapInfo.DayOf(id) is { } day && DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) is { Year: >= 1970 and < 9999 } read ? read : null;
}
