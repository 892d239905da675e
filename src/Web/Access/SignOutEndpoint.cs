using Backchannel.Contracts;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Backchannel.Web.Access;

/// <summary><c>POST /sign-out</c>: ends the sign-in at the hub, so that its cookie is good for nothing wherever it went, and takes the cookie away.</summary>
static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", SignOut).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(16 * 1024), new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();

    // No field of the form is bound, so nothing else turns away what the middleware found wrong.
    static async Task<IResult> SignOut(HttpContext http, HubClient hub)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true }) return Results.BadRequest();
        if (http.Caller() is not null && (await hub.AskFor<object>(http, HttpMethod.Post, "api/access/sign-out", null)).Trouble is not null)
            return Results.LocalRedirect("/account");
        SignInCookie.Clear(http);
        return Results.LocalRedirect("/");
    }
}
