namespace Backchannel.Web.Live;

/// <summary>One buffer that every page of a channel is sent.</summary>
/// <param name="Bytes">Ready to write.</param>
/// <param name="Least">A page that holds everything from here …</param>
/// <param name="From">… to here needs exactly these bytes to get to <paramref name="To"/>. All three are −1 where the buffer is no part of the feed.</param>
/// <param name="To">The number to go on from.</param>
sealed record Frame(ReadOnlyMemory<byte> Bytes, long Least, long From, long To)
{
    public bool IsFeed => To >= 0;
}

/// <summary>
/// What all pages of one event, or of one of its sessions, are sent. Frames are made once, kept in a small ring, and announced by one signal
/// that all pages wait on: a page is two numbers. One that falls out of the ring is given one frame that sums up what it missed.
/// </summary>
sealed partial class LiveChannel : IDisposable
{
    // A few seconds' worth: what a page misses beyond that reaches it as one frame, which is cheaper for both ends.
    const int Kept = 16;

    readonly EventFeed _feed;
    readonly string? _session;
    readonly LiveMeter _meter;
    readonly TimeProvider _clock;
    readonly TimeSpan _every;
    readonly int _tooMany;
    readonly ILogger _log;
    readonly ITimer _timer;
    readonly Lock _gate = new();
    readonly Frame?[] _ring = new Frame?[Kept];
    readonly Dictionary<(long, long), Task<ReadOnlyMemory<byte>>> _summaries = [];

    TaskCompletionSource _signal = NewSignal();
    long _latest;
    long _framed;
    long _examined;
    long _lastFrameAt;
    bool _everFramed;
    bool _scheduled;
    bool _waits;
    int _pages;
    volatile string? _endedFor;

    public LiveChannel(EventFeed feed, string epoch, long start, string? session, LiveMeter meter, LiveOptions options, TimeProvider clock, ILogger log)
    {
        (_feed, Epoch, _session, _meter) = (feed, epoch, session, meter);
        (_clock, _every, _tooMany, _log) = (clock, options.FrameEvery, options.TailEntries / 2, log);
        (_framed, _examined) = (start, start);
        _timer = clock.CreateTimer(static channel => _ = ((LiveChannel)channel!).Waited(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The session it is of; null for the whole event.</summary>
    public string? Session => _session;

    /// <summary>Of the archive its numbers count in.</summary>
    public string Epoch { get; }

    /// <summary>Pages open now.</summary>
    public int Pages => Volatile.Read(ref _pages);

    /// <summary>The epoch that took the place of <see cref="Epoch"/>; null while nothing did.</summary>
    public string? EndedFor => _endedFor;

    /// <summary>Completes with the next frame, comment or end. Take it before looking for frames.</summary>
    public Task Signal => Volatile.Read(ref _signal).Task;

    /// <summary>A page comes: it goes on from the last frame made so far.</summary>
    /// <returns>The ordinal of that frame, and the number up to which the page must be brought on its own.</returns>
    public (long Ordinal, long Examined) Enter()
    {
        lock (_gate)
        {
            _ = Interlocked.Increment(ref _pages);
            return (_latest, _examined);
        }
    }

    /// <summary>A page goes.</summary>
    public void Leave() => Interlocked.Decrement(ref _pages);

    /// <summary>The frame after <paramref name="ordinal"/>. False where there is none yet, or where it has left the ring: then <paramref name="latest"/> is past it.</summary>
    public bool TryNext(long ordinal, out Frame? frame, out long latest, out long examined)
    {
        lock (_gate)
        {
            (frame, latest, examined) = (null, _latest, _examined);
            if (ordinal >= _latest || _latest - ordinal > Kept) return false;
            frame = _ring[(ordinal + 1) % Kept];
            return true;
        }
    }

    /// <summary>Sends ready events that are no part of the feed.</summary>
    public void Send(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            if (_pages == 0) return;
            Add(new Frame(bytes, -1, -1, -1));
            // A frame of the feed is under way and takes it along, a quarter of a second from now at most.
            if (_scheduled) return;
        }
        Wake();
    }

    /// <summary>Shows that the stream lives, and moves the position of a quiet one on, so that who comes back has little to catch up.</summary>
    public void Comment()
    {
        lock (_gate)
        {
            if (_pages == 0) return;
            // A comment is for whatever lies between; scripts cannot see it, and a page must notice a connection that died without a sign.
            // Nor can they see a bare position, and a page that opens its stream anew must not go back to where its channel was last busy.
            var writer = new SseWriter().Comment().Event("beat", SseWriter.Data("{}"), FeedPosition.Text(Epoch, _examined));
            Add(new Frame(writer.Written, _framed, _examined, _examined));
            _framed = _examined;
        }
        Wake();
    }

    /// <summary>The archive was replaced: every page is told to start over.</summary>
    public void End(string epoch)
    {
        _endedFor = epoch;
        Wake();
        Dispose();
    }

    /// <summary>Lets every page look about: there is a frame, or an end.</summary>
    public void Wake() => Interlocked.Exchange(ref _signal, NewSignal()).SetResult();

    public void Dispose() => _timer.Dispose();

    void Add(Frame frame) => _ring[++_latest % Kept] = frame;

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
