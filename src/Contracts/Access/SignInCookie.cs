using Microsoft.AspNetCore.Http;

namespace Backchannel.Contracts;

/// <summary>The cookie of a browser that is signed in. No script reads it, and no other site makes the browser send it with a form.</summary>
public static class SignInCookie
{
    /// <summary>From the last use on; the hub counts the same.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    public static void Set(HttpContext http, string token) => http.Response.Cookies.Append(CallerHandler.Cookie, token, Options(http, Lasts));

    /// <summary>Keeps a browser that is in use signed in.</summary>
    public static void Renew(HttpContext http)
    {
        if (http.Request.Cookies[CallerHandler.Cookie] is { Length: > 0 } token && !http.Response.HasStarted) Set(http, token);
    }

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(CallerHandler.Cookie, Options(http, null));

    static CookieOptions Options(HttpContext http, TimeSpan? age) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = age, IsEssential = true };
}
