using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backchannel.StandIns.Mastodon;

/// <summary>
/// A server that speaks as much of Mastodon's API as a reader of hashtags uses, on loopback: instance, hashtag timelines with their paging, one status,
/// the WebSocket of streams, rate-limit headers. Tests post, edit, delete and boost here, and make it misbehave.
/// </summary>
public sealed partial class MastodonStandIn : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly TimeProvider _time;
    readonly Lock _lock = new();

    MastodonStandIn(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    /// <summary>Its address, <c>http://127.0.0.1:…</c>.</summary>
    public string Url { get; private set; } = "";

    /// <summary>As clients name it: address and port.</summary>
    public string Host => new Uri(Url).Authority;

    /// <summary>What it calls itself: its own accounts are of this domain.</summary>
    public string Domain { get; set; } = "tidewater.example";

    /// <summary>The token that its streams want.</summary>
    public string Token { get; set; } = "made-up-token";

    /// <summary>Hashtag timelines need the token.</summary>
    public bool Closed { get; set; }

    /// <summary>As <c>configuration.timelines_access.hashtag_feeds</c> says it; null for a server too old to say.</summary>
    public string? HashtagFeeds { get; set; }

    /// <summary>Requests left in this window.</summary>
    public int RateLimitLeft { get; set; } = 300;

    public DateTimeOffset RateLimitReset { get; set; }

    /// <summary>Every request so far: path and query.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <param name="time">The clock that its headers and statuses tell.</param>
    public static async Task<MastodonStandIn> Start(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new MastodonStandIn(app, time ?? TimeProvider.System);
        server.Map(app);
        await app.StartAsync();
        server.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        DropStreams();
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _ending.Dispose();
    }

    void Map(WebApplication app)
    {
        app.UseWebSockets();
        app.Use(Receive);
        app.MapGet("/api/v2/instance", () => Results.Json(Instance()));
        app.MapGet("/api/v1/timelines/tag/{tag}", (HttpContext context, string tag) => Timeline(context, tag));
        app.MapGet("/api/v1/statuses/{id}", (string id) => Find(id) is { } status ? Results.Json(status) : NotFound());
        app.MapGet("/api/v1/streaming/health", () => "OK");
        app.MapGet("/api/v1/streaming", Stream);
    }

    async Task Receive(HttpContext context, RequestDelegate next)
    {
        // Counted before it is listed: whoever has seen it listed can tell by the count whether its answer has been read.
        if (RateLimitLeft > 0) RateLimitLeft--;
        Requests.Enqueue(context.Request.Path + context.Request.QueryString);
        context.Response.Headers.Date = _time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (Misbehave(context) is { } misbehaving)
        {
            await misbehaving;
            return;
        }
        WriteLimits(context, RateLimitLeft, RateLimitReset == default ? _time.GetUtcNow().AddMinutes(5) : RateLimitReset);
        if (Closed && !HasToken(context)) await Results.Json(Error("This method requires an authenticated user"), statusCode: 401).ExecuteAsync(context);
        else await next(context);
    }

    JsonObject Instance() => new()
    {
        ["domain"] = Domain,
        ["version"] = "4.5.0",
        ["configuration"] = new JsonObject
        {
            ["urls"] = new JsonObject { ["streaming"] = "ws://" + Host },
            ["timelines_access"] = HashtagFeeds is null ? null
                : new JsonObject { ["hashtag_feeds"] = new JsonObject { ["local"] = "public", ["remote"] = HashtagFeeds } },
        },
    };

    bool HasToken(HttpContext context) => context.Request.Headers.Authorization == "Bearer " + Token;

    static void WriteLimits(HttpContext context, int left, DateTimeOffset reset)
    {
        context.Response.Headers["X-RateLimit-Limit"] = "300";
        context.Response.Headers["X-RateLimit-Remaining"] = left.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-RateLimit-Reset"] = reset.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
    }

    static IResult NotFound() => Results.Json(Error("Record not found"), statusCode: 404);

    static JsonObject Error(string words) => new() { ["error"] = words };
}
