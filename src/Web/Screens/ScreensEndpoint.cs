using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Organize;
using Microsoft.AspNetCore.Mvc;

namespace Backchannel.Web.Screens;

/// <summary>Takes what <see cref="ScreensButton"/> sends: with a script it stays on its page, without one it is sent back to the desk.</summary>
static class ScreensEndpoint
{
    public static void MapScreensButton(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/{event}/organize/screens", Change).Require(Role.Moderator).WithMetadata(new RequestSizeLimitAttribute(16 * 1024)).ExcludeFromDescription();

    static async Task<IResult> Change(string @event, [FromForm] bool blank, HttpContext context, HubClient hub)
    {
        var done = await hub.ChangeScreen(Caller.TokenOf(context.User)!, @event, new(Blank: blank), context.RequestAborted);
        if (!done) return TypedResults.StatusCode(StatusCodes.Status502BadGateway);
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.LocalRedirect(DeskLinks.Of(@event))
            : TypedResults.NoContent();
    }
}
