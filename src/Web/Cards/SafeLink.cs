namespace Backchannel.Web.Cards;

/// <summary>Addresses that came from a network, as a page may link to them.</summary>
static class SafeLink
{
    /// <summary>No ranking lent, no opener handed over, no page address given away.</summary>
    public const string Rel = "nofollow noopener noreferrer";

    /// <summary>The address where it is http or https; null for anything else, <c>javascript:</c> first of all.</summary>
    public static string? Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri.AbsoluteUri
            : null;

    /// <summary>Its host, without <c>www.</c>, for people to read.</summary>
    public static string Host(string address)
    {
        var host = new Uri(address).Host;
        return host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
    }
}
