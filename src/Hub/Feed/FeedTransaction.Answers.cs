using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats;
using Backchannel.Hub.Chats.Answers;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// Which question of its chat a post belongs to. Questions are heard from the posts of whoever leads the chat, in the transaction that brings them, so that
// what a follower is told of an answer and of its question is of one piece.
sealed partial class FeedTransaction
{
    readonly Dictionary<(string Event, string Session), ChatInHand> _chats = [];

    /// <summary>Chats of which all posts are to be looked at again, from a moment on.</summary>
    readonly Dictionary<(string Event, string Session), DateTimeOffset> _rebinding = [];

    /// <summary>A chat whose questions this transaction may change.</summary>
    sealed record ChatInHand(KnownChat Chat, SessionInfo Session, List<ChatQuestionRow> Questions)
    {
        public AnswerRules? Rules { get; set; }
        public bool IsChanged { get; set; }
        public int Highest => Questions.Where(question => question.AskedAt is not null).Select(question => question.Number).DefaultIfEmpty().Max();
    }

    /// <summary>Looks at all posts of a chat again: its hosts or its plan changed.</summary>
    public void Rebind(string slug, string session) => _rebinding[(slug, session)] = DateTimeOffset.MinValue;

    /// <summary>A host's or moderator's word on which question a post belongs to; its thread goes along.</summary>
    public void Bind(PostRow row, int? question)
    {
        Touch(row);
        row.Bound = Bound.ByHand(question);
    }

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

    async Task BindAnswers(CancellationToken stop)
    {
        // What leads no chat pays for nothing but this look.
        var concerned = _touched.Select(t => t.Row).Where(row => ChatOf(row) is not null || row.Bound != Bound.Nowhere).ToList();
        if (concerned.Count == 0 && _rebinding.Count == 0) return;
        foreach (var place in concerned.Select(ChatOf).Concat(_touched.Select(t => ChatOf(t.Row.Event, t.Before.Filed.Session))).Concat(_rebinding.Keys.Select(key => ((string, string)?)key)).OfType<(string, string)>().Distinct().ToList())
            await InHand(place, stop);
        await Hear(concerned, stop);
        foreach (var (place, from) in _rebinding.ToList())
        {
            var again = await Since(place, from, stop);
            if (from == DateTimeOffset.MinValue) await Hear(again, stop);
            concerned.AddRange(again);
        }
        await LoadPosts([.. concerned.Select(row => row.ReplyTo).OfType<string>().Distinct()], stop);
        var moved = BindAll(concerned.Distinct().OrderBy(row => row.CreatedAt).ThenBy(row => row.PostId, StringComparer.Ordinal));
        for (var step = 0; step < LongestThread && moved.Count > 0; step++) moved = BindAll(await AnswersTo(moved, stop));
    }

    (string Event, string Session)? ChatOf(PostRow row) => ChatOf(row.Event, row.Session);

    (string Event, string Session)? ChatOf(string slug, string? session) =>
        session is not null && catalog.Find(slug) is { } known && known.Chats.ContainsKey(session) ? (slug, session) : null;

