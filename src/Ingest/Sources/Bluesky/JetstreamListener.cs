using System.Threading.Channels;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>Stays connected to Jetstream and passes on what may concern us, together with how far has been heard.</summary>
sealed class JetstreamListener(
    IReadOnlyList<string> addresses, long seenUs, JetstreamFilter filter, BlueskyAuthors authors, Func<bool> waiting, ChannelWriter<Heard> heard,
    CaptureSink sink, BlueskyPace pace)
{
    /// <summary>The server sets <c>time_us</c>: a day ahead is no clock's fault, and a cursor in the future would skip what lies between.</summary>
    static readonly TimeSpan FarAhead = TimeSpan.FromDays(1);

    readonly Backoff _backoff = new(pace.FirstPause, pace.LongestPause);
    readonly SourceHealth _health = sink.Health;
    readonly TimeProvider _time = sink.Time;
    long _seenUs = seenUs;
    long? _passed;
    int _turn;
    CancellationToken _stop;

    public async Task Run(CancellationToken stop)
    {
        _stop = stop;
        // The archived position may be from another server than the first.
        var moved = true;
        while (true)
        {
            _health.State = SourceState.Connecting;
            var socket = new JetstreamSocket(_time, pace.Silence, TooLarge);
            var began = _time.GetTimestamp();
            var address = JetstreamCursor.Address(addresses[_turn % addresses.Count], _seenUs, moved ? pace.OverlapElsewhere : pace.Overlap);
            var end = await socket.Listen(address, Hear, stop);
            stop.ThrowIfCancellationRequested();
            _health.Trouble("connection", end.Trouble + " It is tried again; what was missed is fetched then.");
            if (end.Frames > 0 && _time.GetElapsedTime(began) >= pace.Healthy) _backoff.Reset();
            // The same server first: its cursor is its own.
            moved = end.Frames == 0 && addresses.Count > 1;
            if (moved) _turn++;
            _health.State = SourceState.Waiting;
            await Task.Delay(_backoff.Next(end.Wait), _time, stop);
        }
    }

    ValueTask Hear(ReadOnlyMemory<byte> frame)
    {
        _health.Received();
        var glance = filter.Look(frame.Span, out var timeUs);
        if (timeUs > 0 && !Note(timeUs)) return default;
        switch (glance)
        {
            case Glance.Concerns: return Pass(frame);
            case Glance.Broken: Refuse("it was cut short or is no JSON"); break;
            case Glance.NoAuthor: Refuse("it has no author"); break;
            case Glance.NoTime: Refuse("it has no time"); break;
            case Glance.Unknown: Refuse("it is of an unknown kind"); break;
        }
        if (_seenUs == 0 || _passed is { } last && _time.GetElapsedTime(last) < pace.PassEvery) return default;
        _passed = _time.GetTimestamp();
        return heard.WriteAsync(new(null, _seenUs), _stop);
    }

    ValueTask Pass(ReadOnlyMemory<byte> frame)
    {
        var concerns = JetstreamParser.Parse(frame, out var refused);
        if (refused is not null) Refuse(refused);
        // Here and not in the capture, which may be behind: the very next message may delete the post again.
        if (concerns is PostWritten) authors.Hold(concerns.Did);
        return concerns is null ? default : heard.WriteAsync(new(concerns, _seenUs), _stop);
    }

    /// <returns>False for a message that cannot be believed.</returns>
    bool Note(long timeUs)
    {
        var now = _time.GetUtcNow();
        if (timeUs > (now + FarAhead - DateTimeOffset.UnixEpoch).TotalMicroseconds)
        {
            Refuse("its time is in the future");
            return false;
        }
        _seenUs = Math.Max(_seenUs, timeUs);
        var at = JetstreamEvent.AtTime(timeUs);
        _health.Heard(at);
        _health.State = waiting() ? SourceState.Waiting : now - at > pace.Behind ? SourceState.CatchingUp : SourceState.Live;
        return true;
    }

    void TooLarge()
    {
        _health.Received();
        Refuse("it is larger than 1 MB");
    }

    void Refuse(string why) => _health.Refuse(why, $"A message from Bluesky was left out: {why}.");
}
