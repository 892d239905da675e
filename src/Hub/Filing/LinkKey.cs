namespace Backchannel.Hub.Filing;

/// <summary>Addresses as they are compared: without scheme, www., a slash at the end, or the tails that networks hang on.</summary>
static class LinkKey
{
    const int MostSteps = 24;

    static readonly string[] HungOn = ["utm_", "fbclid=", "gclid="];

    /// <summary>
    /// What names a session's page; null where it is no address. Some programmes are one page, with a place in it or a query for each session: those stay.
    /// </summary>
    public static string? Of(string? address) => Read(address) is var (place, query, fragment) ? place + query + fragment : null;

    /// <summary>Every key that an address lies at or under, nearest first. A whole site is only its front page: much else lies under it.</summary>
    public static IEnumerable<string> Within(string address)
    {
        if (Read(address) is not var (place, query, fragment)) yield break;
        if (query.Length > 0 && fragment.Length > 0) yield return place + query + fragment;
        if (fragment.Length > 0) yield return place + fragment;
        if (query.Length > 0) yield return place + query;
        yield return place;
        for (var steps = 0; steps < MostSteps && place.LastIndexOf('/') is > 0 and var slash && place.IndexOf('/', StringComparison.Ordinal) < slash; steps++)
            yield return place = place[..slash];
    }

    static (string Place, string Query, string Fragment)? Read(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return null;
        var host = uri.IdnHost.StartsWith("www.", StringComparison.Ordinal) ? uri.IdnHost[4..] : uri.IdnHost;
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        return ($"{host}{port}{uri.AbsolutePath.TrimEnd('/')}", Query(uri), uri.Fragment.Length > 1 ? uri.Fragment : "");
    }

    static string Query(Uri uri)
    {
        var told = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !IsHungOn(part)).ToList();
        return told.Count == 0 ? "" : "?" + string.Join('&', told);
    }

    static bool IsHungOn(string part) => HungOn.Any(start => part.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}
