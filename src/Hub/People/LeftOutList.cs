using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.People;

/// <summary>
/// Who asked to be left out of the people pages. Kept by handle, and by id where the handle is known here: whoever takes another handle later stays
/// left out.
/// </summary>
sealed class LeftOutList(IDbContextFactory<ArchiveDb> archives, TimeProvider time)
{
    /// <summary>More than this is not asked by people; an organizer can make room.</summary>
    public const int Most = 10_000;

    /// <summary>Another one than before: the list has changed. Read each time, for another hub may have changed it.</summary>
    public async Task<(int Count, DateTimeOffset Last)> Stamp(string slug, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return (await db.LeftOut.CountAsync(row => row.Event == slug, stop),
            await db.LeftOut.Where(row => row.Event == slug).OrderByDescending(row => row.At).Select(row => row.At).FirstOrDefaultAsync(stop));
    }

    /// <summary>Keys of accounts, as <see cref="Names.Key"/> makes them.</summary>
    public async Task<IReadOnlySet<string>> All(string slug, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return (await db.LeftOut.Where(row => row.Event == slug).Select(row => row.Account).ToListAsync(stop)).ToHashSet();
    }

    /// <returns>False where the list is full.</returns>
    public async Task<bool> Add(string slug, IReadOnlyCollection<string> accounts, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Two who ask for the same at once wait for each other here.
        await db.Lock(slug, stop);
        var there = await db.LeftOut.Where(row => row.Event == slug && accounts.Contains(row.Account)).Select(row => row.Account).ToListAsync(stop);
        var missing = accounts.Except(there).ToList();
        if (missing.Count > 0 && await db.LeftOut.CountAsync(row => row.Event == slug, stop) + missing.Count > Most) return false;
        db.LeftOut.AddRange(missing.Select(account => new LeftOutRow { Event = slug, Account = account, At = time.GetUtcNow() }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    public async Task Remove(string slug, IReadOnlyCollection<string> accounts, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await db.LeftOut.Where(row => row.Event == slug && accounts.Contains(row.Account)).ExecuteDeleteAsync(stop);
    }
}
