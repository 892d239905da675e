using System.Threading.RateLimiting;
using Backchannel.Web.Live;
using Backchannel.Web.Previews.Setting;
using Microsoft.Net.Http.Headers;

namespace Backchannel.Web.Previews;

/// <summary>
/// <c>GET /{event}/preview.png</c> and <c>GET /{event}/sessions/{id}/preview.png</c>: the picture that other sites show beside a link, made here
/// out of words alone. Nothing is asked of other sites for it.
/// </summary>
static class PreviewEndpoints
{
    const int MostWaiting = 200;

    static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void AddPreviews(this IServiceCollection services)
    {
        services.AddSingleton(new SystemTypefaces(SystemTypefaces.Folders));
        services.AddSingleton<Typefaces>();
        services.AddSingleton<TextSetter>();
        services.AddSingleton<PreviewPicture>();
        services.AddSingleton<PreviewStore>();
    }

    public static void MapPreviews(this IEndpointRouteBuilder routes)
    {
        var waiting = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = MostWaiting, QueueLimit = 0 });
        var previews = routes.MapGroup("/{event}").AllowAnonymous().ExcludeFromDescription().AddEndpointFilter(async (context, next) =>
        {
            using var place = waiting.AttemptAcquire();
            if (place.IsAcquired) return await next(context);
            context.HttpContext.Response.Headers.RetryAfter = "2";
            return Results.Problem("Many ask for pictures just now. Ask again in a moment.", statusCode: 503, title: "Not just now.");
        });
        previews.MapMethods("/preview.png", Methods, (string @event, HttpContext context, LiveFeed live, PreviewStore store) =>
            Get(@event, null, context, live, store));
        previews.MapMethods("/sessions/{id}/preview.png", Methods, Get);
    }

    static async Task<IResult> Get(string @event, string? id, HttpContext context, LiveFeed live, PreviewStore store)
    {
        if (await live.Find(@event, id, context.RequestAborted) is not { } feed) return Results.NotFound();
        var words = feed.Session(id) is { } session ? PreviewWords.Of(feed.Info, session) : PreviewWords.Of(feed.Info, feed.Programme.Sessions);
        var key = words.Key();
        var tag = new EntityTagHeaderValue($"\"{key}\"");
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.ETag = tag.ToString();
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(held => held.Compare(tag, useStrongComparison: false)))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Bytes(await store.Get(words, key, context.RequestAborted), "image/png");
    }
}
