using System.Globalization;
using Backchannel.Hub.Schedule;
using Backchannel.Text;

namespace Backchannel.Hub.Chats;

/// <summary>An RFC 5545 rule taken apart, so that what is wrong with it can be told. Pure.</summary>
sealed class RecurrenceParts
{
    const string Utc = "yyyyMMdd'T'HHmmss'Z'", Local = "yyyyMMdd'T'HHmmss", Day = "yyyyMMdd";

    static readonly HashSet<string> Known = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "BYHOUR", "BYMINUTE", "WKST"];
    static readonly HashSet<string> Frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

    readonly List<(string Name, string Value)> _parts;

    RecurrenceParts(List<(string, string)> parts) => _parts = parts;

    public static RecurrenceParts Of(string rule) =>
        new([.. rule.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => part.IndexOf('=') is > 0 and var at
            ? (part[..at].Trim().ToUpperInvariant(), part[(at + 1)..].Trim().ToUpperInvariant())
            : (part.ToUpperInvariant(), ""))]);

    public override string ToString() => string.Join(';', _parts.Select(part => $"{part.Name}={part.Value}"));

    /// <summary>The first that is wrong with the parts themselves; null where nothing is.</summary>
    public string? Fault()
    {
        if (_parts.FirstOrDefault(part => !Known.Contains(part.Name)) is { Name: { } unknown }) return $"'{Short(unknown)}' is no part of a rule here: it takes {string.Join(", ", Known)}.";
        if (_parts.GroupBy(part => part.Name).FirstOrDefault(same => same.Count() > 1) is { } twice) return $"{twice.Key} is given twice: give it once.";
        if (Value("FREQ") is not { } frequency || !Frequencies.Contains(frequency)) return "needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.";
        if (Value("COUNT") is not null && Value("UNTIL") is not null) return "has COUNT and UNTIL: give one of them.";
        if (frequency is "DAILY" or "WEEKLY" && Value("BYDAY")?.Any(char.IsDigit) == true) return "numbers its days, as in 1TH: that goes with FREQ=MONTHLY or YEARLY.";
        if (Value("INTERVAL") is { } interval && !Within(interval, 1, 1_000)) return "needs an INTERVAL between 1 and 1000.";
        if (Value("COUNT") is { } count && !Within(count, 1, 10_000)) return "needs a COUNT between 1 and 10000.";
        // Meetings lie an hour apart: what gives more is looked through in vain, and at length.
        if (Value("BYMINUTE")?.Contains(',') == true) return "gives several minutes: give one, for meetings lie at least an hour apart.";
        if (Value("BYHOUR")?.Count(',') > 23) return "gives more hours than a day has.";
        return Value("UNTIL") is { } until && End(until, TimeZoneInfo.Utc) is null ? "needs an UNTIL such as 20271231 or 20271231T220000Z." : null;
    }

    /// <summary>With its end as a moment in UTC, as calendars want it beside a start in a zone.</summary>
    public RecurrenceParts Normal(TimeZoneInfo zone) => WithEnd(until => ScheduleTime.Utc(End(until, zone) ?? default, zone)?.UtcDateTime.ToString(Utc, CultureInfo.InvariantCulture));

    /// <summary>With its end as clocks in the zone show it.</summary>
    public string In(TimeZoneInfo zone) => WithEnd(until => End(until, zone)?.ToString(Local, CultureInfo.InvariantCulture)).ToString();

    RecurrenceParts WithEnd(Func<string, string?> end) => new([.. _parts.Select(part => part.Name == "UNTIL" ? (part.Name, end(part.Value) ?? part.Value) : part)]);

    // A day is meant with all of its hours.
    static DateTime? End(string until, TimeZoneInfo zone)
    {
        if (Is(until, Day) is { } day) return day.AddDays(1).AddSeconds(-1);
        if (Is(until, Local) is { } local) return local;
        return Is(until, Utc) is { } utc ? TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone) : null;
    }

    static DateTime? Is(string text, string format) => DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Year is > 1900 and < 2200 ? time : null;

    string? Value(string name) => _parts.FirstOrDefault(part => part.Name == name).Value;

    static bool Within(string number, int least, int most) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most;

    static string Short(string text) => TextCut.Shortened(text, 30);
}
