using System.Buffers.Binary;
using System.Buffers.Text;

namespace Backchannel.Bench;

/// <summary>Takes what a protocol wraps its pieces in out of what comes: a server cuts anywhere, and so through a mark.</summary>
abstract class Wrapping
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

    /// <summary>How long the head of the next piece is, and what follows it; null while it is not whole.</summary>
    protected abstract (int? Head, long Payload) HeadOf(ReadOnlySpan<byte> bytes);
}

/// <summary>WebSocket frames (RFC 6455), from a server, so without masks.</summary>
sealed class Frames : Wrapping
{
    protected override (int? Head, long Payload) HeadOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [_, < 126 and var length, ..] => (2, length),
        [_, 126, _, _, ..] => (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
        [_, 127, _, _, _, _, _, _, _, _, ..] => (10, BinaryPrimitives.ReadInt64BigEndian(bytes[2..])),
        _ => (null, 0),
    };
}

/// <summary>HTTP's chunks (RFC 9112 §7.1): a length in hexadecimal, a line's end, and another one behind the data, which is read here as the next head's beginning.</summary>
sealed class Chunks : Wrapping
{
    protected override (int? Head, long Payload) HeadOf(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.StartsWith("\r\n"u8) ? 2 : 0;
        var end = bytes[start..].IndexOf("\r\n"u8);
        return end > 0 && Utf8Parser.TryParse(bytes.Slice(start, end), out long length, out _, 'X') ? (start + end + 2, length) : (null, 0);
    }
}

/// <summary>Nothing: what comes goes on until the connection ends, as nginx with Nchan sends event streams.</summary>
sealed class NoWrapping : Wrapping
{
    protected override (int? Head, long Payload) HeadOf(ReadOnlySpan<byte> bytes) => (0, long.MaxValue);
}
