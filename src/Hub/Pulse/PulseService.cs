using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.AspNetCore.SignalR;
using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

/// <summary>Once a second: fills the counters where Redis lost them, and sends each event's followers the numbers that changed.</summary>
sealed partial class PulseService(
    Counters counters, EventCatalog catalog, Followers followers, IHubContext<FeedHub, IFeedClient> hub, TimeProvider time, ILogger<PulseService> logger)
    : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    readonly Dictionary<(string Event, string? Session), SessionPulse> _sent = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                foreach (var known in catalog.All) await Beat(known, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    async Task Beat(KnownEvent known, CancellationToken stop)
    {
        try
        {
            if (await counters.NeedsRebuild(known.Slug)) await counters.Rebuild(known.Slug, stop);
            if (followers.Count(known.Slug, null) == 0) return;
            var changed = (await counters.Read(known, followers)).Where(pulse => IsNews(known.Slug, pulse)).ToArray();
            if (changed.Length > 0) await hub.Clients.Group(Followers.Group(known.Slug, null)).Pulse(changed);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            LogSkipped(failure, known.Slug);
        }
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
}
