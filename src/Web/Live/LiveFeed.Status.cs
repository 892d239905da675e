using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>What pages are told besides posts: how fresh they are, counts, and that the stream lives.</summary>
public sealed partial class LiveFeed
{
    readonly Lock _statusGate = new();
    readonly Dictionary<string, Dictionary<string, SessionPulse>> _pulses = [];
    volatile LiveStatus _status;
    ReadOnlyMemory<byte> _statusFrame;

    /// <summary>How fresh all feeds are: they come over one connection.</summary>
    public LiveStatus Status => _status;

    /// <summary>The <c>status</c> event, for a page that opens.</summary>
    internal ReadOnlyMemory<byte> StatusFrame(EventFeed feed) => feed.RefusedSince is null ? _statusFrame : FrameOf(StatusOf(feed));

    LiveStatus StatusOf(EventFeed feed) =>
        _status is { Stale: false } status && feed.RefusedSince is { } since ? status with { Stale = true, Since = since } : _status;

    /// <summary>The latest <c>pulse</c> event of an event, for a page that opens; empty where there was none.</summary>
    internal ReadOnlyMemory<byte> PulseFrame(string slug)
    {
        lock (_statusGate)
            return _pulses.TryGetValue(slug, out var pulses) ? SseWriter.Json("pulse", pulses.Values.ToArray()) : default;
    }

    /// <summary>What is known of an event, with its posts as the last pulse counted them: that is seconds old, a list of events half a minute.</summary>
    EventInfo Counted(EventFeed feed)
    {
        lock (_statusGate)
            return _pulses.TryGetValue(feed.Slug, out var pulses) && pulses.TryGetValue("", out var whole) ? feed.Info with { Posts = whole.Posts } : feed.Info;
    }

    void MarkFresh() => Set(status => status.Stale ? status with { Stale = false, Since = null } : status);

    void MarkStale() => Set(status => status.Stale ? status : status with { Stale = true, Since = Clock.GetUtcNow() });

    void HearSources(SourceReported[] sources) => Set(status => status with
    {
        Sources = [.. sources.Concat(status.Sources).DistinctBy(source => source.Source).OrderBy(source => source.Source, StringComparer.Ordinal)],
    });

    void Set(Func<LiveStatus, LiveStatus> change)
    {
        lock (_statusGate)
        {
            var status = change(_status);
            if (ReferenceEquals(status, _status)) return;
            _status = status;
            var frame = FrameOf(status);
            // Reports repeat every few seconds; pages hear only what is news to them.
            if (frame.Span.SequenceEqual(_statusFrame.Span)) return;
            _statusFrame = frame;
        }
        foreach (var feed in _feeds.Values) Send(feed, StatusFrame(feed));
    }

    /// <summary>The hub gives all but this feed: its pages are told so.</summary>
    void MarkRefused(EventFeed feed)
    {
        if (feed.RefusedSince is not null) return;
        feed.RefusedSince = Clock.GetUtcNow();
        Send(feed, StatusFrame(feed));
    }

    void MarkTaken(EventFeed feed)
    {
        if (feed.RefusedSince is null) return;
        feed.RefusedSince = null;
        Send(feed, StatusFrame(feed));
    }

    void HearEcho(EchoCount[] counts)
    {
        var elsewhere = counts.Where(count => !_feeds.Values.Any(feed => feed.Tail?.LastOf(count.PostId) is not null)).ToArray();
        foreach (var feed in _feeds.Values)
        {
            // A page may show posts from before the tail: what no tail knows is told to all.
            EchoCount[] here = [.. counts.Where(count => feed.Tail?.LastOf(count.PostId) is not null), .. elsewhere];
            if (here.Length == 0) continue;
            feed.Take(here);
            Send(feed, SseWriter.Json("echo", here));
        }
    }

    void HearPulse(SessionPulse[] pulses)
    {
        foreach (var heard in pulses.GroupBy(pulse => pulse.Event))
        {
            if (!_feeds.TryGetValue(heard.Key, out var feed)) continue;
            Learn(feed, heard);
            Send(feed, SseWriter.Json("pulse", heard.ToArray()));
        }
    }

    async Task KeepCommenting(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Options.CommentEvery, Clock);
        while (await timer.WaitForNextTickAsync(stopping))
            foreach (var feed in _feeds.Values)
                foreach (var channel in feed.Channels)
                    channel.Comment();
    }

    void WakeAll()
    {
        foreach (var feed in _feeds.Values)
            foreach (var channel in feed.Channels)
                channel.Wake();
    }

    static void Send(EventFeed feed, ReadOnlyMemory<byte> bytes)
    {
        foreach (var channel in feed.Channels) channel.Send(bytes);
    }

    static ReadOnlyMemory<byte> FrameOf(LiveStatus status) => SseWriter.Json("status", new StatusTold(
        status.Stale, status.Since,
        status.Sources.Select(source => new SourceTold(
            source.Source, source.Network, source.State, source.LastPostAt))));

    /// <summary>The <c>status</c> event: nothing of a source but what a visitor may know.</summary>
    sealed record StatusTold(bool Stale, DateTimeOffset? Since, IEnumerable<SourceTold> Sources);

    sealed record SourceTold(string Source, Network? Network, SourceState State, DateTimeOffset? LastPostAt);
}
