using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// What is on show now, as the archive has it.
sealed partial class FeedReader
{
    /// <summary>Cards on show, oldest first: the latest, those before a number, or those from a number on.</summary>
    public async Task<FeedPage> Cards(string slug, CardQuery query, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        var cards = Matching(db, slug, query);
        return query.From is { } from
            ? await Onwards(slug, query, cards.Where(p => p.ShownSeq >= from && p.ShownSeq <= last), last, stop)
            : await Latest(slug, query, cards, last, stop);
    }

    /// <summary>One card, if it is on show.</summary>
    public async Task<FeedEntry?> Card(string slug, string postId, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        return await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Event == slug && p.PostId == postId && p.ShownSeq > 0, stop) is { } row ? Card(row) : null;
    }

    async Task<FeedPage> Latest(string slug, CardQuery query, IQueryable<PostRow> cards, long last, CancellationToken stop)
    {
        if (query.Before is { } edge) cards = cards.Where(p => p.ShownSeq < edge);
        var rows = await cards.OrderByDescending(p => p.ShownSeq).Take(query.Limit + 1).ToListAsync(stop);
        return new(slug, query.Session, Epoch, [.. rows.Take(query.Limit).Reverse().Select(Card)], last, rows.Count > query.Limit);
    }

    async Task<FeedPage> Onwards(string slug, CardQuery query, IQueryable<PostRow> cards, long last, CancellationToken stop)
    {
        var rows = await cards.OrderBy(p => p.ShownSeq).Take(query.Limit + 1).ToListAsync(stop);
        var more = rows.Count > query.Limit;
        return new(slug, query.Session, Epoch, [.. rows.Take(query.Limit).Select(Card)], more ? rows[query.Limit - 1].ShownSeq : last, more);
    }

    // Each condition only where it is asked for, so that the databases can walk an index: the event's, or the session's (no session is one too).
    static IQueryable<PostRow> Matching(ArchiveDb db, string slug, CardQuery query)
    {
        var cards = db.Posts.AsNoTracking().Where(p => p.Event == slug && p.ShownSeq > 0);
        if (query.Session is { } session) cards = cards.Where(p => p.Session == session);
        if (query.Filed is { } filed) cards = filed ? cards.Where(p => p.Session != null) : cards.Where(p => p.Session == null);
        if (query.Question is 0)
            cards = cards.Where(p => p.Question == null || !db.ChatQuestions.Any(q => q.Event == slug && q.Session == p.Session && q.Number == p.Question && q.AskedAt != null));
        else if (query.Question is { } question) cards = cards.Where(p => p.Question == question && p.AnswerBy != AnswerBy.Asks);
        foreach (var word in TextFold.Fold(query.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            var pattern = $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            cards = cards.Where(p => EF.Functions.Like(p.SearchText, pattern, "\\"));
        }
        return cards;
    }

    public static FeedEntry Card(PostRow row) => new(row.ShownSeq, EntryKind.Shown, row.PostId, PostBody.Read(row), row.Session, row.Why, row.Confidence)
    {
        Answer = row.Bound.Told,
    };
}
