using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>One event as this process knows it: its programme, the tail of its feed, and the channels that pages follow.</summary>
sealed partial class EventFeed(EventInfo info, CardCache cards, LiveMeter meter, LiveOptions options, TimeProvider clock, ILogger log)
{
    readonly Lock _gate = new();
    readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentDictionary<string, LiveChannel> _channels = new();
    volatile EventInfo _info = info;
    volatile SessionsKnown _sessions = new([]);
    volatile FeedTail? _tail;
    int _isWanted;

    public string Slug { get; } = info.Slug;

    /// <summary>As the hub last gave it; <see cref="EventInfo.Last"/> and <see cref="EventInfo.Sessions"/> are the latest known here.</summary>
    public EventInfo Info => _info with
    {
        Epoch = _tail?.Epoch ?? _info.Epoch,
        Last = _tail?.Last ?? _info.Last,
        Sessions = [.. _sessions.Sessions.Select(session => session.Id)],
    };

    public SessionsKnown Programme => _sessions;

    /// <summary>Null until the feed was first read.</summary>
    public FeedTail? Tail => _tail;

    /// <summary>Completes once <see cref="Tail"/> and <see cref="Programme"/> are known.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>The furthest number heard of, which the tail should reach.</summary>
    public long Heard { get; private set; }

    /// <summary>Since when the hub answers but does not give this feed. UTC; null while it does.</summary>
    public DateTimeOffset? RefusedSince { get; set; }

    public SessionInfo? Session(string? id) => _sessions.Find(id);

    public void Learn(EventInfo info) => _info = info;

    /// <summary>Takes the programme as it is now; pages that are open hear of a change. False where it is the same.</summary>
    public bool Learn(IReadOnlyList<SessionInfo> sessions)
    {
        var (before, now) = (_sessions, new SessionsKnown(sessions, clock.GetUtcNow()));
        if (now.Print == before.Print) return false;
        _sessions = now;
        if (now.Version != before.Version)
            foreach (var channel in Channels) channel.Send(now.Frame);
        return true;
    }

    /// <summary>Takes what the hub pushed. False where the hub has to be asked for more.</summary>
    public bool Take(FeedBatch batch)
    {
        lock (_gate)
        {
            if (_tail is null) return false;
            if (batch.Epoch == _tail.Epoch) Heard = Math.Max(Heard, batch.Last);
            var (outcome, tail) = _tail.Apply(batch);
            _tail = tail;
            if (outcome == TailOutcome.Grown) Advance();
            return outcome is TailOutcome.Grown or TailOutcome.Known;
        }
    }

    /// <summary>Takes the answer to <c>Follow(after)</c>. False where the archive was replaced.</summary>
    public bool Take(FeedPage page, long after)
    {
        lock (_gate)
        {
            if (_tail is null) return false;
            var (outcome, tail) = _tail.Apply(page.Epoch, after, page.Last, page.Entries);
            _tail = tail;
            if (outcome == TailOutcome.Grown) Advance();
            return outcome != TailOutcome.OtherEpoch;
        }
    }

    /// <summary>Takes latest counts.</summary>
    public void Take(IReadOnlyList<EchoCount> counts)
    {
        lock (_gate) _tail = _tail?.WithEcho(counts);
    }

    /// <summary>True for the first who wants the hub to be asked; the others are served by the same asking.</summary>
    public bool Want() => Interlocked.Exchange(ref _isWanted, 1) == 0;

    /// <summary>The hub is being asked: who finds something missing from now on wants it anew.</summary>
    public void Wanted() => Volatile.Write(ref _isWanted, 0);

    /// <summary>Puts a tail in place that was read from its start; pages that follow another epoch are told to start over.</summary>
    public void Begin(FeedTail tail)
    {
        lock (_gate)
        {
            var replaced = _tail is { } earlier && earlier.Epoch != tail.Epoch;
            (_tail, Heard) = (tail, tail.Last);
            if (replaced)
                foreach (var (key, channel) in _channels)
                    if (_channels.TryRemove(key, out _))
                        channel.End(tail.Epoch);
        }
        _ = _loaded.TrySetResult();
    }

    /// <summary>The channel of a session, or of the whole event.</summary>
    public LiveChannel Channel(string? session)
    {
        lock (_gate)
            return _channels.GetOrAdd(session ?? "", _ => new LiveChannel(this, _tail!.Epoch, _tail.Last, session, meter, options, clock, log));
    }

    public IEnumerable<LiveChannel> Channels => _channels.Values;

    /// <summary>Pages open on the whole event and all its sessions, or on one session.</summary>
    public int Viewers(string? session) =>
        session is null ? _channels.Values.Sum(channel => channel.Pages)
        : _channels.TryGetValue(session, out var one) ? one.Pages
        : 0;

    void Advance()
    {
        foreach (var (_, channel) in _channels) channel.Advance();
    }
}
