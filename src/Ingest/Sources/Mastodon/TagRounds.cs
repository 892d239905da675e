using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>When to ask: every tag in turn, not so often that a server's limit of one question a second is in sight.</summary>
sealed class TagRounds(TagWalk walk, TagLook look, MastodonApi api, MastodonOptions options, IReadOnlyCollection<string> tags, CaptureSink sink)
{
    // At the default of 8 s five tags make 190 questions in 5 minutes, and looking again at two pages of each 50 more, of the 300 that are allowed.
    const double TagsAtFullPace = 5;

    static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(10);

    DateTimeOffset _next, _nextLook;
    bool _streaming, _caughtUp;

    /// <summary>A stream opened or broke: what it did not bring is to be fetched at once.</summary>
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

    double Stretch => Math.Max(1, tags.Count / TagsAtFullPace);

    TimeSpan Poll => TimeSpan.FromSeconds(options.PollSeconds * Stretch);

    TimeSpan Look => TimeSpan.FromSeconds(options.LookAgainSeconds * Stretch);

    public void StreamIs(bool open) => (_streaming, Hurry) = (open, true);

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
        foreach (var tag in tags) await look.Again(tag, stop);
        _nextLook = now + Look;
    }

    static TimeSpan Jittered(TimeSpan span) => span * (0.9 + Random.Shared.NextDouble() / 5);
}
