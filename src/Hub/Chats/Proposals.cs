using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats;

/// <summary>Series that people proposed, until an organizer has decided.</summary>
sealed class Proposals(IDbContextFactory<ArchiveDb> archives, ChatCalendar calendar, TimeProvider time)
{
    const int MostOpen = 200;

    /// <returns>Its id; null where so many wait that somebody has to decide first.</returns>
    public async Task<string?> Add(string by, SeriesDraft draft, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Two who take the last place at once wait for each other here.
        await db.LockAccess(stop);
        if (await db.Proposals.CountAsync(stop) >= MostOpen) return null;
        var row = new ProposalRow { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), Draft = JsonSerializer.Serialize(draft, ContractJson.Options), By = by, At = time.GetUtcNow() };
        db.Proposals.Add(row);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return row.Id;
    }

    /// <summary>What it would look like, were it sent.</summary>
    public ChatProposal Unsent(string by, SeriesDraft draft) => new("", by, time.GetUtcNow(), draft, Clashes(draft));

    public async Task<IReadOnlyList<ChatProposal>> All(CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return [.. (await db.Proposals.AsNoTracking().OrderBy(p => p.At).ThenBy(p => p.Id).ToListAsync(stop)).Select(Read)];
    }

    public async Task<ChatProposal?> Find(string id, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return await db.Proposals.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop) is { } row ? Read(row) : null;
    }

    /// <returns>False where somebody else was faster.</returns>
    public async Task<bool> Remove(string id, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return await db.Proposals.Where(p => p.Id == id).ExecuteDeleteAsync(stop) > 0;
    }

    ChatProposal Read(ProposalRow row)
    {
        var draft = JsonSerializer.Deserialize<SeriesDraft>(row.Draft, ContractJson.Options)!;
        return new(row.Id, row.By, row.At, draft, Clashes(draft));
    }

    IReadOnlyList<ChatClash> Clashes(SeriesDraft draft) => calendar.Clashes(SeriesDrafts.Read(draft, SeriesDesk.SlugOf(draft), null));
}
