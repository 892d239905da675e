using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Ingest;

/// <summary>How one source is doing, written by the source and read every 5 s for <see cref="SourceReported"/>. Safe for any thread.</summary>
public sealed partial class SourceHealth(string source, Network? network, TimeProvider time, ILogger logger)
{
    readonly ConcurrentDictionary<string, long> _said = new();
    // Below zero: not known.
    long _received, _matched, _refused, _lastPost = -1, _lagMs = -1, _rateLimitLeft = -1, _billedReads = -1, _billedCeiling = -1;
    volatile SourceState _state = SourceState.Opening;
    volatile Problem? _last;

    public SourceState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Requests left by the network's own count.</summary>
    public int? RateLimitLeft
    {
        get => (int?)Known(ref _rateLimitLeft);
        set => Interlocked.Exchange(ref _rateLimitLeft, value ?? -1);
    }

    public long? BilledReads
    {
        get => Known(ref _billedReads);
        set => Interlocked.Exchange(ref _billedReads, value ?? -1);
    }

    public long? BilledCeiling
    {
        get => Known(ref _billedCeiling);
        set => Interlocked.Exchange(ref _billedCeiling, value ?? -1);
    }

    /// <summary>One message came in, whatever becomes of it.</summary>
    public void Received(long count = 1) => Interlocked.Add(ref _received, count);

    /// <summary>A message that was made at <paramref name="madeAt"/> has been heard: the lag that organizers see.</summary>
    public void Heard(DateTimeOffset madeAt) =>
        Interlocked.Exchange(ref _lagMs, Math.Max(0, (long)(time.GetUtcNow() - madeAt).TotalMilliseconds));

    /// <summary>A post was handed over. <see cref="CaptureSink"/> calls this.</summary>
    internal void Matched()
    {
        Interlocked.Increment(ref _matched);
        Interlocked.Exchange(ref _lastPost, time.GetUtcNow().UtcTicks);
    }

    /// <summary>A message could not be used: counted each time, logged the first time for each <paramref name="kind"/> and then at every power of ten.</summary>
    /// <param name="kind">A constant: "no author", "cut line", …</param>
    /// <param name="words">What an organizer should read. No secrets; the network's own text only when cut short.</param>
    public void Refuse(string kind, string words)
    {
        Interlocked.Increment(ref _refused);
        Say(kind, words);
    }

    /// <summary>A post could be shown only after mending: counted and logged like <see cref="Refuse"/>.</summary>
    internal void Mended(Flaw flaw) => Refuse(flaw.Kind, flaw.Words);

    /// <summary>Something went wrong that is not one message's fault: a dropped connection, a refused request. Logged like <see cref="Refuse"/>.</summary>
    /// <param name="kind">As in <see cref="Refuse"/>.</param>
    /// <param name="words">As in <see cref="Refuse"/>.</param>
    /// <param name="cause">What a developer should see of it in the log.</param>
    public void Trouble(string kind, string words, Exception? cause = null) => Say(kind, words, cause);

    /// <summary>Only an organizer can help: the state stays <see cref="SourceState.Stopped"/>.</summary>
    public void Stop(string words)
    {
        Say("stopped", words);
        State = SourceState.Stopped;
    }

    public SourceReported Snapshot()
    {
        // Words are said before the state that they explain is set, so it is read before they are.
        var (state, last, lastPost) = (State, _last, Known(ref _lastPost));
        return new(source, network, state, time.GetUtcNow(),
            lastPost is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null, Known(ref _lagMs),
            Interlocked.Read(ref _received), Interlocked.Read(ref _matched), Interlocked.Read(ref _refused),
            RateLimitLeft, last?.Words, last?.At, BilledReads, BilledCeiling);
    }

    static long? Known(ref long value) => Interlocked.Read(ref value) is >= 0 and var known ? known : null;

    void Say(string kind, string words, Exception? cause = null)
    {
        _last = new(words, time.GetUtcNow());
        var times = _said.AddOrUpdate(kind, 1, (_, n) => n + 1);
        if (IsPowerOfTen(times)) LogTrouble(cause, source, words, times);
    }

    static bool IsPowerOfTen(long n)
    {
        while (n >= 10 && n % 10 == 0) n /= 10;
        return n == 1;
    }

    [LoggerMessage(LogLevel.Warning, "{Source}: {Words} (time {Times} of this kind)")]
    partial void LogTrouble(Exception? cause, string source, string words, long times);

    sealed record Problem(string Words, DateTimeOffset At);
}
