using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Questions;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// Questions: posts that ask something of the session they are filed in. A row beside the post says how far one has come; all else is the post's.
sealed partial class FeedTransaction
{
    const int MostAtOnce = 500;

    readonly Dictionary<(string Event, string Id), Asking> _asking = [];
    readonly Dictionary<(string Event, string Id), QuestionRow> _questions = [];
    readonly HashSet<PostRow> _moved = [];

    /// <summary>Says what is known of a post that was made on our own page.</summary>
    public void Asked(string slug, string postId, Asking asking) => _asking[(slug, postId)] = asking;

    /// <summary>Sets how far a question has come.</summary>
    /// <param name="from">Only where it stands there; null for wherever it stands.</param>
    /// <returns>False where there is no such question.</returns>
    public async Task<bool> Move(string slug, string postId, QuestionState? from, QuestionState to, CancellationToken stop)
    {
        if (Find(slug, postId) is not { State: not PostState.Deleted } row || await db.Questions.FindAsync([slug, row.PostId], stop) is not { } question) return false;
        if (question.State == to || from is not null && question.State != from) return true;
        question.State = to;
        _moved.Add(row);
        Rewrite(row, post => post with { Question = to is QuestionState.Queued or QuestionState.Asked or QuestionState.Answered });
        return true;
    }

    /// <summary>Makes a question of each post that asks one, and takes it from each that does so no more.</summary>
    async Task Question(CancellationToken stop)
    {
        var candidates = _touched.Where(t => t.Row.Body != t.Before.Body || t.Row.Filed != t.Before.Filed || t.Row.IsOnShow != t.Before.OnShow).ToList();
        await LoadQuestions([.. candidates.Where(t => t.Before != Before.Nothing).Select(t => t.Row.PostId).Distinct()], stop);
        foreach (var (row, before) in candidates)
            if (!_questions.TryGetValue((row.Event, row.PostId), out var question)) AddQuestion(row);
            else if (row.State == PostState.Deleted || row.Network != Network.Here && row.Body != before.Body && !QuestionSigns.Asks(PostBody.Read(row)))
                await RemoveQuestion(row, question, stop);
    }

    async Task LoadQuestions(List<string> ids, CancellationToken stop)
    {
        foreach (var some in ids.Chunk(MostAtOnce))
            foreach (var question in await db.Questions.Where(q => _slugs.Contains(q.Event) && some.Contains(q.PostId)).ToListAsync(stop))
                _questions[(question.Event, question.PostId)] = question;
    }

    void AddQuestion(PostRow row)
    {
        var asking = _asking.GetValueOrDefault((row.Event, row.PostId));
        if (!asking.Question && !SeemsToAsk(row)) return;
        var question = new QuestionRow
        {
            Event = row.Event,
            PostId = row.PostId,
            State = asking.Question ? QuestionState.Queued : QuestionState.Proposed,
            Remote = asking.Remote,
            Asker = asking.Visitor,
            At = row.CreatedAt,
        };
        db.Questions.Add(_questions[(row.Event, row.PostId)] = question);
    }

    // An answer asks back; and what was filed by its time alone may have asked anybody.
    static bool SeemsToAsk(PostRow row) =>
        row is { Session: not null, ReplyTo: null, FiledBy: FiledBy.Moderator or FiledBy.Author or FiledBy.Hashtag, State: not PostState.Deleted, AnswerBy: not Contracts.AnswerBy.Asks }
        && QuestionSigns.Asks(PostBody.Read(row));

    async Task RemoveQuestion(PostRow row, QuestionRow question, CancellationToken stop)
    {
        db.Questions.Remove(question);
        await db.Votes.Where(v => v.Event == row.Event && v.PostId == row.PostId).ExecuteDeleteAsync(stop);
        if (row.State != PostState.Deleted) Rewrite(row, post => post with { Question = false });
    }

    /// <summary>Sessions whose board of questions is another one now.</summary>
    IReadOnlyList<string> QuestionSessions(string slug) =>
    [
        .. _touched
            .Where(t => t.Row.Event == slug && (_moved.Contains(t.Row) || _questions.ContainsKey((slug, t.Row.PostId)) && (t.Before.OnShow || t.Row.IsOnShow)))
            .SelectMany(t => new[] { t.Row.Session, t.Before.Filed.Session }).OfType<string>().Distinct(),
    ];
}
