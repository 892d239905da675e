using System.Collections.Concurrent;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backchannel.Hub.Schedule;

/// <summary>
/// Reads every event's schedule again from where it came, so that a talk that moves has moved here within minutes. Every hub does: what is merged twice is
/// merged once.
/// </summary>
sealed partial class ScheduleKeeper(
    IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, ScheduleFetch fetch, ScheduleImport import, IOptions<HubOptions> options, TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<ScheduleKeeper> logger) : BackgroundService
{
    const int AtOnce = 4;

    /// <summary>Between two readings of one schedule.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <summary>Between two looks for what is due: addresses come and go.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    readonly ConcurrentDictionary<string, Turn> _turns = new();

    sealed record Turn(string Address, DateTimeOffset Due, int Failures);

    // The settings' word goes before what was given since, as with all settings.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.ScheduleAddress is { } address && catalog.Find(options.Value.Slug) is { Slug: var slug })
        {
            await using var db = await archives.CreateDbContextAsync(cancellationToken);
            var row = await db.Schedules.FindAsync([slug], cancellationToken);
            if (row is null) db.Schedules.Add(row = new() { Event = slug });
            if (row.Address != address) (row.Address, row.ETag, row.LastModified) = (address, null, null);
            await db.SaveChangesAsync(cancellationToken);
        }
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Gets what an organizer names, or the settings do.</summary>
    public Task<FetchedSchedule?> Get(string slug, string address, FetchedSchedule? held, CancellationToken stop) =>
        fetch.Get(address, slug == options.Value.Slug && address == options.Value.ScheduleAddress, held, stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Once the bus is there, for the sources hear of new hashtags through it.
            using var started = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStarted, stoppingToken);
            await Task.Delay(Timeout.Infinite, started.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (; ; await Task.Delay(Look, time, stoppingToken)) await ReadDue(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    async Task ReadDue(CancellationToken stop)
    {
        try
        {
            await using var db = await archives.CreateDbContextAsync(stop);
            var rows = await db.Schedules.AsNoTracking().Where(s => s.Address != null).ToListAsync(stop);
            await Parallel.ForEachAsync(rows.Where(IsDue), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (row, _) => await Read(row, stop));
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // An archive that is away for a moment.
            LogDelayed(failure);
        }
    }

    bool IsDue(ScheduleRow row) =>
        catalog.Find(row.Event) is not null && (_turns.GetValueOrDefault(row.Event) is not { } turn || turn.Address != row.Address || turn.Due <= time.GetUtcNow());

    async Task Read(ScheduleRow row, CancellationToken stop)
    {
        var (slug, address) = (row.Event, row.Address!);
        var before = _turns.GetValueOrDefault(slug) is { } turn && turn.Address == address ? turn : null;
        var failures = 0;
        try
        {
            // The first time whatever it is: a later version of this program may understand more of it.
            if (await Get(slug, address, before is null ? null : new(default, row.ETag, row.LastModified), stop) is { } fetched)
                await import.Take(slug, address, fetched, again: true, stop);
        }
        catch (UnreadableScheduleException unreadable)
        {
            failures = (before?.Failures ?? 0) + 1;
            await import.Failed(slug, address, unreadable.Message, stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested) { }
        var wait = Every * Math.Pow(2, Math.Max(0, failures - 1));
        _turns[slug] = new(address, time.GetUtcNow() + (wait < Longest ? wait : Longest), failures);
    }

    [LoggerMessage(LogLevel.Warning, "Schedules are read again later")]
    partial void LogDelayed(Exception failure);
}
