using System.Buffers;
using System.Net.WebSockets;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>How a connection ended.</summary>
/// <param name="Trouble">In words for an organizer.</param>
/// <param name="Wait">How long the server asks us to stay away.</param>
/// <param name="Frames">How many whole messages it gave.</param>
sealed record ConnectionEnd(string Trouble, TimeSpan? Wait, long Frames);

/// <summary>One connection to Jetstream. Each message is read into the same buffer, which is the reader's until it returns.</summary>
sealed class JetstreamSocket(TimeProvider time, TimeSpan silence, Action tooLarge)
{
    /// <summary>A post record is at most some 20 kB; whoever sends more does not send posts.</summary>
    public const int LargestFrame = 1024 * 1024;

    const int SmallestBuffer = 16 * 1024;

    long _frames;

    /// <summary>Hands each whole message to <paramref name="hear"/> until the connection is gone; throws only when <paramref name="stop"/> asks for it.</summary>
    public async Task<ConnectionEnd> Listen(Uri address, Func<ReadOnlyMemory<byte>, ValueTask> hear, CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(30);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("User-Agent", UserAgent.Words);
        using var quiet = new CancellationTokenSource(silence, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, quiet.Token);
        try
        {
            await socket.ConnectAsync(address, both.Token);
            // One registration a connection instead of one a message: a cancelled read ends the socket either way.
            using var aborting = both.Token.UnsafeRegister(state => ((ClientWebSocket)state!).Abort(), socket);
            return End(await ReadAll(socket, quiet, hear, stop));
        }
        catch (Exception failure) when (!stop.IsCancellationRequested && IsOfTheNetwork(failure))
        {
            return quiet.IsCancellationRequested
                ? End($"Bluesky's Jetstream said nothing for {silence.TotalSeconds:0} s.")
                : new(Words(socket, failure), WishOf(socket), _frames);
        }
        catch (Exception failure) when (stop.IsCancellationRequested && IsOfTheNetwork(failure))
        {
            throw new OperationCanceledException(failure.Message, failure, stop);
        }
    }

    async Task<string> ReadAll(ClientWebSocket socket, CancellationTokenSource quiet, Func<ReadOnlyMemory<byte>, ValueTask> hear, CancellationToken stop)
    {
        var (buffer, length, skipping) = (ArrayPool<byte>.Shared.Rent(SmallestBuffer), 0, false);
        try
        {
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                if (length == buffer.Length) (buffer, length, skipping) = MakeRoom(buffer, length, skipping);
                quiet.CancelAfter(silence);
                var got = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                // While we are the slow ones the silence is not the server's.
                quiet.CancelAfter(Timeout.InfiniteTimeSpan);
                if (got.MessageType == WebSocketMessageType.Close) return "Bluesky's Jetstream closed the connection.";
                length += got.Count;
                if (!got.EndOfMessage) continue;
                _frames++;
                if (skipping) tooLarge();
                else await hear(buffer.AsMemory(0, length));
                (length, skipping) = (0, false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    static (byte[] Buffer, int Length, bool Skipping) MakeRoom(byte[] buffer, int length, bool skipping)
    {
        if (skipping || length >= LargestFrame) return (buffer, 0, true);
        var larger = ArrayPool<byte>.Shared.Rent(length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return (larger, length, false);
    }

    ConnectionEnd End(string words) => new(words, null, _frames);

    static bool IsOfTheNetwork(Exception failure) =>
        failure is WebSocketException or HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException;

    static string Words(ClientWebSocket socket, Exception failure) => (int)socket.HttpStatusCode switch
    {
        429 => "Bluesky's Jetstream asks us to connect less often (429).",
        >= 400 and var status => $"Bluesky's Jetstream refuses the connection ({status}).",
        101 => $"The connection to Bluesky's Jetstream broke: {failure.Message}",
        _ => $"Bluesky's Jetstream cannot be reached: {failure.Message}",
    };

    TimeSpan? WishOf(ClientWebSocket socket)
    {
        if (socket.HttpResponseHeaders is not { } headers || !headers.TryGetValue("Retry-After", out var values)) return null;
        var wish = values.FirstOrDefault();
        if (int.TryParse(wish, out var seconds) && seconds >= 0) return TimeSpan.FromSeconds(seconds);
        return Moments.Parse(wish) - time.GetUtcNow();
    }
}
