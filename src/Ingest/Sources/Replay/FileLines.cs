namespace Backchannel.Ingest.Sources.Replay;

/// <summary>Lines of a file of any size, one in memory at a time. A byte order mark is dropped; the last line needs no end.</summary>
sealed class FileLines(Stream file)
{
    public const int MaxLength = 1024 * 1024;

    readonly LineReader _lines = new(file.ReadAsync, MaxLength);

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The current line's number, from 1; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>The current line, valid until the next <see cref="Read"/>; empty where it is blank or <see cref="TooLong"/>.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>The current line was longer than <see cref="MaxLength"/> and was not kept.</summary>
    public bool TooLong { get; private set; }

    /// <returns>False at the end of the file.</returns>
    public async ValueTask<bool> Read(CancellationToken stop)
    {
        var (kind, line) = await _lines.Next(stop);
        if (kind == LineKind.End) return false;
        TooLong = kind == LineKind.TooLong || kind == LineKind.Cut && line.IsEmpty;
        Line = ++Number == 1 && line.Span.StartsWith(ByteOrderMark) ? line[ByteOrderMark.Length..] : line;
        return true;
    }
}
