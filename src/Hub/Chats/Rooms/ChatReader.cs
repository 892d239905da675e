using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats.Answers;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats.Rooms;

/// <summary>Reads how far a chat has come. A question has its words from its plan, else from its post, so that what is gone there is gone here.</summary>
sealed class ChatReader(IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, FeedReader feed)
{
    const int MaxText = 500;

    /// <summary>Of each question a page begins with so many.</summary>
    const int Each = 12, Beside = 30;

    /// <param name="slug">The event.</param>
    /// <param name="session">Its session.</param>
    /// <param name="withPlan">With the words of what is planned, whether its hosts show them or not.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Null where that session is no chat.</returns>
    public async Task<ChatInfo?> Read(string slug, string session, bool withPlan, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known || !known.Chats.ContainsKey(session)) return null;
        await using var db = await archives.CreateDbContextAsync(stop);
        return await Read(db, slug, session, withPlan, stop);
    }

    /// <summary>The chat as a page of it opens; null where that session is no chat.</summary>
    public async Task<ChatRoom?> Room(string slug, string session, CancellationToken stop)
    {
        if (await Read(slug, session, withPlan: false, stop) is not { } chat) return null;
        var sections = new List<ChatSection>();
        foreach (var question in chat.Questions.Where(question => question.AskedAt is not null))
            sections.Add(await Section(slug, session, question.Number, question.PostId, Each, stop));
        sections.Add(await Section(slug, session, 0, null, Beside, stop));
        return new(chat, sections, chat.Pinned is { } pinned ? await feed.Card(slug, pinned, stop) : null);
    }

    async Task<ChatSection> Section(string slug, string session, int question, string? asked, int count, CancellationToken stop)
    {
        var page = await feed.Cards(slug, new(session, Limit: count, Question: question), stop);
        var asks = asked is null ? null : await feed.Card(slug, asked, stop);
        return new(question == 0 ? null : question, asks is null ? page.Entries : [asks, .. page.Entries], page is { More: true, Entries: [var first, ..] } ? first.Seq : null);
    }

    public static async Task<ChatInfo?> Read(ArchiveDb db, string slug, string session, bool withPlan, CancellationToken stop)
    {
        var last = await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleAsync(stop);
        if (await db.Chats.AsNoTracking().SingleOrDefaultAsync(c => c.Event == slug && c.Session == session, stop) is not { } row) return null;
        var questions = await db.ChatQuestions.AsNoTracking().Where(q => q.Event == slug && q.Session == session).OrderBy(q => q.Number).ToListAsync(stop);
        var posts = await Posts(db, slug, [.. questions.Select(question => question.PostId).OfType<string>()], stop);
        var answers = await db.Posts.Where(p => p.Event == slug && p.Session == session && p.ShownSeq > 0 && p.ShownSeq <= last && p.AnswerBy != AnswerBy.Asks)
            .GroupBy(p => p.Question).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop);
        var counts = answers.Where(answer => answer.Key is not null).ToDictionary(answer => answer.Key!.Value, answer => answer.Count);
        List<ChatQuestion> told = [.. questions.Select(question => Told(question, posts, counts, withPlan || row.QuestionsAhead))];
        // What names a question that was never put is with what belongs to none.
        var put = told.Where(question => question.AskedAt is not null).Select(question => question.Number).ToHashSet();
        return new(
            slug, session, KnownChat.People(row.Hosts), KnownChat.People(row.Guests), told,
            row.ClosedAt is null ? questions.Where(question => question.AskedAt is not null).MaxBy(question => question.AskedAt)?.Number : null,
            row.ByTheClock, row.QuestionsAhead, row.Pinned, row.Lead, answers.Where(answer => answer.Key is not { } number || !put.Contains(number)).Sum(answer => answer.Count), row.ClosedAt, last);
    }

    static ChatQuestion Told(ChatQuestionRow question, Dictionary<string, Post> posts, Dictionary<int, int> counts, bool ahead)
    {
        var post = question.PostId is { } id ? posts.GetValueOrDefault(id) : null;
        var words = question.AskedAt is not null || ahead ? question.Planned ?? (post is null ? null : Putting.Words(post)) : null;
        return new(
            question.Number, words is null ? null : TextCut.Shortened(words, MaxText), question.Minute, question.AskedAt, post?.Id,
            question.AskedAt is null ? 0 : counts.GetValueOrDefault(question.Number));
    }

    // A post that is folded into another network's is shown by that one.
    static async Task<Dictionary<string, Post>> Posts(ArchiveDb db, string slug, List<string> ids, CancellationToken stop)
    {
        if (ids.Count == 0) return [];
        var rows = await db.Posts.AsNoTracking().Where(p => p.Event == slug && ids.Contains(p.PostId)).ToListAsync(stop);
        var cards = rows.Select(row => row.TwinOf).OfType<string>().ToList();
        var shown = cards.Count == 0 ? [] : await db.Posts.AsNoTracking().Where(p => p.Event == slug && cards.Contains(p.PostId)).ToDictionaryAsync(row => row.PostId, stop);
        return rows.Select(row => (row.PostId, Card: row.TwinOf is { } card ? shown.GetValueOrDefault(card) : row))
            .Where(pair => pair.Card is { ShownSeq: > 0 }).ToDictionary(pair => pair.PostId, pair => PostBody.Read(pair.Card!));
    }
}
