using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;

namespace Backchannel.Hub.Pulse;

/// <summary>Once a second: fills the counters where Redis lost them, says who looks on here, and sends each event's followers the numbers that changed.</summary>
sealed partial class PulseService(
    Counters counters, LatestPulse latest, Presence presence, FeedWriter writer, EventCatalog catalog, Followers followers, Fanout fanout, Audience audience, TimeProvider time, ILogger<PulseService> logger)
    : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // While an event is counted anew nothing is committed: what fails is not tried again at once.
    static readonly TimeSpan RecountEvery = TimeSpan.FromSeconds(30);

    // Nor is what succeeds and does not last, be it in a Redis without room for it: posts have nine tenths of the time.
    const int Share = 9;

    readonly Dictionary<(string Event, string? Session), SessionPulse> _sent = [];
    readonly Dictionary<string, DateTimeOffset> _recountAt = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var sends = new List<Task>();
                foreach (var known in catalog.All) await Beat(known, sends, stoppingToken);
                // Each waits for a batch that is due, as good as none of them for the others'.
                await Task.WhenAll(sends);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
        await Leave();
    }

    async Task Beat(KnownEvent known, List<Task> sends, CancellationToken stop)
    {
        try
        {
            if (await counters.NeedsRebuild(known.Slug) && !await Recount(known.Slug, stop)) return;
            await presence.Say(known.Slug);
            if (!followers.Any(known.Slug)) return;
            var changed = (await latest.Get(known, stop)).Where(pulse => IsNews(known.Slug, pulse)).ToArray();
            if (changed.Length == 0) return;
            sends.Add(SendWithBatch(known.Slug, changed, stop));
        }
        catch (Exception failure) when (Counters.IsTrouble(failure))
        {
            LogSkipped(failure, known.Slug);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // An archive that is away for a moment must not take the whole process along.
            LogFailed(failure, known.Slug);
        }
    }

    async Task Leave()
    {
        try
        {
            await presence.Leave();
        }
        catch (Exception failure) when (Counters.IsTrouble(failure)) { } // What was said expires.
    }

    /// <returns>False where it is too early to try again.</returns>
    async Task<bool> Recount(string slug, CancellationToken stop)
    {
        if (_recountAt.TryGetValue(slug, out var at) && time.GetUtcNow() < at) return false;
        var began = time.GetTimestamp();
        try
        {
            await writer.Recount(slug, stop);
            _recountAt[slug] = time.GetUtcNow() + Share * time.GetElapsedTime(began);
        }
        catch
        {
            _recountAt[slug] = time.GetUtcNow() + RecountEvery;
            throw;
        }
        return true;
    }

    async Task SendWithBatch(string slug, SessionPulse[] changed, CancellationToken stop)
    {
        try
        {
            await fanout.Batch(slug);
            await Round.Together(await Send(slug, changed), Every, time, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogFailed(failure, slug);
        }
    }

    async Task<List<Task>> Send(string slug, SessionPulse[] changed)
    {
        var sends = new List<Task>();
        await audience.Tell(slug, null, follower => follower.Pulse(changed), sends);
        foreach (var pulse in changed)
            if (pulse.Session is { } session) await audience.Tell(slug, session, follower => follower.Pulse([pulse]), sends);
        return sends;
    }

    bool IsNews(string slug, SessionPulse pulse)
    {
        if (_sent.TryGetValue((slug, pulse.Session), out var before) && Same(before, pulse)) return false;
        _sent[(slug, pulse.Session)] = pulse;
        return true;
    }

    static bool Same(SessionPulse a, SessionPulse b) => a with { At = b.At, Sparkline = b.Sparkline } == b && a.Sparkline.SequenceEqual(b.Sparkline);

    [LoggerMessage(LogLevel.Debug, "No pulse for {Event} this second: Redis does not answer")]
    partial void LogSkipped(Exception failure, string @event);

    [LoggerMessage(LogLevel.Warning, "No pulse for {Event} this second")]
    partial void LogFailed(Exception failure, string @event);
}
