using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Recaps;

/// <summary>Edits recaps: one transaction under the event's lock, with its line in the log.</summary>
sealed class RecapDesk(IDbContextFactory<ArchiveDb> archives, AuditLog log, TimeProvider time)
{
    public enum Edited { Done, Stale, Gone }

    /// <param name="draft">Without faults.</param>
    public async Task<Edited> Edit(KnownEvent known, Caller caller, string id, RecapDraft draft, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Lock(known.Slug, stop);
        if (await db.Recaps.FindAsync([known.Slug, id], stop) is not { } row) return Edited.Gone;
        if (RecapState.VersionOf(row) != draft.Version) return Edited.Stale;
        var now = time.GetUtcNow();
        row.Edits = RecapSubjects.Write(draft.Over(RecapSubjects.Read(row.Edits)));
        // One edit after the other, whatever the clock does.
        row.ChangedAt = now > row.ChangedAt ? now : row.ChangedAt.AddTicks(1);
        row.By = caller.Id;
        var lines = new List<AuditDraft>();
        if (draft with { Version = null, Published = null } != new RecapDraft(null)) lines.Add(new("recap", Subject: id));
        if (draft.Published is { } published && published != row.PublishedAt is not null)
        {
            row.PublishedAt = published ? now : null;
            lines.Add(new(published ? "publishrecap" : "unpublishrecap", Subject: id));
        }
        await log.Write(db, known.Slug, caller, lines, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Edited.Done;
    }
}
