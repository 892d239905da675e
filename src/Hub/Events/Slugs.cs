using System.Text;
using Backchannel.Text;

namespace Backchannel.Hub.Events;

/// <summary>An event's name in addresses: its first hashtag, folded.</summary>
public static class Slugs
{
    /// <summary>Slugs that would hide a page or a call of ours.</summary>
    public static readonly IReadOnlySet<string> Taken = new HashSet<string>(StringComparer.Ordinal)
    {
        "api", "hubs", "openapi", "health", "chats", "calendar", "hashtags", "recaps", "img", "look", "demo", "css", "js", "lib", "error", "not-found", "_content", "_framework", "_blazor",
        "organize", "sign-in", "sign-out", "setup", "join", "live", "wall", "post", "favicon", "robots", "login", "logout", "admin", "account", "app", "fonts",
    };

    public static string Of(string hashtag) => TextFold.Tag(hashtag.Trim());

    /// <summary>Whether the networks would take it for a hashtag; a leading # is allowed.</summary>
    public static bool IsHashtag(string? hashtag)
    {
        var tag = hashtag?.Trim().TrimStart('#', '＃') ?? "";
        return tag.Length is > 0 and <= 100 && TextScanner.Hashtags($"#{tag}") is [var only] && only.Length == tag.Length + 1;
    }

    /// <summary>What is wrong with it, and the cure; null if nothing is.</summary>
    public static string? Fault(string slug) =>
        slug.Length is 0 or > 100 ? "must have 1 to 100 characters"
        : Taken.Contains(slug) ? "is the address of a page of its own: put another hashtag first"
        : !slug.EnumerateRunes().All(rune => Rune.IsLetterOrDigit(rune) || rune.Value == '_' || IsMark(rune)) ? "may hold letters, digits and _ only, like any hashtag"
        : null;

    static bool IsMark(Rune rune) => char.GetUnicodeCategory(rune.ToString(), 0) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
