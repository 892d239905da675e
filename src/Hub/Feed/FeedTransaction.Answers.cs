using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats;
using Backchannel.Hub.Chats.Answers;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// Which question of its chat a post belongs to: looked at whenever a post comes or changes, and for all that may be concerned when a question is put.
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
