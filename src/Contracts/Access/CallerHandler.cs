using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Backchannel.Contracts;

/// <summary>
/// Finds out who asks, by the cookie of the sign-in page or by <c>Authorization: Bearer</c>; where that is nobody, a program is told how to ask and a
/// person is sent to the sign-in page. The hub looks in its archive, another process asks the hub.
/// </summary>
public abstract class CallerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "backchannel", Cookie = "backchannel-sign-in", SignInPage = "/sign-in";

    const string Bearer = "Bearer ";

    /// <param name="token">A key, or the value of the cookie; never empty, of any content.</param>
    /// <returns>Null for one that is not, or not any longer, good for anything.</returns>
    protected abstract Task<Caller?> Find(string token);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token() is not { Length: > 0 and <= 200 } token || await Find(token) is not { } caller) return AuthenticateResult.NoResult();
        return AuthenticateResult.Success(new(caller.ToPrincipal(SchemeName, token), SchemeName));
    }

    string? Token()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length > 0) return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;
        // A browser sends its cookies for whoever asks it to: what another site makes it ask is nobody's.
        return CrossSite.IsForged(Request) ? null : Request.Cookies[Cookie];
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (IsForPrograms) return Refuse(StatusCodes.Status401Unauthorized, "For organizers only", "Send a key as 'Authorization: Bearer …', or sign in.");
        Response.Redirect(QueryHelpers.AddQueryString(SignInPage, "to", Request.Path + Request.QueryString));
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var name = Caller.Of(Context.User)?.Name;
        if (IsForPrograms) return Refuse(StatusCodes.Status403Forbidden, "Not for you", $"'{name}' may not do this: an organizer can invite you to more.");
        Response.Redirect(QueryHelpers.AddQueryString(SignInPage, new Dictionary<string, string?> { ["to"] = Request.Path + Request.QueryString, ["more"] = "true" }));
        return Task.CompletedTask;
    }

    bool IsForPrograms =>
        !HttpMethods.IsGet(Request.Method) || Request.Path.StartsWithSegments("/api") || Request.Path.StartsWithSegments("/hubs")
        || Request.Path.StartsWithSegments("/_blazor") || !Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    Task Refuse(int status, string title, string cure)
    {
        if (status == StatusCodes.Status401Unauthorized) Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(cure, statusCode: status, title: title).ExecuteAsync(Context);
    }
}
