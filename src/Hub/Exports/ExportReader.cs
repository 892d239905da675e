using System.Runtime.CompilerServices;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Exports;

/// <summary>One card of an export.</summary>
/// <param name="Entry">The card as it stands. A moderator's word is told even where it took the post out of every session.</param>
/// <param name="IsWhole">False where nothing but its id may be taken away.</param>
readonly record struct Exported(FeedEntry Entry, bool IsWhole);

/// <summary>
/// Reads cards in the order in which they came on show, a page at a time: neither all of them in memory nor a transaction that is open for minutes. What goes
/// while it reads is not in it; what comes is not in it either.
/// </summary>
sealed class ExportReader(IDbContextFactory<ArchiveDb> archives)
{
    const int PageSize = 500;

    public async Task<ExportOutlook> Outlook(ExportQuery query, int left, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var listed = query.Cards(db).Where(p => !p.Unlisted);
        return new(await listed.CountAsync(stop), await Limited(listed).CountAsync(stop), left, await query.Cards(db).CountAsync(p => p.Unlisted, stop));
    }

    /// <param name="whole">How many posts of X may be given whole; of the others the ids.</param>
    public async IAsyncEnumerable<Exported> Read(ExportQuery query, int whole, [EnumeratorCancellation] CancellationToken stop)
    {
        long last, after = 0;
        await using (var db = await archives.CreateDbContextAsync(stop)) last = await db.Events.Where(e => e.Slug == query.Slug).Select(e => e.LastSeq).SingleAsync(stop);
        while (true)
        {
            var rows = await Page(query, after, last, stop);
            foreach (var row in rows) yield return new(Entry(row), row.Network != Network.X || whole-- > 0);
            if (rows.Count < PageSize) yield break;
            after = rows[^1].ShownSeq;
        }
    }

    async Task<List<PostRow>> Page(ExportQuery query, long after, long last, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return await query.Cards(db).AsNoTracking().Where(p => !p.Unlisted && p.ShownSeq > after && p.ShownSeq <= last).OrderBy(p => p.ShownSeq).Take(PageSize).ToListAsync(stop);
    }

    static IQueryable<PostRow> Limited(IQueryable<PostRow> cards) => cards.Where(p => p.Network == Network.X);

    static FeedEntry Entry(PostRow row) => FeedReader.Card(row) with { FiledBy = row.FiledBy == FiledBy.Moderator ? FiledBy.Moderator : row.Why };
}
