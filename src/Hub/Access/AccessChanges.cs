using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

/// <summary>What was done to who may enter.</summary>
/// <param name="Event">The event it concerns; null for all.</param>
/// <param name="By">Who did it.</param>
/// <param name="Words">What it was, and to whom: never a secret.</param>
sealed record AccessChange(string? Event, Caller By, string Words);

/// <summary>
/// The one way in which access changes: one change at a time, whatever hub makes it, so that no link is used twice and the last organizer cannot be
/// removed by two at once.
/// </summary>
sealed class AccessChanges(IDbContextFactory<ArchiveDb> archives, AuditLog log)
{
    const string Act = "access";

    /// <param name="change">Changes rows and says what it did, or why it did not.</param>
    /// <returns>Why nothing was changed; null where it was.</returns>
    public async Task<ProblemHttpResult?> Make(Func<ArchiveDb, Task<(AccessChange? Done, ProblemHttpResult? Refused)>> change, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockAccess(stop);
        var (done, refused) = await change(db);
        if (refused is not null) return refused;
        if (done is not null) await Note(db, done, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return null;
    }

    /// <summary>Writes it in the log of the event; what concerns all, in each.</summary>
    async Task Note(ArchiveDb db, AccessChange done, CancellationToken stop)
    {
        foreach (var slug in await db.Events.Where(e => done.Event == null || e.Slug == done.Event).Select(e => e.Slug).OrderBy(slug => slug).ToListAsync(stop))
        {
            await db.Lock(slug, stop);
            await log.Write(db, slug, done.By, [new(Act, Subject: done.Words)], stop);
        }
    }
}
