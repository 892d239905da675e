using System.Runtime.ExceptionServices;

namespace Backchannel.Web;

/// <summary>A page that fails is answered with a page; what the API throws is left to the API, which says in its own words what is wrong.</summary>
static class PageErrors
{
    public static void UsePageErrors(this WebApplication app)
    {
        // Past the handler and not through a branch around it: in a branch of its own it does not find the page it is to show.
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Features.Get<OfTheApi>() is { } thrown) thrown.Error.Throw();
        });
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            // What was too large, or broken off, is no failure of ours.
            StatusCodeSelector = error => error is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception error) when (context.Request.Path.StartsWithSegments("/api"))
            {
                context.Features.Set(new OfTheApi(ExceptionDispatchInfo.Capture(error)));
            }
        });
    }

    sealed record OfTheApi(ExceptionDispatchInfo Error);
}
