using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Chats;

/// <summary>When a series meets, as people say it: <c>every second Tuesday, 20:00 (Europe/London)</c>. Pure.</summary>
static class RuleWords
{
    static readonly string[] Names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    static readonly string[] Ordinals = ["", "first", "second", "third", "fourth", "fifth"];
    const string Own = "by a rule of its own";

    public static string Of(SeriesInfo series)
    {
        if (series.Kind == SeriesKind.Community) return "always open";
        if (series.Start is not { } start) return series.Also.Count > 0 ? "now and then" : "when it is announced";
        return $"{OnDays(series.Rule, start)}, {start.ToString("HH:mm", CultureInfo.InvariantCulture)} ({series.TimeZone}){End(series.Rule)}";
    }

    /// <summary>The days alone.</summary>
    static string OnDays(string? rule, DateTime start)
    {
        if (rule is null) return $"once, on {Date(start)}";
        var parts = Parts(rule);
        // Whatever is not said below makes it something that a few words do not tell.
        if (parts.Keys.Any(part => part is not ("FREQ" or "INTERVAL" or "BYDAY" or "BYMONTHDAY" or "BYSETPOS" or "BYMONTH" or "COUNT" or "UNTIL" or "WKST"))) return Own;
        var interval = parts.TryGetValue("INTERVAL", out var given) && int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var each) ? each : 1;
        return parts.GetValueOrDefault("FREQ") switch
        {
            "DAILY" when !parts.ContainsKey("BYMONTHDAY") && !parts.ContainsKey("BYMONTH") && !parts.ContainsKey("BYDAY") => Every(interval, "day"),
            "WEEKLY" when !parts.ContainsKey("BYMONTHDAY") && !parts.ContainsKey("BYMONTH") && !parts.ContainsKey("BYSETPOS") => Weekly(parts.GetValueOrDefault("BYDAY"), interval, start),
            "MONTHLY" when !parts.ContainsKey("BYMONTH") => Monthly(parts, interval, start),
            "YEARLY" when parts.Keys.All(part => part is "FREQ" or "INTERVAL" or "COUNT" or "UNTIL" or "WKST") => $"{Every(interval, "year")}, on {start.ToString("d MMMM", CultureInfo.InvariantCulture)}",
            _ => Own,
        };
    }

    static string Weekly(string? byDay, int interval, DateTime start)
    {
        var days = byDay is null ? [DayOf(start)] : byDay.Split(',').Select(day => Array.IndexOf(Names, day)).Distinct().Order().ToArray();
        if (days.Contains(-1)) return Own;
        if (days is [0, 1, 2, 3, 4]) return interval == 1 ? "every weekday" : $"on weekdays of {Every(interval, "week")}";
        var names = And(days.Select(day => Days[day]));
        return days.Length == 1 || interval == 1 ? Every(interval, names) : $"{names} of {Every(interval, "week")}";
    }

    static string Monthly(Dictionary<string, string> parts, int interval, DateTime start)
    {
        var month = Every(interval, "month");
        if (parts.TryGetValue("BYDAY", out var days))
        {
            if (parts.ContainsKey("BYMONTHDAY") || parts.TryGetValue("BYSETPOS", out var place) && days.Contains(',')) return Own;
            var told = days.Split(',').Select(day => Numbered(parts.TryGetValue("BYSETPOS", out var at) ? at + day : day)).ToList();
            return told.Contains(null) ? Own : $"the {And(told!)} of {month}";
        }
        var dates = parts.TryGetValue("BYMONTHDAY", out var numbers) ? numbers.Split(',').Select(Dated).ToList() : [Dated(start.Day.ToString(CultureInfo.InvariantCulture))];
        return parts.ContainsKey("BYSETPOS") || dates.Contains(null) ? Own : $"the {And(dates!)} of {month}";
    }

    // 1FR, -1FR.
    static string? Numbered(string day)
    {
        if (day.Length < 3 || Array.IndexOf(Names, day[^2..]) is not (>= 0 and var name) || !int.TryParse(day[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return null;
        return number switch { -1 => $"last {Days[name]}", -2 => $"last but one {Days[name]}", >= 1 and <= 5 => $"{Ordinals[number]} {Days[name]}", _ => null };
    }

    static string? Dated(string date) => !int.TryParse(date, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var day) ? null
        : day switch { -1 => "last day", >= 1 and <= 31 => $"{day}{(day % 10, day / 10) switch { (1, not 1) => "st", (2, not 1) => "nd", (3, not 1) => "rd", _ => "th" }}", _ => null };

    static string Every(int interval, string what) => interval switch
    {
        1 => $"every {what}",
        2 => $"every second {what}",
        3 or 4 or 5 => $"every {Ordinals[interval]} {what}",
        _ => $"every {interval}th {what}",
    };

    static string End(string? rule)
    {
        if (rule is null) return "";
        var parts = Parts(rule);
        if (parts.TryGetValue("COUNT", out var count)) return $", {count} times";
        return parts.TryGetValue("UNTIL", out var until) && until.Length >= 8
            && DateTime.TryParseExact(until[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? $", until {Date(day)}" : "";
    }

    static Dictionary<string, string> Parts(string rule) => rule.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2))
        .Where(part => part.Length == 2).DistinctBy(part => part[0]).ToDictionary(part => part[0], part => part[1]);

    static int DayOf(DateTime at) => ((int)at.DayOfWeek + 6) % 7;

    static string Date(DateTime at) => at.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    static string And(IEnumerable<string> items) => items.ToList() switch { [var only] => only, [.. var first, var last] => $"{string.Join(", ", first)} and {last}", [] => "" };
}
