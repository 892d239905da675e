using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Shell;

namespace Backchannel.Web.Recaps;

/// <summary>How pages and files speak of recaps.</summary>
static class RecapWords
{
    public static string Count(int count, string one, string many) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";

    public static string Of(RecapKind kind) => kind switch { RecapKind.Chat => "Chat recap", RecapKind.Day => "Day recap", _ => "Session recap" };

    /// <summary><c>Tuesday 1 December 2026, 20:00–21:00 (Europe/Lisbon)</c>; of a day its date.</summary>
    public static string When(RecapKind kind, DateTimeOffset start, DateTimeOffset end, string timeZone)
    {
        var zone = EventZone.Of(timeZone);
        var (from, to) = (TimeZoneInfo.ConvertTime(start, zone), TimeZoneInfo.ConvertTime(end, zone));
        var day = from.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);
        return kind == RecapKind.Day ? $"{day} ({timeZone})" : string.Create(CultureInfo.InvariantCulture, $"{day}, {from:HH:mm}–{to:HH:mm} ({timeZone})");
    }

    public static string When(RecapInfo recap) => When(recap.Kind, recap.Start, recap.End, recap.TimeZone);

    public static string At(DateTimeOffset at, string timeZone) => TimeZoneInfo.ConvertTime(at, EventZone.Of(timeZone)).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A head with its number, where it has one.</summary>
    public static string Head(RecapSection section) => section.Question is { } number ? $"Q{number.ToString(CultureInfo.InvariantCulture)} · {section.Title}" : section.Title;

    /// <summary>How much belongs to it.</summary>
    public static string Counts(RecapSection section) =>
        $"{(section.Question is null ? Count(section.Count, "post", "posts") : Count(section.Count, "answer", "answers"))} by {Count(section.People, "person", "people")}";

    /// <summary>What is not shown.</summary>
    public static string More(RecapSection section) => $"{Count(section.More, "more post", "more posts")} {(section.More == 1 ? "is" : "are")} on the live page.";

    public static string Shared(RecapLink link) => link.People == 1 ? "one person shared it" : $"{link.People.ToString("N0", CultureInfo.InvariantCulture)} people shared it";

    public static string Network(Network network) => network switch { Contracts.Network.X => "X", Contracts.Network.Mastodon => "Mastodon", Contracts.Network.Bluesky => "Bluesky", _ => "posted here" };

    public static string Echo(Echo echo) => string.Join(" · ", new[]
    {
        echo.Reposts > 0 ? Count(echo.Reposts, "repost", "reposts") : null,
        echo.Replies > 0 ? Count(echo.Replies, "reply", "replies") : null,
    }.OfType<string>());

    /// <summary>What it comes to, in a line; empty where its editor hides that.</summary>
    public static string InShort(RecapInfo recap)
    {
        var number = recap.Numbers.ToDictionary(each => each.Key, each => each.Value);
        if (!number.TryGetValue("posts", out var posts) || !number.TryGetValue("people", out var people)) return "";
        var questions = number.TryGetValue("questions", out var put) && number.TryGetValue("answers", out var answers) ? $", {Count(put, "question", "questions")} and {Count(answers, "answer", "answers")}" : "";
        return $"{Count(posts, "post", "posts")} by {Count(people, "person", "people")}{questions}";
    }

    /// <summary>In a sentence, for other sites and for readers of feeds.</summary>
    public static string Summary(RecapInfo recap) =>
        $"{(recap.Words is { Length: > 0 } words ? words + " " : "")}{Of(recap.Kind)} of {recap.EventName}, {When(recap)}.{(InShort(recap) is { Length: > 0 } counts ? $" {counts}." : "")}";

    public static string Summary(RecapLine line) =>
        $"{(line.Words is { Length: > 0 } words ? words + " " : "")}{Of(line.Kind)} of {line.EventName}, {When(line.Kind, line.Start, line.End, line.TimeZone)}.{(line.Posts is { } posts ? $" {Count(posts, "post", "posts")}." : "")}";

    public const string Gone = "A post that is deleted at its network later has to be deleted from this file too: the address above shows it as it stands now.";

    public static string OnlyIds(int count) =>
        $"X lets no more than ids of its posts be passed on: {Count(count, "post", "posts")} of X {(count == 1 ? "is" : "are")} here as {(count == 1 ? "a link" : "links")}.";
}
