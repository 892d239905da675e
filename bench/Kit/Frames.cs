using System.Buffers.Binary;

namespace Backchannel.Bench;

/// <summary>Takes the heads of WebSocket frames (RFC 6455, from a server, so without masks) out of what comes: a server cuts a message anywhere, and so through a mark.</summary>
sealed class Frames
{
    long _left;

    /// <summary>What came of a head that is not whole yet.</summary>
    public byte[] Head { get; private set; } = [];

    /// <summary>Moves the payloads together, at the beginning of <paramref name="bytes"/>.</summary>
    /// <returns>How long they are together.</returns>
    public int Unwrap(Span<byte> bytes)
    {
        var (from, to) = (0, 0);
        while (from < bytes.Length)
        {
            if (_left == 0)
            {
                if (HeadOf(bytes[from..]) is not ({ } head, var payload)) break;
                (from, _left) = (from + head, payload);
                continue;
            }
            var some = (int)Math.Min(_left, bytes.Length - from);
            bytes.Slice(from, some).CopyTo(bytes[to..]);
            (from, to, _left) = (from + some, to + some, _left - some);
        }
        Head = from == bytes.Length ? [] : bytes[from..].ToArray();
        return to;
    }

    static (int? Head, long Payload) HeadOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [_, < 126 and var length, ..] => (2, length),
        [_, 126, _, _, ..] => (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
        [_, 127, _, _, _, _, _, _, _, _, ..] => (10, BinaryPrimitives.ReadInt64BigEndian(bytes[2..])),
        _ => (null, 0),
    };
}
