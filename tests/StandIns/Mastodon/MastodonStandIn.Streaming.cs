using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Backchannel.StandIns.Mastodon;

/// <summary>Its stream: one WebSocket with a subscription for each hashtag.</summary>
public sealed partial class MastodonStandIn
{
    readonly ConcurrentDictionary<Subscriber, bool> _subscribers = new();

    /// <summary>New sockets are accepted, and then neither read nor written: no pong comes back.</summary>
    public bool Deaf { get; set; }

    /// <summary>Its streams are down: 503, while everything else works.</summary>
    public bool StreamsDown { get; set; }

    /// <summary>Sockets that were ever accepted.</summary>
    public int StreamsOpened { get; private set; }

    /// <summary>Hashtags that are listened to right now.</summary>
    public IReadOnlyList<string> Subscribed => [.. _subscribers.Keys.SelectMany(s => s.Tags.Keys)];

    /// <summary>Sends any frame to all who listen.</summary>
    public void Send(string frame)
    {
        foreach (var subscriber in _subscribers.Keys) subscriber.Send(frame, whole: true);
    }

    /// <summary>Sends the beginning of a frame and breaks the connection.</summary>
    public void DropMidFrame()
    {
        foreach (var subscriber in _subscribers.Keys)
        {
            subscriber.Send("{\"stream\":[\"hashtag\",\"harbourconf\"],\"event\":\"upd", whole: false);
            subscriber.Drop();
        }
    }

    public void DropStreams()
    {
        foreach (var subscriber in _subscribers.Keys) subscriber.Drop();
    }

    void Broadcast(string kind, JsonObject status)
    {
        foreach (var tag in TagsOf(status)) Broadcast(tag, kind, status.ToJsonString());
    }

    void Broadcast(string tag, string kind, string payload)
    {
        var frame = JsonSerializer.Serialize(new { stream = new[] { "hashtag", tag }, @event = kind, payload });
        foreach (var subscriber in _subscribers.Keys)
            if (subscriber.Tags.ContainsKey(tag)) subscriber.Send(frame, whole: true);
    }

    async Task Stream(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || !HasToken(context))
        {
            await Results.Json(Error("Missing access token"), statusCode: 401).ExecuteAsync(context);
            return;
        }
        if (StreamsDown)
        {
            await Results.Json(Error("Down"), statusCode: 503).ExecuteAsync(context);
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        lock (_lock) StreamsOpened++;
        if (Deaf)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        var subscriber = new Subscriber(socket, context);
        _subscribers[subscriber] = true;
        await subscriber.Listen(context.RequestAborted);
        _subscribers.TryRemove(subscriber, out _);
    }

    sealed class Subscriber(WebSocket socket, HttpContext context)
    {
        readonly Lock _order = new();
        Task _sending = Task.CompletedTask;

        public ConcurrentDictionary<string, bool> Tags { get; } = new(StringComparer.OrdinalIgnoreCase);

        public void Send(string frame, bool whole) => Then(() => socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, whole, default));

        public void Drop() => Then(context.Cut);

        public async Task Listen(CancellationToken gone)
        {
            var buffer = new byte[4_096];
            try
            {
                while (await socket.ReceiveAsync(buffer, gone) is { MessageType: WebSocketMessageType.Text } part) Heed(buffer.AsSpan(0, part.Count));
            }
            catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException) { }
        }

        void Heed(ReadOnlySpan<byte> frame)
        {
            var said = JsonNode.Parse(frame)!;
            var tag = said["tag"]!.GetValue<string>();
            if (said["type"]!.GetValue<string>() == "subscribe") Tags[tag] = true;
            else Tags.TryRemove(tag, out _);
        }

        // One after another: a socket takes one message at a time.
        void Then(Func<Task> next)
        {
            lock (_order) _sending = After(_sending, next);
        }

        static async Task After(Task before, Func<Task> next)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await next();
            }
            catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException) { }
        }
    }
}
