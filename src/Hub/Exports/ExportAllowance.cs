using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Exports;

/// <summary>
/// X's cap on what may be taken away (its Developer Agreement, "Redistribution of X Content"): ids alone, but for 500 posts a person and day that a person
/// takes by hand. A key is no person. The day is UTC's.
/// </summary>
sealed class ExportAllowance(IDbContextFactory<ArchiveDb> archives, FeedWriter writer, TimeProvider time)
{
    /// <summary>How many posts of X <paramref name="caller"/> may still take away whole today.</summary>
    public async Task<int> Left(Caller caller, CancellationToken stop)
    {
        if (IsProgram(caller)) return 0;
        await using var db = await archives.CreateDbContextAsync(stop);
        return ExportOutlook.LimitedADay - await db.Exports.Where(e => e.Caller == caller.Id && e.Day == Today).Select(e => e.Posts).SingleOrDefaultAsync(stop);
    }

    /// <summary>Takes as many as are left, before any is written: two downloads at once do not get them twice.</summary>
    /// <returns>How many were taken, at most <paramref name="wanted"/>.</returns>
    public async Task<int> Take(Caller caller, int wanted, CancellationToken stop)
    {
        if (IsProgram(caller) || wanted == 0) return 0;
        var taken = 0;
        await writer.Alone(async () => taken = await TakeAlone(caller, wanted, stop), stop);
        return taken;
    }

    async Task<int> TakeAlone(Caller caller, int wanted, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, stop);
        var row = await db.Exports.FindAsync([caller.Id, Today], stop);
        if (row is null) db.Exports.Add(row = new() { Caller = caller.Id, Day = Today });
        var taken = Math.Clamp(ExportOutlook.LimitedADay - row.Posts, 0, wanted);
        row.Posts += taken;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return taken;
    }

    static bool IsProgram(Caller caller) => caller.Id.StartsWith("key:", StringComparison.Ordinal);

    int Today => (int)(time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;
}
