using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Backchannel.Bench;

/// <summary>One open connection of a <see cref="Crowd"/>.</summary>
sealed class Reader(Socket socket) : IDisposable
{
    public Socket Socket { get; } = socket;

    public int Handle { get; } = (int)socket.Handle;

    /// <summary>What may be the first half of a mark.</summary>
    public byte[]? Rest { get; set; }

    /// <summary>The number of the last post that came; -1 before the first.</summary>
    public long Last { get; set; } = -1;

    public required Wrapping Wrapping { get; init; }

    /// <summary>All that came, where posts may come in another order than they were sent in.</summary>
    public HashSet<long>? Came { get; init; }

    public bool Gone { get; set; }

    public void Dispose() => Socket.Dispose();

    /// <summary>Connects from an address of its own among thousands, sends the request and reads the head of the answer, and nothing behind it.</summary>
    public static Reader Open(Uri address, int index, bool webSocket, ReadOnlySpan<byte> hello, bool inAnyOrder)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };
        try
        {
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, (byte)(1 + (index / 200 / 250)), (byte)(1 + (index / 200 % 250))]), 0));
            socket.Connect(IPAddress.Parse(address.Host), address.Port);
            var upgrade = webSocket ? "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" : "Accept: text/event-stream\r\n";
            _ = socket.Send(Encoding.ASCII.GetBytes($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\n{upgrade}\r\n"));
            var chunked = ReadHead(socket, webSocket ? "HTTP/1.1 101" : "HTTP/1.1 200").Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase);
            if (!hello.IsEmpty) _ = socket.Send(hello);
            return new Reader(socket) { Wrapping = webSocket ? new Frames() : chunked ? new Chunks() : new NoWrapping(), Came = inAnyOrder ? [] : null };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static string ReadHead(Socket socket, string expected)
    {
        Span<byte> bytes = stackalloc byte[4096];
        int length, end;
        while ((end = bytes[..(length = socket.Receive(bytes, SocketFlags.Peek))].IndexOf("\r\n\r\n"u8)) < 0)
            if (length is 0 or 4096) throw new IOException($"no head of an answer: {Encoding.ASCII.GetString(bytes[..length])}");
        var head = Encoding.ASCII.GetString(bytes[..end]);
        if (!head.StartsWith(expected, StringComparison.Ordinal)) throw new IOException(head);
        _ = socket.Receive(bytes[..(end + 4)]);
        return head;
    }
}
