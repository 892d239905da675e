namespace Backchannel.Ingest.Sources.X;

enum LineKind
{
    /// <summary>A line with something in it.</summary>
    Line,
    /// <summary>An empty line: the other side is alive.</summary>
    Beat,
    /// <summary>A line longer than allowed; it has been skipped.</summary>
    TooLong,
    /// <summary>The stream ended in mid-line.</summary>
    Cut,
    End,
}

/// <param name="Bytes">Without the line's end; good until the next read.</param>
readonly record struct StreamLine(LineKind Kind, ReadOnlyMemory<byte> Bytes = default);

/// <summary>Reads lines from a stream that lasts for days: bounded memory, and a watch over every read.</summary>
sealed class LineReader(Stream stream, TimeSpan silence, int maxLine, TimeProvider time)
{
    byte[] _buffer = new byte[16 * 1024];
    int _start, _scanned, _end;
    bool _skipping;

    /// <exception cref="TimeoutException">Nothing came for as long as the watch allows.</exception>
    public async ValueTask<StreamLine> Next(CancellationToken stop)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (at >= 0 && Take(_scanned + at) is { } line) return line;
            if (at >= 0) continue;
            _scanned = _end;
            if (_end - _start > maxLine) (_skipping, _start, _scanned, _end) = (true, 0, 0, 0);
            if (await Fill(stop) == 0) return new(_end > _start || _skipping ? LineKind.Cut : LineKind.End);
        }
    }

    StreamLine? Take(int newline)
    {
        var line = _buffer.AsMemory(_start, newline - _start);
        _start = _scanned = newline + 1;
        if (_skipping)
        {
            _skipping = false;
            return new(LineKind.TooLong);
        }
        return IsBlank(line.Span) ? new(LineKind.Beat) : new(LineKind.Line, line);
    }

    async ValueTask<int> Fill(CancellationToken stop)
    {
        MakeRoom();
        using var watch = new CancellationTokenSource(silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, watch.Token);
        try
        {
            var count = await stream.ReadAsync(_buffer.AsMemory(_end), either.Token);
            _end += count;
            return count;
        }
        catch (IOException)
        {
            // A reset is an end like any other: what matters is whether a line was under way.
            return 0;
        }
        catch (OperationCanceledException) when (watch.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
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

    static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept((byte)' ', (byte)'\r', (byte)'\t') < 0;
}
