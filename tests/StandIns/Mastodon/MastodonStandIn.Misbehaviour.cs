using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Backchannel.StandIns.Mastodon;

/// <summary>What goes wrong with real servers. Each is said of the next requests to a path, and then it is well again.</summary>
public sealed partial class MastodonStandIn
{
    readonly ConcurrentQueue<(string Path, Func<HttpContext, Task> Act)> _misbehaviours = new();
    readonly CancellationTokenSource _ending = new();

    /// <summary>429 with the time at which it may be asked again.</summary>
    public void SlowDownNext(DateTimeOffset reset, string path = "/api/v1/timelines") => _misbehaviours.Enqueue((path, context =>
    {
        WriteLimits(context, 0, reset);
        return Results.Json(Error("Too many requests"), statusCode: 429).ExecuteAsync(context);
    }
    ));

    /// <summary>An error page as a proxy in front of it writes it.</summary>
    public void FailNext(int status, int times = 1, string path = "/api/v1/timelines")
    {
        var page = Results.Content("<html><h1>Something is broken</h1></html>", "text/html", statusCode: status);
        for (var i = 0; i < times; i++) _misbehaviours.Enqueue((path, page.ExecuteAsync));
    }

    /// <summary>Anything as the body of a page.</summary>
    public void AnswerNext(string body, string path = "/api/v1/timelines") =>
        _misbehaviours.Enqueue((path, context => Results.Content(body, "application/json").ExecuteAsync(context)));

    /// <summary>The connection breaks in the middle of the body.</summary>
    public void BreakNext(string path = "/api/v1/timelines") => _misbehaviours.Enqueue((path, async context =>
    {
        context.Response.ContentLength = 1_000;
        await context.Response.WriteAsync("[{\"id\":\"11");
        await context.Response.Body.FlushAsync();
        await context.Cut();
    }
    ));

    /// <summary>It takes the request and says nothing.</summary>
    public void SayNothingNext(string path = "/api/v1/timelines") => _misbehaviours.Enqueue((path, async context =>
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
    ));

    Task? Misbehave(HttpContext context)
    {
        if (!_misbehaviours.TryPeek(out var next) || !context.Request.Path.StartsWithSegments(next.Path)) return null;
        return _misbehaviours.TryDequeue(out next) ? next.Act(context) : null;
    }
}
