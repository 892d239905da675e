using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backchannel.StandIns.X;

/// <summary>A request that the stand-in has seen.</summary>
public sealed record XRequest(string Method, string Path, string Query, string? UserAgent);

/// <summary>
/// Speaks enough of X's API v2 on loopback: rules, filtered stream with keep-alives, recent search, look-up, rate-limit headers, bearer check.
/// Misbehaves when asked to: see <see cref="FailNext"/> and what <see cref="Streams"/> can do.
/// </summary>
public sealed class XStandIn : IAsyncDisposable
{
    const string Streaming = "/2/tweets/search/stream";

    readonly WebApplication _app;
    readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpResponse, Task>>> _failures = new();
    readonly ConcurrentQueue<XRequest> _requests = new();

    XStandIn(WebApplication app, string token, TimeSpan keepAlive)
    {
        (_app, Token) = (app, token);
        Streams = new(keepAlive);
    }

    public string Token { get; }

    public string BaseUrl => _app.Urls.First();

    public XStreams Streams { get; }

    public XRuleBook Rules { get; } = new();

    public XPostStore Posts { get; } = new();

    public IReadOnlyList<XRequest> Requests => [.. _requests];

    public int Count(string path, string method = "GET") => _requests.Count(r => r.Path == path && r.Method == method);

    /// <param name="token">The only bearer token it accepts.</param>
    /// <param name="keepAlive">How often open streams get an empty line; X does so every 20 s.</param>
    public static async Task<XStandIn> Start(string token = "stand-in-token", TimeSpan? keepAlive = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        // A dropped connection is to be seen at once, also by those who hold one open while the server ends.
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        var app = builder.Build();
        var standIn = new XStandIn(app, token, keepAlive ?? TimeSpan.FromSeconds(20));
        standIn.Map();
        await app.StartAsync();
        return standIn;
    }

    /// <summary>Delivers a post to open streams and makes it findable by search and look-up.</summary>
    public async Task Post(XPostBuilder post)
    {
        Posts.Add(post);
        await Streams.Send(post.Payload());
    }

    /// <summary>The next request to <paramref name="path"/> is answered with an error.</summary>
    public void FailNext(string path, int status, string? body = null, params (string Name, string Value)[] headers) =>
        _failures.GetOrAdd(path, _ => new()).Enqueue(async response =>
        {
            response.StatusCode = status;
            foreach (var (name, value) in headers) response.Headers[name] = value;
            if (body is not null) await response.WriteAsync(body);
        });

    public void FailNextStream(int status, string? body = null, params (string Name, string Value)[] headers) => FailNext(Streaming, status, body, headers);

    public async ValueTask DisposeAsync()
    {
        await Streams.Drop();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    void Map()
    {
        _app.Use(Guard);
        _app.MapGet(Streaming, context => Streams.Serve(context));
        _app.MapGet(Streaming + "/rules", () => Json(Rules.List()));
        _app.MapPost(Streaming + "/rules", async (HttpRequest request) =>
            Json(Rules.Change(await JsonNode.ParseAsync(request.Body) ?? new JsonObject()), request.Query.ContainsKey("dry_run") ? 200 : 201));
        _app.MapGet("/2/tweets/search/recent", (HttpRequest request) => Json(Posts.Search(request.Query)));
        _app.MapGet("/2/tweets", (HttpRequest request) => Json(Posts.LookUp(request.Query["ids"].ToString().Split(','))));
    }

    async Task Guard(HttpContext context, RequestDelegate next)
    {
        var (request, response) = (context.Request, context.Response);
        _requests.Enqueue(new(request.Method, request.Path, request.QueryString.ToString(), request.Headers.UserAgent));
        (response.Headers["x-rate-limit-limit"], response.Headers["x-rate-limit-remaining"]) = ("450", "449");
        if (request.Headers.Authorization != $"Bearer {Token}")
        {
            response.StatusCode = 401;
            await response.WriteAsync("""{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}""");
        }
        else if (_failures.TryGetValue(request.Path, out var failures) && failures.TryDequeue(out var fail)) await fail(response);
        else await next(context);
    }

    static IResult Json(JsonNode answer, int status = 200) => Results.Text(answer.ToJsonString(), "application/json", statusCode: status);
}
