using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Engagement;

/// <summary>Brings a ledger up to date from the archive: at first by reading a few columns of every card, then only what the feed has told of since.</summary>
sealed class LedgerReader(IDbContextFactory<ArchiveDb> archives, TimeProvider time)
{
    /// <summary>Ids named at once; more changes than this cost more to name than to read all.</summary>
    const int AtOnce = 500, MostNamed = 5_000;

    /// <summary>Words are kept of so many of the latest cards at most.</summary>
    const int MostTold = 5_000;

    static readonly TimeSpan Words = TimeSpan.FromMinutes(2 * RisingNow.Minutes);

    /// <summary>Nobody else changes it meanwhile.</summary>
    public async Task Update(string slug, Ledger ledger, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        // Read before the cards are: what comes meanwhile is read again.
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        var changed = ledger.Last == 0 ? null : await Changed(db, slug, ledger.Last, last, stop);
        if (changed is null) await Load(db, slug, ledger, stop);
        else
            foreach (var ids in changed.Chunk(AtOnce)) await Refresh(db, slug, ledger, ids, stop);
        var since = time.GetUtcNow() - Words;
        List<string> untold;
        lock (ledger)
        {
            ledger.Forget(since);
            untold = ledger.Untold(since, MostTold);
            ledger.Last = last;
        }
        foreach (var ids in untold.Chunk(AtOnce)) await Tell(db, slug, ledger, ids, stop);
    }

    /// <summary>Answers and reposts of posts.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Echoes(string slug, IReadOnlyList<string> ids, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var rows = await OnShow(db, slug).Where(p => ids.Contains(p.PostId))
            .Select(p => new { p.PostId, p.HeardReposts, p.Reposts, p.HeardReplies, p.Replies }).ToListAsync(stop);
        return rows.ToDictionary(row => row.PostId, row => Math.Max(row.HeardReposts, row.Reposts) + Math.Max(row.HeardReplies, row.Replies));
    }

    /// <summary>How far each question has come, by its post; those only proposed or dismissed are none. Whether one is on show, the ledger knows.</summary>
    public async Task<IReadOnlyDictionary<string, QuestionState>> Questions(string slug, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return await db.Questions
            .Where(q => q.Event == slug && (q.State == QuestionState.Queued || q.State == QuestionState.Asked || q.State == QuestionState.Answered))
            .ToDictionaryAsync(q => q.PostId, q => q.State, stop);
    }

    /// <summary>What these cards share, of those still on show.</summary>
    public async Task<IReadOnlyList<Shared>> Shared(string slug, IReadOnlyList<Card> cards, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var byId = cards.ToDictionary(card => card.Id);
        var shared = new List<Shared>(cards.Count);
        foreach (var ids in byId.Keys.Chunk(AtOnce))
            foreach (var told in await Bodies(db, slug, ids, stop)) shared.Add(new(byId[told.Post.Id], told));
        return shared;
    }

    /// <summary>Null where it is less to read everything.</summary>
    static async Task<List<string>?> Changed(ArchiveDb db, string slug, long since, long last, CancellationToken stop)
    {
        if (last - since > MostNamed) return null;
        return await db.Entries.Where(e => e.Event == slug && e.Seq > since && e.Seq <= last).Select(e => e.PostId).Distinct().ToListAsync(stop);
    }

    static async Task Load(ArchiveDb db, string slug, Ledger ledger, CancellationToken stop)
    {
        var cards = await Cards(OnShow(db, slug), ledger, stop);
        lock (ledger) ledger.Load(cards);
    }

    static async Task Refresh(ArchiveDb db, string slug, Ledger ledger, string[] ids, CancellationToken stop)
    {
        var cards = await Cards(OnShow(db, slug).Where(p => ids.Contains(p.PostId)), ledger, stop);
        lock (ledger)
        {
            foreach (var id in ids) ledger.Remove(id);
            foreach (var card in cards) ledger.Put(card);
        }
    }

    static async Task Tell(ArchiveDb db, string slug, Ledger ledger, string[] ids, CancellationToken stop)
    {
        var bodies = await Bodies(db, slug, ids, stop);
        lock (ledger)
            foreach (var told in bodies) ledger.Tell(told.Post.Id, told);
    }

    static async Task<List<Card>> Cards(IQueryable<PostRow> posts, Ledger ledger, CancellationToken stop)
    {
        var rows = posts.Select(p => new { p.PostId, p.CreatedAt, p.Network, p.AuthorId, Reply = p.ReplyTo != null, p.Session, p.Traits, p.Unlisted });
        var cards = new List<Card>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(stop))
            cards.Add(new(
                row.PostId, row.CreatedAt, row.Network, ledger.By(row.Network, row.AuthorId), row.Reply, ledger.Session(row.Session), row.Traits, !row.Unlisted));
        return cards;
    }

    static async Task<List<Told>> Bodies(ArchiveDb db, string slug, string[] ids, CancellationToken stop)
    {
        var told = new List<Told>();
        await foreach (var body in OnShow(db, slug).Where(p => ids.Contains(p.PostId)).Select(p => p.Body).AsAsyncEnumerable().WithCancellation(stop))
            told.Add(Told.Of(PostBody.Read(body)));
        return told;
    }

    static IQueryable<PostRow> OnShow(ArchiveDb db, string slug) => db.Posts.AsNoTracking().Where(p => p.Event == slug && p.ShownSeq > 0);
}
