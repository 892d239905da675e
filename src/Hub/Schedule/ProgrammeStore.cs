using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Schedule;

/// <summary>The one way to change a programme: one transaction, in which all sessions and rooms have hashtags, then the catalog and the filing of posts follow.</summary>
sealed class ProgrammeStore(IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, FeedWriter writer, TimeProvider time)
{
    /// <param name="slug">An event that there is.</param>
    /// <param name="change">Pure: what becomes of the programme.</param>
    /// <param name="stop">Before the commit, as if nothing had been asked.</param>
    /// <param name="beside">What else belongs into the transaction.</param>
    /// <param name="settles">False where more is to be changed: then <see cref="Settle"/> is due once for all of it.</param>
    /// <returns>Whether anything changed; then <see cref="EventStore.Announce"/> is due.</returns>
    public async Task<bool> Change(string slug, Func<Programme, Programme> change, CancellationToken stop, Func<ArchiveDb, Task<bool>>? beside = null, bool settles = true)
    {
        await using (var db = await archives.CreateDbContextAsync(stop))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            await db.Lock(slug, stop);
            var programme = await Write(db, slug, change, stop);
            var more = beside is not null && await beside(db);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
            if (!programme && !more) return false;
        }
        if (settles) await Settle([slug]);
        return true;
    }

    /// <summary>Reads the catalog anew, and files posts by what it is now.</summary>
    public async Task Settle(IEnumerable<string> slugs)
    {
        await catalog.Reload(CancellationToken.None);
        foreach (var slug in slugs) await writer.Refile(slug, CancellationToken.None);
    }

    async Task<bool> Write(ArchiveDb db, string slug, Func<Programme, Programme> change, CancellationToken stop)
    {
        var hashtags = await db.Events.Where(e => e.Slug == slug).Select(e => e.Hashtags).SingleAsync(stop);
        var before = new Programme(
            await db.Sessions.AsNoTracking().Where(s => s.Event == slug).OrderBy(s => s.Start).ThenBy(s => s.Id).ToListAsync(stop),
            await db.Rooms.AsNoTracking().Where(r => r.Event == slug).OrderBy(r => r.Name).ToListAsync(stop));
        var after = HashtagProposals.Complete(change(before), slug, hashtags);
        if (SeriesProgramme.Differs(before, after) && await db.Series.FindAsync([slug], stop) is { } series) series.ChangedAt = time.GetUtcNow();
        Replace(db, before.Sessions, after.Sessions, session => session.Id);
        Replace(db, before.Rooms, after.Rooms, room => room.Name);
        return db.ChangeTracker.HasChanges();
    }

    // The database hears only of what is not as it was.
    static void Replace<T>(ArchiveDb db, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> key)
        where T : class
    {
        var rows = before.ToDictionary(key);
        foreach (var row in after)
        {
            if (!rows.Remove(key(row), out var old)) db.Add(row);
            else if (!ReferenceEquals(old, row)) db.Attach(old).CurrentValues.SetValues(row);
        }
        db.RemoveRange(rows.Values);
    }
}
