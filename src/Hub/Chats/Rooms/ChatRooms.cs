using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Here;
using Backchannel.Hub.Questions;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats.Rooms;

/// <summary>What hosts do with their chat: each act is one transaction under the event's lock, with its line in the log, and all followers hear of it.</summary>
sealed class ChatRooms(FeedWriter writer, AuditLog log, QuestionPush push, EventCatalog catalog, EventStore events, TimeProvider time)
{
    /// <summary>Under whose name a question is put that nobody is known to lead.</summary>
    const string Nobody = "The hosts";

    /// <summary>Puts a question now: as a post of the host on our own page, which is the question from then on.</summary>
    /// <param name="known">The event.</param>
    /// <param name="session">The chat.</param>
    /// <param name="wanted">The question's number; null for the next that is free.</param>
    /// <param name="words">Its words; null for those that are planned.</param>
    /// <param name="by">Who puts it; null for the clock, which puts nothing twice.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The post that puts it; null where there is nothing to put: no words, too many questions, or by the clock one that was put meanwhile.</returns>
    public async Task<string?> Put(KnownEvent known, string session, int? wanted, string? words, Caller? by, CancellationToken stop)
    {
        var id = (string?)null;
        await writer.Moderate(known.Slug, [], async (feed, db) =>
        {
            var rows = await db.ChatQuestions.AsNoTracking().Where(q => q.Event == known.Slug && q.Session == session).ToListAsync(stop);
            var number = wanted ?? Next(rows);
            if (number > Answers.Marks.Highest) return;
            var question = rows.Find(row => row.Number == number);
            var chat = await db.Chats.AsNoTracking().SingleOrDefaultAsync(c => c.Event == known.Slug && c.Session == session, stop);
            // Two hosts press at once, or the clock is first: it is put once. To put it again takes its words.
            if (words is null && question?.AskedAt is not null)
            {
                id = by is null ? null : question.PostId ?? "";
                return;
            }
            if ((words ?? question?.Planned) is not { } text || chat is null || by is null && (!chat.ByTheClock || chat.ClosedAt is not null)) return;
            var post = Post(known, session, number, text, chat.Lead ?? by?.Name ?? (KnownChat.People(chat.Hosts) is [var host, ..] ? host.Name : Nobody));
            id = post.Id;
            feed.Apply(new PostSeen([known.Slug], post, [], Session: session));
            // The desk's word needs nobody's approval.
            feed.Stand(feed.Find(known.Slug, post.Id)!, new(PostState.Shown, null, DecidedBy: by?.Name ?? chat.Lead ?? Nobody));
            await feed.Put(known, session, number, words, post.Id, stop);
            if (by is not null) await log.Write(db, known.Slug, by, [new("put", Subject: $"Q{number}")], stop);
        }, null, stop);
        return id;
    }

    static int Next(List<ChatQuestionRow> rows) => rows.Select(row => row.Number).DefaultIfEmpty().Max() + 1;

