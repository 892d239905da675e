using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Screens;

/// <summary>
/// What an event's screens show in the place of posts. It stands in the archive, so that a hall that was blanked stays so through a restart of everything;
/// this hub's followers are told before anybody else, so that a broker that is down does not keep a screen from going dark.
/// </summary>
sealed partial class EventScreens(
    IDbContextFactory<ArchiveDb> archives, FeedWriter writer, FeedReader reader, AuditLog log, Audience audience, IBus bus, TimeProvider time, ILogger<EventScreens> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<ScreenState> Read(string slug, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var row = await db.Screens.AsNoTracking().SingleOrDefaultAsync(s => s.Event == slug, stop);
        var spotlight = row?.Spotlight is { } id ? await reader.Card(slug, id, stop) : null;
        return new(slug, row?.Blank ?? false, spotlight, row?.At ?? default);
    }

    /// <returns>Null where the post to be spotlit is not on show.</returns>
    public async Task<ScreenState?> Change(string slug, ScreenChange change, Caller by, CancellationToken stop)
    {
        if (change.Spotlight is { Length: > 0 } id && await reader.Card(slug, id, stop) is null) return null;
        await writer.Alone(() => Write(slug, change, by, stop), stop);
        return await Changed(slug, CancellationToken.None);
    }

    /// <summary>Tells this hub's followers, and then the other hubs.</summary>
    public async Task<ScreenState> Changed(string slug, CancellationToken stop)
    {
        var state = await Tell(slug, stop);
        _ = Announce(slug);
        return state;
    }

    /// <summary>Some hub changed it.</summary>
    public async Task<ScreenState> Tell(string slug, CancellationToken stop)
    {
        var state = await Read(slug, stop);
        var sends = new List<Task>();
        await audience.Tell(slug, null, follower => follower.Screen(state), sends);
        await Task.WhenAll(sends);
        return state;
    }

    async Task Write(string slug, ScreenChange change, Caller by, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Lock(slug, stop);
        var row = await db.Screens.FindAsync([slug], stop);
        if (row is null) db.Screens.Add(row = new() { Event = slug });
        var (blank, spotlight) = (change.Blank ?? row.Blank, change.Spotlight is { } id ? id.Length > 0 ? id : null : row.Spotlight);
        await log.Write(db, slug, by, [.. Lines(row, blank, spotlight)], stop);
        (row.Blank, row.Spotlight, row.At) = (blank, spotlight, time.GetUtcNow());
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    static IEnumerable<AuditDraft> Lines(ScreenRow row, bool blank, string? spotlight)
    {
        if (blank != row.Blank) yield return new(blank ? "blank" : "resume");
        if (spotlight != row.Spotlight) yield return new((spotlight is null ? Act.Unspotlight : Act.Spotlight).Name(), Subject: spotlight ?? row.Spotlight);
    }

    async Task Announce(string slug)
    {
        try
        {
            await bus.Publish(new ScreenChanged(slug)).WaitAsync(Patience, time);
        }
        catch (Exception failure)
        {
            // Web processes ask again whenever they connect; a hub that did not hear of it has followers that are behind until then.
            LogUnheard(failure, slug);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The other hubs were not told what the screens of {Event} show now")]
    partial void LogUnheard(Exception failure, string @event);
}

/// <summary>A hub changed what an event's screens show, this one or another: its followers are told.</summary>
sealed class ScreenChangedConsumer(EventScreens screens) : IConsumer<ScreenChanged>
{
    public Task Consume(ConsumeContext<ScreenChanged> context) => screens.Tell(context.Message.Event, context.CancellationToken);
}

sealed class ScreenChangedConsumerDefinition : ConsumerDefinition<ScreenChangedConsumer>
{
    public ScreenChangedConsumerDefinition() => Endpoint(endpoint => (endpoint.InstanceId, endpoint.Temporary) = ("-" + NewId.NextGuid().ToString("N"), true));
}
