using System.Buffers;
using System.IO.Pipelines;

namespace Backchannel.Ingest.Sources.Replay;

/// <summary>Lines of a file of any size, one in memory at a time. A byte order mark is dropped; the last line needs no end.</summary>
sealed class LineReader(Stream file)
{
    public const int MaxLength = 1024 * 1024;

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    readonly PipeReader _pipe = PipeReader.Create(file, new(bufferSize: 64 * 1024, leaveOpen: true));
    byte[] _line = new byte[4096];
    int _length;

    /// <summary>The current line's number, from 1; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>The current line, valid until the next <see cref="Read"/>; empty where it is <see cref="TooLong"/>.</summary>
    public ReadOnlyMemory<byte> Line => _line.AsMemory(0, _length);

    /// <summary>The current line was longer than <see cref="MaxLength"/> and was not kept.</summary>
    public bool TooLong { get; private set; }

    public static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(" \t\r"u8);

    /// <returns>False at the end of the file.</returns>
    public async ValueTask<bool> Read(CancellationToken stop)
    {
        (_length, TooLong) = (0, false);
        while (true)
        {
            var read = await _pipe.ReadAsync(stop);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                Keep(read.Buffer.Slice(0, end));
                _pipe.AdvanceTo(read.Buffer.GetPosition(1, end));
                return Done();
            }
            // Kept bit by bit, so that an endless line is not piled up in the pipe.
            var any = !read.Buffer.IsEmpty;
            Keep(read.Buffer);
            _pipe.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return (any || _length > 0 || TooLong) && Done();
        }
    }

    bool Done()
    {
        Number++;
        if (Number == 1 && Line.Span.StartsWith(ByteOrderMark)) _line.AsSpan(ByteOrderMark.Length, _length -= ByteOrderMark.Length).CopyTo(_line);
        return true;
    }

    void Keep(ReadOnlySequence<byte> part)
    {
        if (TooLong || _length + part.Length > MaxLength)
        {
            (TooLong, _length) = (true, 0);
            return;
        }
        var needed = _length + (int)part.Length;
        if (needed > _line.Length) Array.Resize(ref _line, Math.Max(needed, 2 * _line.Length));
        part.CopyTo(_line.AsSpan(_length));
        _length = needed;
    }
}
