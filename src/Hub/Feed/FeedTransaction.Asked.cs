using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats.Answers;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// Which questions of a chat are put, and by which posts: heard in the transaction that brings them, so that what a follower is told of an answer and of its
// question is of one piece.
sealed partial class FeedTransaction
{
    /// <summary>Puts a question from the desk, be it one that was planned or a new one, by a post that is in this transaction.</summary>
    public async Task Put(KnownEvent known, string session, int number, string? words, string postId, CancellationToken stop)
    {
        if (await InHand((known.Slug, session), stop) is not { } chat) return;
        var question = Question(chat, known.Slug, number);
        // Other words take the place of those that were planned; words of a moment are the post's alone, and go with it.
        if (question.Planned is not null) question.Planned = words ?? question.Planned;
        (question.AskedAt, question.PostId) = (question.AskedAt ?? now, postId);
        Changed(known.Slug, chat, question.AskedAt.Value);
        if (Find(known.Slug, postId) is { } row) row.Bound = new(number, AnswerBy.Asks, 1);
    }

    /// <summary>Hears which questions are put, in the order in which they were.</summary>
    async Task Hear(IEnumerable<PostRow> rows, CancellationToken stop)
    {
        foreach (var row in rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.PostId, StringComparer.Ordinal))
        {
            var chat = ChatOf(row) is { } place ? _chats.GetValueOrDefault(place) : null;
            var puts = chat is not null && row is { IsAdmitted: true, AnswerBy: not AnswerBy.Hand } ? Puts(row, chat) : null;
            if (row.AnswerBy == AnswerBy.Asks && puts != row.Question) await Unput(row, stop);
            if (puts is not { } number) continue;
            Put(row, chat!, number);
            if (row.AnswerBy == AnswerBy.Asks) continue;
            Touch(row);
            row.Bound = new(number, AnswerBy.Asks, 1);
        }
    }

    int? Puts(PostRow row, ChatInHand chat) =>
        chat.Questions.Find(question => question.PostId == row.PostId)?.Number
        // Anybody may take any name on our own page: there only the desk puts questions.
        ?? (row.Network != Network.Here ? Putting.Of(PostBody.Read(row), Leads(chat, row.Event, PostBody.Read(row)), chat.Highest)
            : row.AnswerBy == AnswerBy.Asks ? row.Question : null);

    /// <summary>Whether a post is by somebody who leads the chat; null where nobody is known to.</summary>
    bool? Leads(ChatInHand chat, string slug, Post post)
    {
        if (chat.Chat.HasAccounts) return chat.Chat.IsLed(post);
        // Whoever put a question leads it.
        var leads = chat.Questions.Select(question => question.PostId is { } id && Find(slug, id) is { State: not PostState.Deleted } row ? (row.Network, row.AuthorId) : default).Where(author => author.AuthorId is not null).ToList();
        return leads.Count == 0 ? null : post.Network != Network.Here && leads.Contains((post.Network, post.Author.Id));
    }

    void Put(PostRow row, ChatInHand chat, int number)
    {
        var question = Question(chat, row.Event, number);
        if (question.PostId == row.PostId) return;
        // The same question by another network or once more: the first of them counts, whatever comes in first. The desk's word stays.
        var stands = question.PostId is { } id && Find(row.Event, id) is { IsAdmitted: true } puts ? puts : null;
        if (stands is not null && (stands.Network == Network.Here || stands.CreatedAt <= row.CreatedAt)) return;
        question.PostId = row.PostId;
        var from = question.AskedAt is { } asked && asked < row.CreatedAt ? asked : row.CreatedAt;
        if (question.AskedAt is null || row.CreatedAt < question.AskedAt) question.AskedAt = row.CreatedAt;
        Changed(row.Event, chat, from);
    }

    // It was reworded, taken off or filed elsewhere. The question stays put, for its answers are there.
    async Task Unput(PostRow row, CancellationToken stop)
    {
        Touch(row);
        row.Bound = Bound.Nowhere;
        foreach (var (place, chat) in _chats)
            if (place.Event == row.Event && chat.Questions.Find(question => question.PostId == row.PostId) is { } question)
            {
                var others = await db.Posts.AsNoTracking()
                    .Where(p => p.Event == place.Event && p.Session == place.Session && p.ShownSeq > 0 && p.Question == question.Number && p.AnswerBy == AnswerBy.Asks && p.PostId != row.PostId)
                    .OrderBy(p => p.CreatedAt).Select(p => p.PostId).ToListAsync(stop);
                question.PostId = others.FirstOrDefault();
                await LoadPosts(others, stop);
                Changed(place.Event, chat, row.CreatedAt);
            }
    }

    ChatQuestionRow Question(ChatInHand chat, string slug, int number)
    {
        if (chat.Questions.Find(question => question.Number == number) is { } known) return known;
        var question = new ChatQuestionRow { Event = slug, Session = chat.Session.Id, Number = number };
        chat.Questions.Add(question);
        db.ChatQuestions.Add(question);
        return question;
    }

    void Changed(string slug, ChatInHand chat, DateTimeOffset from)
    {
        (chat.Rules, chat.IsChanged) = (null, true);
        var place = (slug, chat.Session.Id);
        _rebinding[place] = _rebinding.TryGetValue(place, out var earlier) && earlier < from ? earlier : from;
    }
}
