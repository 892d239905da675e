using System.Collections.Concurrent;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Backchannel.Web.Events;

/// <summary>
/// <c>GET /{event}/now</c>: now and next of all rooms as HTML. Open pages ask for it when a session begins or ends and when the programme changes, all of them
/// within a few seconds: it is rendered once for all who ask in these.
/// </summary>
sealed class NowFragments(LiveFeed live, IServiceScopeFactory scopes, TimeProvider clock, ILoggerFactory loggers)
{
    const int Seconds = 3;

    readonly ConcurrentDictionary<string, Fragment> _fragments = new();

    public static async Task<IResult> Get(string @event, NowFragments fragments, HttpContext context)
    {
        if (await fragments.Of(@event, context.RequestAborted) is not { } html) return Results.NotFound();
        context.Response.Headers.CacheControl = $"public, max-age={Seconds}";
        return Results.Text(html, "text/html; charset=utf-8");
    }

    async Task<string?> Of(string slug, CancellationToken cancellationToken)
    {
        if (await live.Open(slug, null, 0, cancellationToken) is not { } view) return null;
        var fresh = new Fragment(view.Programme, clock.GetTimestamp(), new Lazy<Task<string>>(() => Render(view)));
        var fragment = _fragments.AddOrUpdate(slug, fresh, (_, known) => IsFresh(known, view.Programme) ? known : fresh);
        return await fragment.Html.Value;
    }

    bool IsFresh(Fragment known, string programme) =>
        known.Programme == programme && clock.GetElapsedTime(known.At) < TimeSpan.FromSeconds(Seconds) && known.Html is not { IsValueCreated: true, Value.IsFaulted: true };

    async Task<string> Render(LiveView view)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(NowRooms.Event)] = view.Event,
            [nameof(NowRooms.Sessions)] = view.Sessions,
            [nameof(NowRooms.Numbers)] = live.Numbers(view.Event.Slug),
            [nameof(NowRooms.At)] = clock.GetUtcNow(),
        });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<NowRooms>(parameters)).ToHtmlString());
    }

    sealed record Fragment(string Programme, long At, Lazy<Task<string>> Html);
}
