using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>When to ask: every tag in turn, not so often that a server's limit of one question a second is in sight.</summary>
sealed class TagRounds(TagWalk walk, MastodonApi api, MastodonOptions options, IReadOnlyCollection<string> tags, CaptureSink sink)
{
    // At the default of 8 s five tags make 190 questions in 5 minutes, and the looks at the newest pages 50 more, of the 300 that are allowed.
    const double TagsAtFullPace = 5, LooksAtFullPace = 10;

    static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(10);

    DateTimeOffset _next, _nextLook;
    bool _streaming, _caughtUp;

    /// <summary>A stream opened: what was missed before it did is to be fetched at once.</summary>
    public bool Hurry { get; private set; }

    public TimeSpan UntilNext
    {
        get
        {
            var next = _next > api.NotBefore ? _next : api.NotBefore;
            var wait = next - sink.Time.GetUtcNow();
            return wait > Soonest ? wait : Soonest;
        }
    }

    TimeSpan Poll => TimeSpan.FromSeconds(options.PollSeconds * Math.Max(1, tags.Count / TagsAtFullPace));

    TimeSpan Look => TimeSpan.FromSeconds(options.LookAgainSeconds * Math.Max(1, tags.Count / LooksAtFullPace));

    public void StreamIs(bool open)
    {
        (_streaming, Hurry) = (open, open);
        // Asking takes over from a lost stream without waiting out the slow pace.
        if (!open) _next = sink.Time.GetUtcNow();
    }

    public async Task Go(CancellationToken stop)
    {
        Hurry = false;
        if (!api.Ready) return;
        if (!_caughtUp) sink.Health.State = SourceState.CatchingUp;
        var (now, done) = (sink.Time.GetUtcNow(), true);
        foreach (var tag in tags) done &= await walk.Forward(tag, _caughtUp, stop);
        if (_caughtUp && now >= _nextLook) await LookAgain(now, stop);
        _caughtUp |= done;
        if (api.Ready) sink.Health.State = done ? SourceState.Live : SourceState.CatchingUp;
        _next = sink.Time.GetUtcNow() + (done ? Jittered(_streaming ? Look : Poll) : TimeSpan.Zero);
    }

    async Task LookAgain(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var tag in tags) await walk.LookAgain(tag, live: true, stop);
        _nextLook = now + Look;
    }

    static TimeSpan Jittered(TimeSpan span) => span * (0.9 + Random.Shared.NextDouble() / 5);
}
