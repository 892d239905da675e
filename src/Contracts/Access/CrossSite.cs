using Microsoft.AspNetCore.Http;

namespace Backchannel.Contracts;

/// <summary>
/// Tells what a browser was made to ask by another site, after Filippo Valsorda, "Cross-Site Request Forgery" (2025), which Go's
/// <c>http.CrossOriginProtection</c> follows too.
/// </summary>
public static class CrossSite
{
    /// <summary>Whether a request that may change something, or opens a connection that may, comes from a page of another origin.</summary>
    public static bool IsForged(HttpRequest request) => !IsSafe(request) && IsFromElsewhere(request);

    /// <summary>Whether a page of another origin made a browser ask it, following a link among others.</summary>
    public static bool IsFromElsewhere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is not ("same-origin" or "none");
        // Browsers of before 2023 send this one alone; a program sends neither, and holds no cookie but its own.
        return request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(origin, request.Host);
    }

    // Connections are opened with GET, and what comes over them is not asked about again.
    static bool IsSafe(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        && !request.HttpContext.WebSockets.IsWebSocketRequest && !request.Path.StartsWithSegments("/_blazor") && !request.Path.StartsWithSegments("/hubs");

    static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && new HostString(from.Authority) is var authority
        && string.Equals(authority.Host, host.Host, StringComparison.OrdinalIgnoreCase) && (authority.Port ?? Usual(from)) == (host.Port ?? Usual(from));

    static int Usual(Uri from) => from.Scheme == Uri.UriSchemeHttps ? 443 : 80;
}
