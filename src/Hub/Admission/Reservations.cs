using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

/// <summary>
/// Hands each moderator waiting posts that no other is looking at. A lease ends by itself where a page crashed; under the event's lock, so that it holds
/// whichever hub gives it.
/// </summary>
sealed class Reservations(IDbContextFactory<ArchiveDb> archives, FeedWriter writer, Queues queues, TimeProvider time)
{
    public const int Most = 25;

    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // A page asks every second: most of the time there is nothing to write.
    static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(10);

    public static ReservationRow New(string slug, string postId, Caller to, DateTimeOffset now) =>
        new() { Event = slug, PostId = postId, Moderator = to.Id, Name = to.Name, Until = now + Lease };

    /// <summary>Renews what somebody holds, and hands out more up to a number: the oldest that are free.</summary>
    public async Task<QueuePage> Take(KnownEvent known, Caller caller, int count, string? session, CancellationToken stop)
    {
        await using (var db = await archives.CreateDbContextAsync(stop))
            if (await Handing(db, known.Slug, caller, count, session, stop) is null) return await queues.ReservedTo(known.Slug, caller, session, stop);
        await writer.Alone(() => Write(known.Slug, caller, count, session, stop), stop);
        return await queues.ReservedTo(known.Slug, caller, session, stop);
    }

    /// <summary>Frees all that somebody holds.</summary>
    public Task Release(string slug, Caller caller, CancellationToken stop) => writer.Alone(async () =>
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await db.Reservations.Where(r => r.Event == slug && r.Moderator == caller.Id).ExecuteDeleteAsync(stop);
    }, stop);

    async Task Write(string slug, Caller caller, int count, string? session, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Lock(slug, stop);
        if (await Handing(db, slug, caller, count, session, stop) is { } handing)
        {
            var (now, held) = (time.GetUtcNow(), handing);
            await db.Reservations.Where(r => r.Event == slug && (r.Until <= now || r.Moderator == caller.Id)).ExecuteDeleteAsync(stop);
            foreach (var id in held) db.Reservations.Add(New(slug, id, caller, now));
            await db.SaveChangesAsync(stop);
        }
        await transaction.CommitAsync(stop);
    }

    /// <returns>What they are to hold; null where they hold it, and for long enough.</returns>
    async Task<IReadOnlyList<string>?> Handing(ArchiveDb db, string slug, Caller caller, int count, string? session, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var waiting = Queues.In(db, slug, QueueList.Waiting, session);
        var reserved = db.Reservations.AsNoTracking().Where(r => r.Event == slug && r.Until > now);
        var mine = await reserved.Where(r => r.Moderator == caller.Id)
            .Select(r => new { r.PostId, r.Until, Waits = waiting.Any(p => p.PostId == r.PostId) }).ToListAsync(stop);
        List<string> held = [.. mine.Where(r => r.Waits).Select(r => r.PostId)];
        var free = waiting.Where(p => !reserved.Any(r => r.PostId == p.PostId)).OrderBy(p => p.ReceivedAt).ThenBy(p => p.PostId);
        List<string> more = count > held.Count ? await free.Select(p => p.PostId).Take(count - held.Count).ToListAsync(stop) : [];
        return more.Count == 0 && held.Count == mine.Count && mine.All(r => r.Until > now + RenewAfter) ? null : [.. held, .. more];
    }
}