    Post Post(KnownEvent known, string session, int number, string text, string name)
    {
        var tag = known.Session(session) is { Proposed: false, Hashtags: [var own, ..] } ? own : known.Hashtags is [var first, ..] ? first : null;
        return new HereDraft(name, $"Q{number}: {text}{(tag is null ? "" : $" #{tag}")}").ToPost(time.GetUtcNow(), question: false);
    }

    /// <summary>Changes how a chat stands: what is null stays as it is.</summary>
    public async Task<bool> Change(KnownEvent known, string session, NewChatState state, Caller by, CancellationToken stop)
    {
        var found = false;
        await writer.Moderate(known.Slug, state.Pinned is { Length: > 0 } pinned ? [pinned] : [], async (feed, db) =>
        {
            if (await db.Chats.SingleOrDefaultAsync(c => c.Event == known.Slug && c.Session == session, stop) is not { } chat) return;
            // What is not on show in this chat cannot be on top of it.
            if (state.Pinned is { Length: > 0 } id && (feed.Find(known.Slug, id) is not { IsOnShow: true } post || post.Session != session)) return;
            found = true;
            chat.ByTheClock = state.ByTheClock ?? chat.ByTheClock;
            chat.Lead = Given(state.Lead, chat.Lead);
            chat.Pinned = Given(state.Pinned, chat.Pinned);
            if (state.Closed is { } closed) chat.ClosedAt = closed ? chat.ClosedAt ?? time.GetUtcNow() : null;
            await log.Write(db, known.Slug, by, [.. Lines(state, session)], stop);
        }, null, stop);
        if (!found) return false;
        push.Changed(known.Slug, session);
        if (state.Closed is null) return true;
        // From now on it is over, or is not, for everybody: pages, walls and the calendar go by when its session ends.
        await catalog.Reload(CancellationToken.None);
        await Rebind(known.Slug, session, CancellationToken.None);
        await events.Announce(CancellationToken.None);
        return true;
    }

    static string? Given(string? given, string? stood) => given is null ? stood : given.Length == 0 ? null : given;

    static IEnumerable<AuditDraft> Lines(NewChatState state, string session)
    {
        if (state.ByTheClock is { } clock) yield return new("chat", Subject: $"{session}: questions {(clock ? "by the clock" : "by hand")}");
        if (state.Lead is { } lead) yield return new("chat", Subject: $"{session}: {(lead.Length > 0 ? $"led by {lead}" : "led by nobody")}");
        if (state.Pinned is { } pinned) yield return new("chat", Subject: $"{session}: {(pinned.Length > 0 ? "pinned a post" : "pinned nothing")}");
        if (state.Closed is { } closed) yield return new("chat", Subject: $"{session}: {(closed ? "closed" : "opened again")}");
    }

    /// <summary>Plans a question, changes one that was not put yet, or drops it: one at a time, so that hosts who plan at once do not undo each other.</summary>
    /// <param name="number">Null for the next that is free.</param>
    /// <param name="words">Null drops it.</param>
    /// <returns>Its number; null where it was put already, or there are too many.</returns>
    public async Task<int?> Plan(KnownEvent known, string session, int? number, string? words, int? minute, CancellationToken stop)
    {
        var planned = (int?)null;
        await writer.Moderate(known.Slug, [], async (feed, db) =>
        {
            var rows = await db.ChatQuestions.Where(q => q.Event == known.Slug && q.Session == session).ToListAsync(stop);
            var wanted = number ?? Next(rows);
            var row = rows.Find(row => row.Number == wanted);
            if (row?.AskedAt is not null || wanted > Answers.Marks.Highest) return;
            planned = wanted;
            if (words is null && row is not null) db.ChatQuestions.Remove(row);
            else if (words is not null)
            {
                if (row is null) db.ChatQuestions.Add(row = new() { Event = known.Slug, Session = session, Number = wanted });
                (row.Planned, row.Minute) = (words, minute);
            }
            await db.SaveChangesAsync(stop);
            feed.Rebind(known.Slug, session);
        }, null, stop);
        if (planned is not null) push.Changed(known.Slug, session);
        return planned;
    }

    /// <summary>Writes another plan, and binds posts by it.</summary>
    public async Task Plan(KnownEvent known, string session, Func<ArchiveDb, Task> write, CancellationToken stop)
    {
        await writer.Moderate(known.Slug, [], async (feed, db) =>
        {
            await write(db);
            await db.SaveChangesAsync(stop);
            feed.Rebind(known.Slug, session);
        }, null, stop);
        push.Changed(known.Slug, session);
    }

    /// <summary>Says which question a post belongs to, or that it belongs to none.</summary>
    public async Task<Outcome> Bind(KnownEvent known, Caller by, string postId, int? question, CancellationToken stop)
    {
        var outcome = Outcome.Gone;
        await writer.Moderate(known.Slug, [postId], async (feed, db) =>
        {
            if (await feed.Whole(known.Slug, postId, stop) is not [var card, ..] rows || card.Session is not { } session || !known.Chats.ContainsKey(session)) return;
            if (!by.Leads(session))
            {
                outcome = Outcome.Elsewhere;
                return;
            }
            if (question is { } number && !await db.ChatQuestions.AnyAsync(q => q.Event == known.Slug && q.Session == session && q.Number == number, stop)) return;
            foreach (var row in rows) feed.Bind(row, question);
            outcome = Outcome.Done;
            await log.Write(db, known.Slug, by, [new("answer", card, question is { } to ? $"Q{to}" : null)], stop);
        }, null, stop);
        return outcome;
    }

    /// <summary>Notes that what a post asks was answered elsewhere, or needs no answer.</summary>
    public Task SetAside(KnownEvent known, string session, string post, Caller by, CancellationToken stop) => SeeTo(known, session, SeenToRow.Of(post), by, stop);

    /// <summary>Notes that somebody new was greeted.</summary>
    public Task Welcome(KnownEvent known, string session, string author, Caller by, CancellationToken stop) => SeeTo(known, session, author, by, stop);

    Task SeeTo(KnownEvent known, string session, string subject, Caller by, CancellationToken stop) =>
        writer.Moderate(known.Slug, [], async (_, db) =>
        {
            if (await db.SeenTo.AnyAsync(s => s.Event == known.Slug && s.Session == session && s.Subject == subject, stop)) return;
            db.SeenTo.Add(new() { Event = known.Slug, Session = session, Subject = subject, By = by.Name, At = time.GetUtcNow() });
        }, null, stop);

    /// <summary>Looks at all posts of a chat again: its hosts or its plan changed.</summary>
    public async Task Rebind(string slug, string session, CancellationToken stop)
    {
        await writer.Moderate(slug, [], (feed, _) =>
        {
            feed.Rebind(slug, session);
            return Task.CompletedTask;
        }, null, stop);
        push.Changed(slug, session);
    }
}
