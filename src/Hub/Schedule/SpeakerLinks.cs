using Backchannel.Text;

namespace Backchannel.Hub.Schedule;

/// <summary>Accounts of speakers, out of the links that a schedule gives of them.</summary>
static class SpeakerLinks
{
    const int MaxLength = 2_000;

    // They write addresses as Mastodon does and are none.
    static readonly HashSet<string> NoServers = new(StringComparer.OrdinalIgnoreCase)
    {
        "medium.com", "youtube.com", "tiktok.com", "threads.net", "threads.com", "substack.com", "hackmd.io", "odysee.com", "rumble.com", "keybase.io", "flickr.com", "npmjs.com", "dev.to",
    };

    static readonly HashSet<string> NoAccounts = new(StringComparer.OrdinalIgnoreCase)
    {
        "home", "search", "hashtag", "i", "intent", "share", "explore", "settings", "login", "messages", "notifications", "about", "privacy", "tos",
    };

    /// <summary>The address, if it is an absolute http or https one of sensible length; null otherwise.</summary>
    public static string? Web(string? address, string? relativeTo = null)
    {
        if (address?.Trim() is not { Length: > 0 and <= MaxLength } given) return null;
        if (!Uri.TryCreate(given, UriKind.Absolute, out var uri) || uri.IsFile)
            if (Web(relativeTo) is not { } root || !Uri.TryCreate(new Uri(root), given, out uri)) return null;
        return (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0 && uri.AbsoluteUri.Length <= MaxLength ? uri.AbsoluteUri : null;
    }

    /// <summary><c>network:handle</c> of a link to somebody's profile; null for any other link.</summary>
    public static string? Account(string? link)
    {
        if (Web(link) is not { } address) return null;
        var uri = new Uri(address);
        var host = uri.Host.StartsWith("www.", StringComparison.Ordinal) ? uri.Host[4..] : uri.Host;
        string[] path = [.. uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        return (host, path) switch
        {
            ("twitter.com" or "mobile.twitter.com" or "x.com", [var name]) when !NoAccounts.Contains(name) => X(name),
            ("bsky.app", ["profile", var handle]) => Bluesky(handle),
            (_, [['@', .. var name]]) when !IsAmong(NoServers, host) => Mastodon(name, host),
            _ => null,
        };
    }

    /// <summary>Likewise of what a schedule says is an account of that network, be it a link or a bare name.</summary>
    public static string? Account(string? network, string? given) => Account(given) ?? (network?.ToLowerInvariant(), given?.Trim()) switch
    {
        ("twitter" or "x", { } name) => X(name),
        ("bluesky", { } handle) => Bluesky(handle),
        ("mastodon", { } address) when address.TrimStart('@').Split('@') is [var name, var host] => Mastodon(name, host),
        _ => null,
    };

    static string? X(string name) => name.TrimStart('@') is { Length: > 0 and <= 30 } handle && handle.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $"x:{handle}" : null;

    static string? Bluesky(string handle) => handle.TrimStart('@') is var name && IsHost(name) ? $"bluesky:{name.ToLowerInvariant()}" : null;

    // A remote account, seen at another server, names its own.
    static string? Mastodon(string name, string host) => name.Split('@') switch
    {
        [var local] when IsLocal(local) && IsHost(host) => $"mastodon:{local}@{host.ToLowerInvariant()}",
        [var local, var home] when IsLocal(local) && IsHost(home) => $"mastodon:{local}@{home.ToLowerInvariant()}",
        _ => null,
    };

    static bool IsLocal(string name) => name is { Length: > 0 and <= 64 } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    static bool IsHost(string name) => name is { Length: > 3 and <= 253 } && name.Contains('.') && Uri.CheckHostName(name) == UriHostNameType.Dns && TextCut.Clean(name) == name;

    static bool IsAmong(HashSet<string> hosts, string host) => hosts.Contains(host) || host.IndexOf('.') is > 0 and var dot && hosts.Contains(host[(dot + 1)..]);
}
