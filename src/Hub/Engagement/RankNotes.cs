using Backchannel.Hub.Events;
using Backchannel.Hub.Pulse;

namespace Backchannel.Hub.Engagement;

/// <summary>Notes the sessions' ranks once a minute, so that whoever opens the desk sees what rose before they came.</summary>
sealed partial class RankNotes(RankHistory history, LatestPulse pulse, EventCatalog catalog, TimeProvider time, ILogger<RankNotes> logger)
    : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                foreach (var known in catalog.All.Where(known => known.Sessions.Count > 0)) await Note(known, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    async Task Note(KnownEvent known, CancellationToken stop)
    {
        try
        {
            history.Note(known.Slug, time.GetUtcNow(), await pulse.Get(known, stop));
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // One minute without a note is made good by the next.
            LogMissed(failure, known.Slug);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The ranks of {Event} were not noted this minute")]
    partial void LogMissed(Exception failure, string @event);
}
