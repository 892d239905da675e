using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

/// <summary>Reads feeds from the archive.</summary>
sealed class FeedReader(IDbContextFactory<ArchiveDb> archives)
{
    public const int PageSize = 500;

    /// <summary>Names the archive; set once it is open.</summary>
    public string Epoch { get; set; } = "";

    /// <summary>The feed itself: every entry past <paramref name="after"/>, in order.</summary>
    public async Task<FeedPage> After(string slug, string? session, long after, int limit, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        var rows = await Joined(db, db.Entries
                .Where(e => e.Event == slug && e.Seq > after && e.Seq <= last && (session == null || e.Session == session || e.LeftSession == session))
                .OrderBy(e => e.Seq).Take(limit))
            .ToListAsync(stop);
        var more = rows.Count == limit && rows[^1].Entry.Seq < last;
        return new(slug, session, Epoch, [.. rows.OrderBy(r => r.Entry.Seq).Select(r => r.ToEntry())], more ? rows[^1].Entry.Seq : last, more);
    }

    /// <summary>What is on show now: the latest cards, or those before a number, oldest first.</summary>
    /// <param name="search">Words that all occur in it, in any case and accents; null for all.</param>
    public async Task<FeedPage> Cards(string slug, string? session, long? before, string? search, int limit, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        var cards = db.Posts.AsNoTracking().Where(p => p.Event == slug && p.ShownSeq > 0 && (session == null || p.Session == session));
        if (before is { } edge) cards = cards.Where(p => p.ShownSeq < edge);
        foreach (var word in TextFold.Fold(search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            var pattern = $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            cards = cards.Where(p => EF.Functions.Like(p.SearchText, pattern, "\\"));
        }
        var rows = await cards.OrderByDescending(p => p.ShownSeq).Take(limit + 1).ToListAsync(stop);
        var entries = rows.Take(limit).Reverse().Select(Card).ToList();
        return new(slug, session, Epoch, entries, last, rows.Count > limit);
    }

    public async Task<(IReadOnlyList<FeedEntry> Entries, long From, long Last)> Tail(string slug, int count, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        var from = Math.Max(0, last - count);
        var rows = await Joined(db, db.Entries.Where(e => e.Event == slug && e.Seq > from && e.Seq <= last)).ToListAsync(stop);
        return ([.. rows.OrderBy(r => r.Entry.Seq).Select(r => r.ToEntry())], from, last);
    }

    /// <summary>Posts that wait for a decision, oldest first.</summary>
    public async Task<IReadOnlyList<HeldPost>> Held(string slug, int limit, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var rows = await db.Posts.AsNoTracking().Where(p => p.Event == slug && p.State == PostState.Held && !p.Withdrawn && p.TwinOf == null)
            .OrderBy(p => p.ReceivedAt).Take(limit).ToListAsync(stop);
        return [.. rows.Select(row => new HeldPost(PostBody.Read(row), row.Reason ?? ""))];
    }

    public async Task<long> CardCount(string slug, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return await db.Posts.LongCountAsync(p => p.Event == slug && p.ShownSeq > 0, stop);
    }

    static FeedEntry Card(PostRow row) => new(row.ShownSeq, EntryKind.Shown, row.PostId, PostBody.Read(row), row.Session, row.Why, row.Confidence);

    static IQueryable<Joint> Joined(ArchiveDb db, IQueryable<EntryRow> entries) =>
        from entry in entries.AsNoTracking()
        join post in db.Posts.AsNoTracking() on new { entry.Event, entry.PostId } equals new { post.Event, post.PostId }
        orderby entry.Seq
        select new Joint { Entry = entry, Post = post };

    sealed class Joint
    {
        public required EntryRow Entry { get; init; }
        public required PostRow Post { get; init; }

        public FeedEntry ToEntry() => new(
            Entry.Seq, Entry.Kind, Entry.PostId, Post.IsOnShow ? PostBody.Read(Post) : null,
            Entry.Session, Entry.FiledBy, Entry.Confidence, Entry.LeftSession);
    }
}
