using System.Security.Cryptography;
using Backchannel.Web.Live;

namespace Backchannel.Web.Writing;

/// <summary>The two cookies of the posting page. Neither is needed to post.</summary>
static class Visitor
{
    /// <summary>The name last posted under, so that it need not be typed again.</summary>
    public const string NameCookie = "name";

    public static void Remember(HttpContext http, string name) => http.Response.Cookies.Append(NameCookie, name, Lasting(http, TimeSpan.FromDays(30)));

    /// <summary>A random value that tells two visitors behind one address apart, for the rate limit only.</summary>
    public static string Cookie(HttpContext http)
    {
        if (http.Request.Cookies[HubClient.VisitorCookie] is { Length: > 0 and <= 64 } known) return known;
        var fresh = RandomNumberGenerator.GetHexString(24, lowercase: true);
        http.Response.Cookies.Append(HubClient.VisitorCookie, fresh, Lasting(http, TimeSpan.FromDays(7)));
        return fresh;
    }

    static CookieOptions Lasting(HttpContext http, TimeSpan age) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = age, IsEssential = true, Path = "/" };
}
