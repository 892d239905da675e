namespace Backchannel.Web.Live;

/// <summary>The making of frames: at once after a quiet spell, then one every 250 ms, or sooner where so much has come that the tail would not hold it.</summary>
sealed partial class LiveChannel
{
    const int MaxSummaries = 64;

    /// <summary>The feed went on.</summary>
    public void Advance()
    {
        lock (_gate)
        {
            var hurries = _feed.Tail!.Last - _examined >= _tooMany;
            if (_scheduled && !(_waits && hurries)) return;
            _scheduled = true;
            var wait = _everFramed && !hurries ? _every - _clock.GetElapsedTime(_lastFrameAt) : TimeSpan.Zero;
            _waits = wait > TimeSpan.Zero;
            if (_waits) _ = _timer.Change(wait, Timeout.InfiniteTimeSpan);
            else _ = Task.Run(MakeFrame);
        }
    }

    Task Waited()
    {
        lock (_gate)
        {
            // Somebody was in a hurry meanwhile.
            if (!_waits) return Task.CompletedTask;
            _waits = false;
        }
        return MakeFrame();
    }

    /// <summary>One frame that brings a page on, for all pages that left off at the same place. Past the tail's floor only.</summary>
    public Task<ReadOnlyMemory<byte>> Summary(FeedTail tail, long from, long to)
    {
        lock (_gate)
        {
            if (_summaries.TryGetValue((from, to), out var made)) return made;
            if (_summaries.Count >= MaxSummaries) _summaries.Clear();
            return _summaries[(from, to)] = Task.Run(() => _feed.Render(tail, _session, from, to, always: true));
        }
    }

    async Task MakeFrame()
    {
        try
        {
            await MakeFrameOf(_feed.Tail!);
        }
        catch (Exception error)
        {
            LogFrameFailed(error);
        }
        finally
        {
            lock (_gate) _scheduled = false;
            // Whether there is one or not: what else was to be sent waited for it.
            Wake();
            if (_feed.Tail!.Last > Volatile.Read(ref _examined) && EndedFor is null) Advance();
        }
    }

    async Task MakeFrameOf(FeedTail tail)
    {
        long from;
        lock (_gate)
        {
            if (tail.Epoch != Epoch || tail.Last <= _examined) return;
            if (_pages == 0)
            {
                // Nobody looks: whoever comes next is brought here from the tail.
                (_framed, _examined) = (tail.Last, tail.Last);
                return;
            }
            (_everFramed, _lastFrameAt) = (true, _clock.GetTimestamp());
            from = _examined;
        }

        // The feed went on by more than the tail holds: no page can use these bytes, so each is brought on from where it is.
        var leapt = from < tail.Floor;
        var bytes = leapt ? default : await _feed.Render(tail, _session, from, tail.Last, always: false);
        lock (_gate)
        {
            _summaries.Clear();
            _examined = tail.Last;
            if (bytes.IsEmpty && !leapt) return;
            Add(leapt ? new Frame(default, tail.Last, tail.Last, tail.Last) : new Frame(bytes, _framed, from, tail.Last));
            _framed = tail.Last;
        }
        _meter.FrameMade();
    }

    [LoggerMessage(LogLevel.Error, "A frame could not be made; the next one carries what it should have.")]
    partial void LogFrameFailed(Exception error);
}
