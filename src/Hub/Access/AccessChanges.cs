using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Access;

/// <summary>What was done to who may enter.</summary>
/// <param name="Event">The event it concerns; null for all.</param>
/// <param name="By">Who did it.</param>
/// <param name="Act">In one or two words.</param>
/// <param name="Subject">To whom or to what, by its name: never a secret.</param>
sealed record AccessChange(string? Event, Caller By, string Act, string Subject);

/// <summary>
/// The one way in which access changes: one change at a time, whatever hub makes it, so that no link is used twice and the last organizer cannot be
/// removed by two at once.
/// </summary>
sealed partial class AccessChanges(IDbContextFactory<ArchiveDb> archives, ILogger<AccessChanges> logger)
{
    /// <param name="change">Changes rows and says what it did, or why it did not.</param>
    /// <returns>Why nothing was changed; null where it was.</returns>
    public async Task<ProblemHttpResult?> Make(Func<ArchiveDb, Task<(AccessChange? Done, ProblemHttpResult? Refused)>> change, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockAccess(stop);
        var (done, refused) = await change(db);
        if (refused is not null) return refused;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        if (done is not null) LogChanged(done.By.Name, done.Act, done.Subject, done.Event ?? "all events");
        return null;
    }

    [LoggerMessage(LogLevel.Information, "Access: {Name}: {Act}: {Subject} ({Event})")]
    partial void LogChanged(string name, string act, string subject, string @event);
}
