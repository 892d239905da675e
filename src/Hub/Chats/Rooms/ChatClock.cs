using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats.Rooms;

/// <summary>
/// Puts planned questions when their minute has come, in chats whose hosts wish it. What is planned stands in the archive, and each question is looked at again
/// under the event's lock: several hubs may do this at once, and a restart puts what has come due meanwhile and is not long past.
/// </summary>
sealed partial class ChatClock(IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, ChatRooms rooms, TimeProvider time, ILogger<ChatClock> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>A question that is as late as this is the host's to put.</summary>
    static readonly TimeSpan TooLate = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await PutDue(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    async Task PutDue(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        foreach (var known in catalog.All.Where(known => known.Chats.Count > 0))
            foreach (var session in known.Chats.Keys.Select(known.Session).Where(session => session is { Cancelled: false } && session.Start <= now && now < session.End))
                try
                {
                    foreach (var number in await Due(known.Slug, session!.Id, session.Start, now, stop)) await rooms.Put(known, session.Id, number, null, null, stop);
                }
                catch (Exception failure) when (!stop.IsCancellationRequested)
                {
                    // An archive that is away for a moment: the next tick tries again.
                    LogLate(failure, known.Slug);
                }
    }

    async Task<List<int>> Due(string slug, string session, DateTimeOffset start, DateTimeOffset now, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        if (!await db.Chats.AnyAsync(c => c.Event == slug && c.Session == session && c.ByTheClock && c.ClosedAt == null, stop)) return [];
        var planned = await db.ChatQuestions.AsNoTracking().Where(q => q.Event == slug && q.Session == session && q.AskedAt == null && q.Planned != null && q.Minute != null).ToListAsync(stop);
        return [.. planned.Where(question => now - start.AddMinutes(question.Minute!.Value) is var late && late >= TimeSpan.Zero && late < TooLate).OrderBy(question => question.Minute).Select(question => question.Number)];
    }

    [LoggerMessage(LogLevel.Warning, "Planned questions of {Event} are put later than they should be")]
    partial void LogLate(Exception failure, string @event);
}
