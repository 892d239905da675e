using Backchannel.Contracts;

namespace Backchannel.Web.Organize;

/// <summary>What is told where two people changed the same rule: nobody's entries are lost unseen.</summary>
static class RulesClash
{
    public static string Words(string field, EventPolicy stands)
    {
        var (name, now) = field switch
        {
            "mode" => ("New posts", $"{stands.Mode}"),
            "delaySeconds" => ("Delay", $"{stands.DelaySeconds} seconds"),
            "rooms" => ("Rooms with rules of their own", List(stands.Rooms?.Select(room => $"{room.Room} ({room.Mode})"))),
            "blockedWords" => ("Blocked words", List(stands.BlockedWords)),
            "blockedAuthors" => ("Blocked authors", List(stands.BlockedAuthors)),
            "blockedHashtags" => ("Hashtags of other events", List(stands.BlockedHashtags)),
            "blockedLanguages" => ("Blocked languages", List(stands.BlockedLanguages)),
            "trustedAuthors" => ("Trusted authors", List(stands.TrustedAuthors)),
            _ => ("Posts of one author a minute", $"{stands.MostPerMinute}"),
        };
        return $"{name}: somebody else changed this while the page was open, to: {now}. What you filled in is still below; saving once more puts it in the place of theirs.";
    }

    static string List(IEnumerable<string>? entries) => string.Join(", ", entries ?? []) is { Length: > 0 } list ? list : "none";
}
