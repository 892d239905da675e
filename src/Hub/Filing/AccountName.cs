using Backchannel.Contracts;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Accounts as <c>network:handle</c>, in lower case and without @. A post on our own page comes from no network, so that it may name an account of
/// any: those are compared by their handle alone, as <c>:handle</c>.
/// </summary>
static class AccountName
{
    /// <summary>Under which a speaker's account of the schedule can be met.</summary>
    public static IEnumerable<string> Keys(string account)
    {
        if (account.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) yield break;
        var handle = Bare(account[(colon + 1)..]);
        if (handle.Length == 0) yield break;
        yield return $"{account[..colon].Trim().ToLowerInvariant()}:{handle}";
        yield return $":{handle}";
    }

    /// <summary>Whom a post comes from, by handle and by id; null on our own page, where anybody may give any name.</summary>
    public static (string Handle, string Id)? Of(Post post) =>
        post.Network == Network.Here ? null : (Key(post.Network, post.Author.Handle), Key(post.Network, post.Author.Id));

    /// <summary>Whom it mentions: as it is written, and by the profile that it links to.</summary>
    public static IEnumerable<string> Mentioned(Post post)
    {
        foreach (var span in post.Spans)
        {
            if (span.Kind != SpanKind.Mention) continue;
            yield return Key(post.Network, post.Text.AsSpan(span.Start, span.Length).ToString());
            if (Profile(post.Network, span.Value) is { } handle) yield return Key(post.Network, handle);
        }
    }

    // https://social.example/@mira and …/users/mira are mira@social.example; elsewhere a profile's address ends in the handle.
    static string? Profile(Network network, string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return value;
        var name = Bare(Uri.UnescapeDataString(uri.AbsolutePath.TrimEnd('/').Split('/')[^1]));
        return name.Length == 0 ? null : network == Network.Mastodon && !name.Contains('@', StringComparison.Ordinal) ? $"{name}@{uri.IdnHost}" : name;
    }

    static string Key(Network network, string handle) => (network == Network.Here ? "" : network.ToString().ToLowerInvariant()) + ":" + Bare(handle);

    static string Bare(string handle) => handle.Trim().TrimStart('@', '＠').ToLowerInvariant();
}
