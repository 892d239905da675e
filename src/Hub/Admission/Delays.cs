using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

/// <summary>
/// Shows delayed posts when their time has come, unless a moderator decided before. What waits stands in the archive, so that neither a restart nor
/// another hub shows one early, twice or never; several hubs may do this at once, for each post is looked at again under the event's lock.
/// </summary>
sealed partial class Delays(IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, FeedWriter writer, TimeProvider time, ILogger<Delays> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    // As many as one message of a source may bring.
    const int MostAtOnce = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await ShowDue(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    /// <summary>Asks the rules anew about all that waits: what has to be approved now is not shown by the clock.</summary>
    public async Task Readmit(string slug, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return;
        foreach (var some in (await Waiting(slug, until: null, stop)).Chunk(MostAtOnce)) await writer.Readmit(known, some, stop);
    }

    async Task ShowDue(CancellationToken stop)
    {
        foreach (var known in catalog.All)
            try
            {
                foreach (var due in (await Waiting(known.Slug, time.GetUtcNow(), stop)).Chunk(MostAtOnce)) await writer.Reveal(known, due, stop);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                // An archive that is away for a moment delays them a little more, and those of one event no other's.
                LogLate(failure, known.Slug);
            }
    }

    async Task<List<string>> Waiting(string slug, DateTimeOffset? until, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return await db.Posts.Where(p => p.Event == slug && p.State == PostState.Held && p.ShowAt != null && (until == null || p.ShowAt <= until))
            .OrderBy(p => p.ReceivedAt).ThenBy(p => p.PostId).Select(p => p.PostId).ToListAsync(stop);
    }

    [LoggerMessage(LogLevel.Warning, "Delayed posts of {Event} are shown later than they should be")]
    partial void LogLate(Exception failure, string @event);
}
