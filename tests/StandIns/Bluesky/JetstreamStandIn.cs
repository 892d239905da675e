using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backchannel.StandIns.Bluesky;

/// <summary>
/// Jetstream v1 (<c>/subscribe</c>) and the AppView (<c>getProfiles</c>) on one loopback port. Keeps all that was sent: a connection with a cursor is
/// given everything from that time on, one without only what comes next. Misbehaves when told to.
/// </summary>
public sealed class JetstreamStandIn : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly Lock _lock = new();
    readonly List<(long TimeUs, byte[] Frame)> _log = [];
    readonly HashSet<JetstreamConnection> _open = [];
    readonly ConcurrentQueue<string> _queries = new();
    readonly CancellationTokenSource _ending = new();
    readonly Queue<(int Status, int? RetryAfter)> _refusals = new();
    int _connections;

    JetstreamStandIn(WebApplication app) => _app = app;

    /// <summary>For <c>Sources:Bluesky:Jetstream</c>.</summary>
    public string Jetstream => Origin.Replace("http:", "ws:", StringComparison.Ordinal) + "/subscribe";

    /// <summary>For <c>Sources:Bluesky:AppView</c>.</summary>
    public string Origin => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public AppViewStandIn AppView { get; } = new();

    /// <summary>The query strings of all connections, refused ones included, in order.</summary>
    public IReadOnlyList<string> Queries => [.. _queries];

    /// <summary>How many connections were accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many are open now.</summary>
    public int Open
    {
        get { lock (_lock) return _open.Count; }
    }

    /// <summary>Accept, answer pings, and say nothing.</summary>
    public bool Mute { get; set; }

    public static async Task<JetstreamStandIn> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new JetstreamStandIn(app);
        app.UseWebSockets();
        app.Map("/subscribe", standIn.Subscribe);
        app.MapGet("/xrpc/app.bsky.actor.getProfiles", standIn.AppView.Answer);
        await app.StartAsync();
        return standIn;
    }

    /// <summary>Sends a message to everybody and keeps it for those who come later with a cursor.</summary>
    /// <param name="frame">Usually made by <see cref="JetstreamFrames"/>; may be anything.</param>
    /// <param name="timeUs">For cursors: the message's own <c>time_us</c>.</param>
    public void Send(string frame, long timeUs = 0)
    {
        var bytes = Encoding.UTF8.GetBytes(frame);
        lock (_lock)
        {
            _log.Add((timeUs, bytes));
            if (Mute) return;
            foreach (var connection in _open) connection.Send(bytes);
        }
    }

    public void Send(JetstreamFrame frame) => Send(frame.Json, frame.TimeUs);

    /// <summary>Refuses the next connection; call it again to refuse the one after, too.</summary>
    public void RefuseNext(int status, int? retryAfter = null)
    {
        lock (_lock) _refusals.Enqueue((status, retryAfter));
    }

    /// <summary>Sends half of a message to everybody and cuts the connections without a word.</summary>
    public void DropInMidFrame(string frame = "{\"did\":\"did:plc:half") => EachOpen(connection => connection.Drop(Encoding.UTF8.GetBytes(frame)));

    /// <summary>Resets all connections, as a machine in between does that has forgotten them.</summary>
    public void Reset() => EachOpen(connection => connection.Reset());

    /// <summary>Closes all connections as a server does that restarts.</summary>
    public void Close() => EachOpen(connection => connection.Close());

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _app.DisposeAsync();
        _ending.Dispose();
    }

    async Task Subscribe(HttpContext context)
    {
        _queries.Enqueue(context.Request.QueryString.Value ?? "");
        if (Refusal() is { } refusal)
        {
            context.Response.StatusCode = refusal.Status;
            if (refusal.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var connection = new JetstreamConnection(socket, context);
        Join(connection, long.TryParse(context.Request.Query["cursor"], out var cursor) ? cursor : null);
        try
        {
            await connection.Run(_ending.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException) { }
        finally
        {
            lock (_lock) _open.Remove(connection);
        }
    }

    (int Status, int? RetryAfter)? Refusal()
    {
        lock (_lock) return _refusals.TryDequeue(out var refusal) ? refusal : null;
    }

    void Join(JetstreamConnection connection, long? cursor)
    {
        lock (_lock)
        {
            if (cursor is { } from && !Mute)
                foreach (var (_, frame) in _log.Where(sent => sent.TimeUs >= from)) connection.Send(frame);
            _open.Add(connection);
        }
        Interlocked.Increment(ref _connections);
    }

    void EachOpen(Action<JetstreamConnection> act)
    {
        JetstreamConnection[] open;
        lock (_lock) open = [.. _open];
        foreach (var connection in open) act(connection);
    }
}
