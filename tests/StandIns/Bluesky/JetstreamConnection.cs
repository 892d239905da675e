using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Backchannel.StandIns.Bluesky;

/// <summary>One accepted connection: sends what it is given, in order.</summary>
sealed class JetstreamConnection(WebSocket socket, HttpContext context)
{
    enum Last { None, Drop, Close }

    readonly Channel<(byte[] Bytes, Last Last)> _out = Channel.CreateUnbounded<(byte[], Last)>();

    public void Send(byte[] frame) => _out.Writer.TryWrite((frame, Last.None));

    public void Drop(byte[] half) => _out.Writer.TryWrite((half, Last.Drop));

    public void Reset() => context.Abort();

    public void Close() => _out.Writer.TryWrite(([], Last.Close));

    public async Task Run(CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, context.RequestAborted);
        var reading = ReadUntilClosed(over);
        await foreach (var (bytes, last) in _out.Reader.ReadAllAsync(over.Token))
        {
            if (last == Last.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "restarting", over.Token);
                break;
            }
            await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: last == Last.None, over.Token);
            if (last != Last.Drop) continue;
            await context.Cut();
            break;
        }
        await reading;
    }

    async Task ReadUntilClosed(CancellationTokenSource over)
    {
        try
        {
            var nothing = new byte[1024];
            while ((await socket.ReceiveAsync(nothing.AsMemory(), over.Token)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException) { }
        await over.CancelAsync();
    }
}
