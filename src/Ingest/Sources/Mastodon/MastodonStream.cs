using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Backchannel.Ingest.Sources.Mastodon;

enum StreamEvent { Opened, Message, Lost }

/// <param name="Event">What happened.</param>
/// <param name="Utf8">The frame of a message.</param>
sealed record StreamSignal(StreamEvent Event, ReadOnlyMemory<byte> Utf8 = default);

/// <summary>
/// One WebSocket of a server that carries all watched hashtags. It reads and nothing else, so that pings are answered and nothing is lost to a
/// slow reader; what it read is worked through elsewhere. Reconnects by itself; there is no replay, so whoever listens must fetch what was missed at each
/// <see cref="StreamEvent.Opened"/>.
/// </summary>
sealed class MastodonStream(
    MastodonOptions options, Uri address, string token, string tokenKey, string host, IReadOnlyCollection<string> tags, CaptureSink sink)
{
    const int LongestMessage = 1 << 20;

    readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <returns>When the token is refused: only an organizer can help.</returns>
    public async Task Run(ChannelWriter<StreamSignal> signals, CancellationToken stop)
    {
        while (true)
        {
            using var socket = new ClientWebSocket();
            try
            {
                await Connect(socket, stop);
                await signals.WriteAsync(new(StreamEvent.Opened), stop);
                await ReadAll(socket, signals, stop);
                sink.Health.Trouble("stream lost", $"{host} closed its stream: it is opened again, and what was missed is fetched.");
            }
            catch (WebSocketException) when (socket.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                sink.Health.Trouble("token",
                    $"{host} refuses the token for its stream: make a new one there (Preferences, Development, scope read:statuses) and set {tokenKey}. " +
                    "Until then it is asked every few seconds instead.");
                return;
            }
            catch (Exception) when (!stop.IsCancellationRequested)
            {
                sink.Health.Trouble("stream lost", $"The stream of {host} broke off or says nothing: it is opened again, and what was missed is fetched.");
            }
            await signals.WriteAsync(new(StreamEvent.Lost), stop);
            await Task.Delay(_backoff.Next(), sink.Time, stop);
        }
    }

    async Task Connect(ClientWebSocket socket, CancellationToken stop)
    {
        socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        socket.Options.SetRequestHeader("User-Agent", UserAgent.Words);
        socket.Options.CollectHttpResponseDetails = true;
        // A quiet hashtag sends nothing for hours: only an answered ping tells it from a dead connection.
        (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) =
            (TimeSpan.FromSeconds(0.4 * options.SilenceSeconds), TimeSpan.FromSeconds(0.6 * options.SilenceSeconds));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(TimeSpan.FromSeconds(options.AnswerSeconds));
        await socket.ConnectAsync(address, patience.Token);
        foreach (var tag in tags)
        {
            var subscribe = JsonSerializer.SerializeToUtf8Bytes(new { type = "subscribe", stream = "hashtag", tag });
            await socket.SendAsync(subscribe, WebSocketMessageType.Text, true, patience.Token);
        }
    }

    async Task ReadAll(ClientWebSocket socket, ChannelWriter<StreamSignal> signals, CancellationToken stop)
    {
        var (buffer, message) = (new byte[16_384], new MemoryStream());
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), stop);
            if (part.MessageType == WebSocketMessageType.Close) return;
            if (message.Length <= LongestMessage) message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;
            if (message.Length > LongestMessage) RefuseLong();
            else await signals.WriteAsync(new(StreamEvent.Message, message.ToArray()), stop);
            message.SetLength(0);
            // Something was said: the connection was a good one.
            _backoff.Reset();
        }
    }

    void RefuseLong()
    {
        sink.Health.Received();
        sink.Health.Refuse("too long", $"{host} sent a message of more than 1 MB: it was left out.");
    }
}
