namespace Backchannel.Hub.Digests;

/// <summary>A page that posts link to, whichever of its addresses they give. Pure.</summary>
/// <param name="Key">Equal for addresses of one page: without scheme, www, trailing slash, fragment and what only follows readers about.</param>
/// <param name="Url">The address as it was given, without what only follows readers about.</param>
readonly record struct PageAddress(string Key, string Url)
{
    const int MaxLength = 2_000;

    // Each says where a reader came from, none what the page shows.
    static readonly HashSet<string> Trackers = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id", "igsh", "igshid", "mc_cid", "mc_eid",
        "mkt_tok", "_hsenc", "_hsmi", "ref_src", "ref_url",
    };

    /// <summary>Null for what is no http or https address, is no page's (one with a password in it), or is longer than any.</summary>
    public static PageAddress? Of(string? address)
    {
        if (address is not { Length: > 0 and <= MaxLength } || !Uri.TryCreate(address, UriKind.Absolute, out var uri)) return null;
        if (uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.IdnHost.Length == 0) return null;
        var query = Query(uri.Query);
        return new($"{Host(uri)}{uri.AbsolutePath.TrimEnd('/')}{query}{Route(uri.Fragment)}", $"{uri.GetLeftPart(UriPartial.Path)}{query}{uri.Fragment}");
    }

    /// <summary>What stands after the host, with a slash before each part and none at its end.</summary>
    public string Path => Key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? Key[slash..] : "";

    static string Host(Uri uri)
    {
        var host = uri.IdnHost.ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        return uri.IsDefaultPort ? host : $"{host}:{uri.Port}";
    }

    static string Query(string query)
    {
        var kept = string.Join('&', query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !Tracks(part.Split('=')[0])));
        return kept.Length == 0 ? "" : $"?{kept}";
    }

    static bool Tracks(string name) => name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Trackers.Contains(name);

    // A fragment names a place on a page, but for sites whose script makes their pages out of it.
    static string Route(string fragment) => fragment.StartsWith("#/", StringComparison.Ordinal) || fragment.StartsWith("#!", StringComparison.Ordinal) ? fragment : "";
}
