using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>Who wrote a status, and what they asked of those who show it.</summary>
static class StatusAuthor
{
    const int MaxName = 100, MaxHandle = 300, MaxNote = 20_000;

    // A custom of the community, written into profiles by hand. Somebody who asks not to be collected still meant a public post with the
    // event's hashtag for those who follow the hashtag: it is shown live and left out of everything that is kept, as for noindex.
    static readonly string[] NotToBeFound = ["#nobot", "#nobots", "#noindex"];

    /// <param name="account">The status's <c>account</c>.</param>
    /// <param name="domain">What the answering server leaves out of the names of its own accounts.</param>
    /// <returns>Null where the account cannot be named.</returns>
    public static Author? Read(JsonElement account, string domain)
    {
        if ((account.Line("acct", MaxHandle) ?? account.Line("username", MaxHandle)) is not { } acct) return null;
        var handle = acct.Contains('@', StringComparison.Ordinal) ? acct : $"{acct}@{domain}";
        var profile = WebAddress.Of(account.TextOrDigits("url"));
        var id = account.Line("uri", MaxHandle) ?? account.Line("url", MaxHandle) ?? handle;
        return new(id, handle, NameOf(account) ?? handle,
            WebAddress.Secure(account.TextOrDigits("avatar_static")) ?? WebAddress.Secure(account.TextOrDigits("avatar")), profile, account.Flag("bot") ?? false);
    }

    public static bool IsSuspended(JsonElement account) => account.Flag("suspended") == true;

    /// <summary>Its own server's moderators limited it: shown blurred.</summary>
    public static bool IsLimited(JsonElement account) => account.Flag("limited") == true;

    public static bool AsksNotToBeFound(JsonElement account) =>
        account.Flag("noindex") == true || account.Flag("indexable") == false || account.Flag("discoverable") == false
        || account.TextOrDigits("note") is { } note && SaysSo(WithoutTags(note));

    /// <summary>Custom emoji of a name are ornaments, not letters: in their written form they would only lengthen it.</summary>
    static string? NameOf(JsonElement account)
    {
        if (account.Line("display_name", MaxName) is not { } name) return null;
        foreach (var code in account.Items("emojis").Take(50).Select(emoji => emoji.TextOrDigits("shortcode")).OfType<string>())
            name = name.Replace($":{code}:", "", StringComparison.Ordinal);
        return name.Trim() is { Length: > 0 } left ? left : null;
    }

    static bool SaysSo(string note)
    {
        foreach (var tag in NotToBeFound)
            for (var at = note.IndexOf(tag, StringComparison.OrdinalIgnoreCase); at >= 0; at = note.IndexOf(tag, at + 1, StringComparison.OrdinalIgnoreCase))
                if (at + tag.Length == note.Length || !char.IsLetterOrDigit(note[at + tag.Length])) return true;
        return false;
    }

    static string WithoutTags(string html)
    {
        var (kept, inside) = (new System.Text.StringBuilder(), false);
        foreach (var c in html.AsSpan(0, Math.Min(html.Length, MaxNote)))
        {
            // What follows a tag is another word, except within a hashtag: #<span>nobot</span>.
            if (c == '<' && kept.Length > 0 && kept[^1] != '#') kept.Append(' ');
            if (c == '<') inside = true;
            else if (c == '>') inside = false;
            else if (!inside) kept.Append(c);
        }
        return kept.ToString();
    }
}
