using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Admission;

/// <summary>
/// Finds what is on show, or about to be, with a word in it. No index knows all the ways to write a word, so that every card is read: before the event
/// is locked, so that nobody waits for it; what changed meanwhile is told by the feed.
/// </summary>
sealed class WordScan(IDbContextFactory<ArchiveDb> archives)
{
    const int Chunk = 2_000;

    /// <returns>Cards with the word, and the feed's number up to which nothing was missed.</returns>
    public async Task<(List<string> Found, long Last)> Find(string slug, string word, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        var (filter, found) = (new WordFilter([word]), new List<string>());
        for (var (after, count) = (0L, Chunk); count == Chunk;)
        {
            var cards = await db.Posts.AsNoTracking().Where(p => p.Event == slug && p.ShownSeq > after).OrderBy(p => p.ShownSeq).Take(Chunk)
                .Select(p => new { p.PostId, p.ShownSeq, p.Body }).ToListAsync(stop);
            found.AddRange(cards.Where(card => filter.Find(AdmissionRules.Texts(PostBody.Read(card.Body))) is not null).Select(card => card.PostId));
            (after, count) = (cards.Count > 0 ? cards[^1].ShownSeq : 0, cards.Count);
        }
        return (found, last);
    }

    /// <summary>What may have it as well: what came or was reworded past that number, and what waits for a delay to pass. Under the event's lock.</summary>
    public static async Task<List<string>> Since(ArchiveDb db, string slug, long last, CancellationToken stop) =>
    [
        .. await db.Entries.Where(e => e.Event == slug && e.Seq > last).Select(e => e.PostId).Distinct().ToListAsync(stop),
        .. await db.Posts.Where(p => p.Event == slug && p.State == PostState.Held && p.ShowAt != null && p.TwinOf == null).Select(p => p.PostId).ToListAsync(stop),
    ];
}
