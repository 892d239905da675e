namespace Backchannel.Ingest;

enum LineKind
{
    /// <summary>A line with something in it.</summary>
    Line,
    /// <summary>An empty line.</summary>
    Blank,
    /// <summary>A line longer than allowed; it has been skipped.</summary>
    TooLong,
    /// <summary>It ended in mid-line, with what there was of it; nothing where that was longer than allowed.</summary>
    Cut,
    End,
}

/// <param name="Kind">What was found.</param>
/// <param name="Bytes">Without the line's end; good until the next read.</param>
readonly record struct ReadLine(LineKind Kind, ReadOnlyMemory<byte> Bytes = default);

/// <summary>Reads the lines of something that may be as long as it likes, and so may its lines: memory stays bounded.</summary>
/// <param name="read">Fills as much as it can of what it is given; zero at the end.</param>
/// <param name="maxLine">The longest line that is kept, in bytes.</param>
sealed class LineReader(Func<Memory<byte>, CancellationToken, ValueTask<int>> read, int maxLine)
{
    byte[] _buffer = new byte[16 * 1024];
    int _start, _scanned, _end;
    bool _skipping;

    public async ValueTask<ReadLine> Next(CancellationToken stop)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (at >= 0) return Take(_scanned + at);
            _scanned = _end;
            if (_end - _start > maxLine) (_skipping, _start, _scanned, _end) = (true, 0, 0, 0);
            MakeRoom();
            var count = await read(_buffer.AsMemory(_end), stop);
            if (count == 0) return Last();
            _end += count;
        }
    }

    ReadLine Take(int newline)
    {
        var line = _buffer.AsMemory(_start, newline - _start);
        (_start, _scanned) = (newline + 1, newline + 1);
        var skipped = _skipping || line.Length > maxLine;
        _skipping = false;
        return skipped ? new(LineKind.TooLong) : IsBlank(line.Span) ? new(LineKind.Blank) : new(LineKind.Line, line);
    }

    ReadLine Last()
    {
        var rest = _buffer.AsMemory(_start, _end - _start);
        _start = _scanned = _end;
        if (_skipping) return new(LineKind.Cut);
        return IsBlank(rest.Span) ? new(LineKind.End) : new(LineKind.Cut, rest);
    }

    void MakeRoom()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _scanned, _end) = (0, _scanned - _start, _end - _start);
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept(" \t\r"u8);
}