    async Task<ChatInHand?> InHand((string Event, string Session) place, CancellationToken stop)
    {
        if (_chats.TryGetValue(place, out var chat)) return chat;
        if (catalog.Find(place.Event) is not { } known || !known.Chats.TryGetValue(place.Session, out var told) || known.Session(place.Session) is not { } session) return null;
        // Tracked also where rows are not: a programme that changed is filed anew without reading most of them.
        var questions = await db.ChatQuestions.AsTracking().Where(q => q.Event == place.Event && q.Session == place.Session).ToListAsync(stop);
        await LoadPosts([.. questions.Select(question => question.PostId).OfType<string>()], stop);
        return _chats[place] = new(told, session, questions);
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

    /// <summary>A chat's posts since a moment, and those that may have waited for their question.</summary>
    async Task<List<PostRow>> Since((string Event, string Session) place, DateTimeOffset from, CancellationToken stop)
    {
        var since = from < DateTimeOffset.UnixEpoch ? from : from - AnswerRules.Slack;
        var rows = await db.Posts
            .Where(p => p.Event == place.Event && p.Session == place.Session && p.State != PostState.Deleted && (p.CreatedAt >= since || p.AnswerBy == null || p.AnswerBy == AnswerBy.Early)).ToListAsync(stop);
        foreach (var row in rows) _posts.TryAdd((row.Event, row.PostId), row);
        // What this transaction brings or changed is not in the database yet, or another there.
        return [.. _posts.Values.Where(row => row.Event == place.Event && row.Session == place.Session && row.State != PostState.Deleted)];
    }

    /// <returns>Those whose own answers are to follow.</returns>
    List<PostRow> BindAll(IEnumerable<PostRow> rows)
    {
        var moved = new List<PostRow>();
        foreach (var row in rows.ToList())
        {
            var bound = BoundNow(row);
            if (bound == row.Bound && !(_before.TryGetValue(row, out var before) && before.Bound != bound)) continue;
            if (bound == row.Bound && !_followed.Add(row)) continue;
            if (bound != row.Bound)
            {
                Touch(row);
                row.Bound = bound;
                _ = _followed.Add(row);
            }
            moved.Add(row);
        }
        return moved;
    }

    // Whose answers were told already that it moved.
    readonly HashSet<PostRow> _followed = [];

    Bound BoundNow(PostRow row)
    {
        if (row.State == PostState.Deleted || ChatOf(row) is not { } place || _chats.GetValueOrDefault(place) is not { } chat) return row.AnswerBy == AnswerBy.Hand && row.State != PostState.Deleted ? row.Bound : Bound.Nowhere;
        // Said of another chat, whose questions have the same numbers.
        var isElsewhere = _before.TryGetValue(row, out var before) && before.Filed.Session is { } stood && stood != row.Session;
        if (row.AnswerBy is AnswerBy.Asks || row.AnswerBy is AnswerBy.Hand && !isElsewhere) return row.Bound;
        // What was answered to an answer stays with the question when that is taken back.
        if (row.AnswerBy is AnswerBy.Reply or AnswerBy.Thread && !isElsewhere && row.ReplyTo is { } above && Find(row.Event, above) is { State: PostState.Deleted }) return row.Bound;
        return Rules(chat, row.Event).Bind(PostBody.Read(row), BoundOfParent(row));
    }

    AnswerRules Rules(ChatInHand chat, string slug)
    {
        if (chat.Rules is { } made) return made;
        var put = chat.Questions.Where(question => question.AskedAt is not null).Select(question =>
        {
            var post = question.PostId is { } id && Find(slug, id) is { State: not PostState.Deleted } row ? PostBody.Read(row) : null;
            return new Put(question.Number, question.AskedAt!.Value, question.Planned ?? (post is null ? "" : OwnWords.Of(post)), post?.Url);
        });
        return chat.Rules = new([.. put], chat.Questions.Exists(question => question.Planned is not null) ? chat.Questions.Select(question => question.Number).ToHashSet() : null, post => Leads(chat, slug, post) is true, chat.Session.End);
    }

    Bound? BoundOfParent(PostRow row) =>
        row.ReplyTo is { } id && Find(row.Event, id) is { } parent && parent != row && parent.State != PostState.Deleted && parent.Session == row.Session ? parent.Bound : null;

    /// <summary>Chats of which a question changed, or a card left its question: new ones are counted by whoever is sent them.</summary>
    IReadOnlyList<string> ChatsChanged(string slug) =>
    [
        .. _chats.Where(chat => chat.Key.Event == slug && chat.Value.IsChanged).Select(chat => chat.Key.Session)
            .Concat(_touched.Where(t => t.Row.Event == slug && t.Before.OnShow && (!t.Row.IsOnShow || t.Row.Bound.Question != t.Before.Bound.Question || t.Row.Session != t.Before.Filed.Session))
                .SelectMany(t => new[] { ChatOf(t.Row), ChatOf(slug, t.Before.Filed.Session) }).OfType<(string Event, string Session)>().Select(place => place.Session)).Distinct(),
    ];
}
