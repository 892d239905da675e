using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Ingest;

/// <summary>How one source is doing, written by the source and read every 5 s for <see cref="SourceReported"/>. Safe for any thread.</summary>
public sealed partial class SourceHealth(string source, Network? network, TimeProvider time, ILogger logger)
{
    readonly ConcurrentDictionary<string, long> _said = new();
    long _received, _matched, _refused, _lastPost, _lagMs = -1;
    volatile Problem? _last;

    public SourceState State { get; set; } = SourceState.Opening;

    /// <summary>Requests left by the network's own count.</summary>
    public int? RateLimitLeft { get; set; }

    public long? BilledReads { get; set; }

    public long? BilledCeiling { get; set; }

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

    /// <summary>Something went wrong that is not one message's fault: a dropped connection, a refused request. Logged like <see cref="Refuse"/>.</summary>
    public void Trouble(string kind, string words) => Say(kind, words);

    /// <summary>Only an organizer can help: the state stays <see cref="SourceState.Stopped"/>.</summary>
    public void Stop(string words)
    {
        State = SourceState.Stopped;
        Say("stopped", words);
    }

    public SourceReported Snapshot()
    {
        var (last, lastPost, lag) = (_last, Interlocked.Read(ref _lastPost), Interlocked.Read(ref _lagMs));
        return new(source, network, State, time.GetUtcNow(),
            lastPost == 0 ? null : new DateTimeOffset(lastPost, TimeSpan.Zero), lag < 0 ? null : lag,
            Interlocked.Read(ref _received), Interlocked.Read(ref _matched), Interlocked.Read(ref _refused),
            RateLimitLeft, last?.Words, last?.At, BilledReads, BilledCeiling);
    }

    void Say(string kind, string words)
    {
        _last = new(words, time.GetUtcNow());
        var times = _said.AddOrUpdate(kind, 1, (_, n) => n + 1);
        if (IsPowerOfTen(times)) LogTrouble(source, words, times);
    }

    static bool IsPowerOfTen(long n)
    {
        while (n >= 10 && n % 10 == 0) n /= 10;
        return n == 1;
    }

    [LoggerMessage(LogLevel.Warning, "{Source}: {Words} (time {Times} of this kind)")]
    partial void LogTrouble(string source, string words, long times);

    sealed record Problem(string Words, DateTimeOffset At);
}
