using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Chats;

/// <summary>What was typed about a series, as its form sends it. The hub checks what it means.</summary>
public sealed class SeriesForm
{
    const string Once = "once", Weekly = "weekly", Fortnightly = "fortnightly", Monthly = "monthly", Own = "own";
    static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static readonly IReadOnlyList<(string Value, string Words)> Choices =
    [
        (Weekly, "Every week"), (Fortnightly, "Every second week"), (Monthly, "Every month, on the same weekday"), (Once, "Only once"), (Own, "By a rule of its own"),
    ];

    public string? By { get; set; }
    public string? Slug { get; set; }
    public string? Hashtags { get; set; }
    public string? Name { get; set; }
    public string? Kind { get; set; }
    public string? About { get; set; }
    public string? Subjects { get; set; }
    public string? Hosts { get; set; }
    public string? TimeZone { get; set; }
    public string? Date { get; set; }
    public string? Time { get; set; }
    public string? Minutes { get; set; }
    public string? Repeats { get; set; }
    public string? Rule { get; set; }
    public string? Except { get; set; }
    public string? Also { get; set; }
    public string? Url { get; set; }
    public string? Anyway { get; set; }

    /// <summary>Nobody sees this field; programs that fill in forms do.</summary>
    public string? Website { get; set; }

    public bool IsCommunity => Kind == "community";

    /// <summary>A series as the form shows it.</summary>
    public static SeriesForm Of(SeriesInfo series) => new()
    {
        Slug = series.Event,
        Hashtags = string.Join(' ', series.Hashtags.Select(tag => $"#{tag}")),
        Name = series.Name,
        Kind = series.Kind == SeriesKind.Community ? "community" : "chat",
        About = series.About,
        Subjects = string.Join(", ", series.Subjects),
        Hosts = string.Join('\n', series.Hosts.Select(host => host.Account is null ? host.Name : $"{host.Name}, {host.Account}")),
        TimeZone = series.TimeZone,
        Date = series.Start?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Time = series.Start?.ToString("HH:mm", CultureInfo.InvariantCulture),
        Minutes = series.Minutes.ToString(CultureInfo.InvariantCulture),
        Repeats = series.Rule is null ? Once : Own,
        Rule = series.Rule,
        Except = Lines(series.Except),
        Also = Lines(series.Also),
        Url = series.Url,
    };

    public SeriesDraft ToDraft(bool anyway) => new()
    {
        Hashtags = [.. (Hashtags ?? "").Split([' ', ',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)],
        Name = string.IsNullOrWhiteSpace(Name) ? null : Name,
        TimeZone = string.IsNullOrWhiteSpace(TimeZone) ? null : TimeZone.Trim(),
        Kind = IsCommunity ? SeriesKind.Community : SeriesKind.Chat,
        About = About,
        Subjects = [.. (Subjects ?? "").Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        Hosts = [.. (Hosts ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Host)],
        Start = IsCommunity ? null : Start,
        Minutes = int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : null,
        Rule = IsCommunity ? null : RuleOf(Start),
        Except = IsCommunity ? [] : [.. Moments(Except).OfType<DateTime>()],
        Also = IsCommunity ? [] : [.. Moments(Also).OfType<DateTime>()],
        Url = string.IsNullOrWhiteSpace(Url) ? null : Url.Trim(),
        Anyway = anyway,
    };

    /// <summary>What cannot be told to the hub, for it is none of what it takes.</summary>
    public Dictionary<string, string[]> Unreadable()
    {
        var errors = new Dictionary<string, string[]>();
        if (!IsCommunity && Start is null && string.IsNullOrWhiteSpace(Also)) errors["start"] = ["Give the day and the hour of the first meeting."];
        if (!string.IsNullOrWhiteSpace(Minutes) && !int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out _)) errors["minutes"] = ["Give a number of minutes."];
        if (Moments(Except).Contains(null)) errors["except"] = ["Give one meeting a line, such as 2026-12-29 20:00."];
        if (Moments(Also).Contains(null)) errors["also"] = ["Give one meeting a line, such as 2026-12-29 20:00."];
        return errors;
    }

    DateTime? Start => Moment($"{Date?.Trim()} {Time?.Trim()}");

    string? RuleOf(DateTime? start) => Repeats switch
    {
        Weekly or null or "" => "FREQ=WEEKLY",
        Fortnightly => "FREQ=WEEKLY;INTERVAL=2",
        // The fifth Friday is not in every month: whoever starts there means the last.
        Monthly when start is { } first => $"FREQ=MONTHLY;BYDAY={(first.Day > 28 ? -1 : (first.Day - 1) / 7 + 1)}{Days[(int)first.DayOfWeek]}",
        Own => Rule is { Length: > 0 } rule ? rule : "?",
        _ => null,
    };

    static ChatPerson Host(string line) => line.LastIndexOf(',') is > 0 and var at ? new(line[..at].Trim(), line[(at + 1)..].Trim()) : new(line);

    static IEnumerable<DateTime?> Moments(string? lines) => (lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Moment);

    static DateTime? Moment(string text) => DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    static string Lines(IEnumerable<DateTime> times) => string.Join('\n', times.Select(time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
}
