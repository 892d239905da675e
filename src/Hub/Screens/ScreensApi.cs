using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Screens;

/// <summary>What screens show, over HTTP.</summary>
static class ScreensApi
{
    public static void MapScreensApi(this IEndpointRouteBuilder app)
    {
        var screen = app.MapGroup("/api/events/{slug}/screen").WithTags("Screens");
        screen.MapGet("/", Read).AllowAnonymous().WithSummary("What all screens of the event show.");
        screen.MapPatch("/", Change).Require(Role.Moderator).WithSummary("Blanks all screens, resumes, or spotlights one post: what is left out stays.");
    }

    static async Task<Results<Ok<ScreenState>, ProblemHttpResult>> Read(string slug, EventCatalog catalog, EventScreens screens, CancellationToken stop) =>
        catalog.Find(slug) is null ? Problems.NoEvent(slug) : TypedResults.Ok(await screens.Read(slug, stop));

    static async Task<Results<Ok<ScreenState>, ProblemHttpResult>> Change(
        string slug, ScreenChange change, HttpContext context, EventCatalog catalog, EventScreens screens, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        return await screens.Change(slug, change, context.Caller()!, stop) is { } state ? TypedResults.Ok(state) : Problems.Invalid("spotlight", "is not the id of a post on show.");
    }
}
