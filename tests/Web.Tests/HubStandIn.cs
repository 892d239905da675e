using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.StandIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backchannel.Web.Tests;

/// <summary>
/// A hub on loopback with its feeds in memory: Follow, batches, epochs and the HTTP API as the contract says, and the ways in which a real one
/// fails: <see cref="Restart"/>, <see cref="Stop"/>, <see cref="DropConnections"/>, <see cref="Silent"/>.
/// </summary>
public sealed partial class HubStandIn : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, HubConnectionOfOne> _connections = new();
    WebApplication? _app;
    readonly int _port = Ports.Free();

    /// <summary>Names the archive.</summary>
    public string Epoch { get; private set; } = "one";

    public ConcurrentDictionary<string, StandInFeed> Feeds { get; } = new();

    public Uri Url => new($"http://127.0.0.1:{_port}/");

    /// <summary>Entries a page of Follow.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>While set, what happens is not pushed: followers must find out by the next push.</summary>
    public bool Silent { get; set; }

    /// <summary>An event that may not be followed, and is not pushed.</summary>
    public string? Refused { get; set; }

    /// <summary>How often pages of posts were read over HTTP.</summary>
    public int Reads => _reads;

    /// <summary>What the next posts by visitors are answered with; null takes them.</summary>
    public Func<HttpContext, IResult>? OnPost { get; set; }

    /// <summary>The requests that posted.</summary>
    public ConcurrentQueue<(NewPost Post, IHeaderDictionary Headers)> Posted { get; } = new();

    /// <summary>What the Web process said so far of the pages it has open, by channel.</summary>
    public ConcurrentDictionary<(string Event, string? Session), int> Watched { get; } = new();

    /// <summary>How many channels it spoke of, each time.</summary>
    public ConcurrentQueue<int> WatchedAtOnce { get; } = new();

    int _reads;

    public static async Task<HubStandIn> Start()
    {
        var hub = new HubStandIn();
        await hub.Run();
        return hub;
    }

    public StandInFeed AddEvent(string slug, params SessionInfo[] sessions)
    {
        var feed = new StandInFeed(slug) { Sessions = [.. sessions] };
        return Feeds[slug] = feed;
    }

    /// <summary>Puts posts on show, in one batch.</summary>
    public Task Show(string slug, params (Post Post, string? Session)[] posts) =>
        Push(slug, feed => [.. posts.Select(post => feed.Add(EntryKind.Shown, post.Post.Id, post.Post, post.Session))]);

    public Task Show(string slug, params Post[] posts) => Show(slug, [.. posts.Select(post => (post, (string?)null))]);

    /// <summary>Another version of a post, in its session or moved to another.</summary>
    public Task Change(string slug, Post post, string? session = null) =>
        Push(slug, feed => [feed.Add(EntryKind.Changed, post.Id, post, session)]);

    public Task Remove(string slug, params string[] postIds) =>
        Push(slug, feed => [.. postIds.Select(id => feed.Add(EntryKind.Removed, id, null, null))]);

    public Task Echo(params EchoCount[] counts) => Followers.SendAsync(nameof(IFeedClient.Echo), counts);

    public Task Pulse(params SessionPulse[] pulses) => Followers.SendAsync(nameof(IFeedClient.Pulse), pulses);

    public Task Sources(params SourceReported[] sources) => Followers.SendAsync(nameof(IFeedClient.Sources), sources);

    /// <summary>Pushes a batch again as it was, as a hub may.</summary>
    public Task Repeat(string slug, long previous, long last)
    {
        var feed = Feeds[slug];
        return Followers.SendAsync(nameof(IFeedClient.Entries), new FeedBatch(slug, null, Epoch, previous, last, feed.Between(previous, last)));
    }

    /// <summary>Breaks every connection of followers off, as a network does.</summary>
    public void DropConnections()
    {
        foreach (var (_, connection) in _connections) connection.Abort();
    }

    public async Task Stop()
    {
        if (_app is not { } app) return;
        _app = null;
        DropConnections();
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    /// <summary>Starts again at the same address; with another epoch, the archive was replaced by an empty one.</summary>
    public async Task Restart(string? epoch = null)
    {
        await Stop();
        if (epoch is not null)
        {
            Epoch = epoch;
            foreach (var feed in Feeds.Values) feed.Clear();
        }
        await Run();
    }

    public async ValueTask DisposeAsync() => await Stop();

    IClientProxy Followers => _app?.Services.GetRequiredService<IHubContext<StandInHub>>().Clients.All ?? new Nobody();

    async Task Push(string slug, Func<StandInFeed, IReadOnlyList<FeedEntry>> happen)
    {
        var feed = Feeds[slug];
        FeedBatch batch;
        lock (feed)
        {
            var previous = feed.Last;
            var entries = happen(feed);
            batch = new FeedBatch(slug, null, Epoch, previous, feed.Last, entries);
        }
        if (!Silent && Refused != slug) await Followers.SendAsync(nameof(IFeedClient.Entries), batch);
    }

    async Task Run()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{_port}");
        builder.Services.AddSingleton(this);
        builder.Services.AddSignalR();
        builder.Services.AddRouting();
        var app = builder.Build();
        app.MapHub<StandInHub>("/hubs/feed");
        app.MapGet("/api/events", () => Feeds.Values.Select(feed => feed.Info(Epoch) with { Sessions = [] }));
        app.MapGet("/api/events/{slug}", (string slug) => Known(slug, feed => feed.Info(Epoch)));
        app.MapGet("/api/events/{slug}/sessions", (string slug) => Known(slug, feed => feed.Sessions));
        app.MapGet("/api/events/{slug}/posts", (string slug, string? session, long? after, long? before, long? from, bool? filed, string? q, int? limit) =>
        {
            _ = Interlocked.Increment(ref _reads);
            return Known(slug, feed => feed.Page(Epoch, session, after, before, Math.Min(limit ?? 50, 500), filed, q, from));
        });
        app.MapPost("/api/events/{slug}/posts", (string slug, NewPost post, HttpContext context) =>
        {
            Posted.Enqueue((post, new HeaderDictionary(context.Request.Headers.ToDictionary())));
            return OnPost?.Invoke(context) ?? Results.Json(new NewPostAccepted($"here:{Posted.Count}", "shown"), statusCode: 202);
        });
        MapSchedule(app);
        MapSessions(app);
        MapQuestions(app);
        MapPeople(app);
        MapChats(app);
        await app.StartAsync();
        _app = app;
    }

    partial void MapSchedule(WebApplication app);
    partial void MapSessions(WebApplication app);
    partial void MapQuestions(WebApplication app);
    partial void MapPeople(WebApplication app);
    partial void MapChats(WebApplication app);

    IResult Known<T>(string slug, Func<StandInFeed, T> answer)
    {
        if (!Feeds.TryGetValue(slug, out var feed)) return Results.NotFound();
        lock (feed) return Results.Json(answer(feed), ContractJson.Options);
    }

    sealed record HubConnectionOfOne(Action Abort);

    sealed class Nobody : IClientProxy
    {
        public Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    sealed class StandInHub(HubStandIn hub) : Hub
    {
        public void Watching(ViewerCount[] counts)
        {
            hub.WatchedAtOnce.Enqueue(counts.Length);
            foreach (var count in counts) hub.Watched[(count.Event, count.Session)] = count.Pages;
        }

        public FeedPage Follow(string @event, string? session, long? after)
        {
            if (!hub.Feeds.TryGetValue(@event, out var feed) || hub.Refused == @event) throw new HubException($"There is no event '{@event}'.");
            lock (feed) return feed.Page(hub.Epoch, session, after, before: null, after is null ? 50 : hub.PageSize);
        }

        public override Task OnConnectedAsync()
        {
            hub._connections[Context.ConnectionId] = new HubConnectionOfOne(Context.Abort);
            return Task.CompletedTask;
        }

        public override Task OnDisconnectedAsync(Exception? exception)
        {
            _ = hub._connections.TryRemove(Context.ConnectionId, out _);
            return Task.CompletedTask;
        }
    }
}
