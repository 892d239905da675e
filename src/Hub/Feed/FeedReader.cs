using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

/// <summary>Reads feeds from the archive.</summary>
sealed partial class FeedReader(IDbContextFactory<ArchiveDb> archives)
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
            Entry.Session, Entry.FiledBy, Entry.Confidence, Entry.LeftSession)
        {
            Answer = Post.Session == Entry.Session ? Post.Bound.Told : null,
        };
    }
}
