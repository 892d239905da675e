using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Backchannel.Hub.Feed;

// After a change of the programme.
sealed partial class FeedWriter
{
    /// <summary>Entries that are handed on: more than a tail holds would be read from the archive all the same.</summary>
    const int MostHandedOn = 2 * FeedTails.Capacity;

    /// <summary>
    /// Files every post of an event again, as the catalog's programme says now: call it after each change of sessions, rooms or hashtags. It is one
    /// transaction, worked through in chunks, so that an archive of any size takes the memory of a few thousand posts.
    /// </summary>
    /// <returns>What changed, a step for each chunk; the last few thousand entries where it is more.</returns>
    public async Task<IReadOnlyList<FeedStep>> Refile(string slug, CancellationToken stop)
    {
        await _writing.WaitAsync(stop);
        try
        {
            await using var db = await archives.CreateDbContextAsync(stop);
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            await db.Lock(slug, stop);
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            return catalog.Find(slug) is { } known ? await Refile(db, transaction, known, stop) : [];
        }
        finally
        {
            _writing.Release();
        }
    }

    async Task<IReadOnlyList<FeedStep>> Refile(ArchiveDb db, IDbContextTransaction transaction, KnownEvent known, CancellationToken stop)
    {
        var (steps, kept, isWhole, asked) = (new Queue<FeedStep>(), 0, true, new HashSet<string>());
        for (var after = ""; after is not null;)
        {
            var changes = new FeedTransaction(db, catalog, time.GetUtcNow());
            after = await changes.Refile(known, after, stop);
            foreach (var step in await changes.Close(stop))
            {
                steps.Enqueue(step);
                kept += step.Entries.Count;
                asked.UnionWith(step.Questions.Union(step.Chats));
            }
            await changes.SaveFilings(stop);
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
            for (; kept > MostHandedOn && steps.Count > 1; isWhole = false) kept -= steps.Dequeue().Entries.Count;
        }
        await transaction.CommitAsync(stop);
        // A tail that misses the first of them reads on from the archive.
        Tell([.. steps]);
        foreach (var session in asked) questions.Changed(known.Slug, session);
        if (isWhole) await counters.Count([.. steps]);
        else counters.Forget(known.Slug);
        return [.. steps];
    }
}
