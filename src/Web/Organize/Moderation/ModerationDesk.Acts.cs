using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Live;

namespace Backchannel.Web.Organize.Moderation;

/// <summary>What is asked before something is done.</summary>
public enum Asking { Author, Word, Session, Why }

// What a moderator does.
public sealed partial class ModerationDesk
{
    string _why = "";

    /// <summary>What can be done in the list that is open.</summary>
    IEnumerable<Act> Acts(DeskCard card)
    {
        Act[] own = _list switch
        {
            QueueList.Waiting => [Act.Approve, Act.Refuse, Act.Save],
            QueueList.Shown => [Act.Hide, Act.Save, card.Item.Post.Pinned ? Act.Unpin : Act.Pin],
            QueueList.Refused => [Act.Approve, Act.Save],
            _ => [Act.Approve, Act.Refuse],
        };
        if (!IsModerator) return own;
        if (_list == QueueList.Shown) own = [.. own, card.Id == _page?.Spotlight ? Act.Unspotlight : Act.Spotlight];
        return [.. own, Act.BlockAuthor, Act.BlockWord, Act.TrustAuthor];
    }

    static bool IsBulk(Act act) => act is Act.Approve or Act.Refuse or Act.Hide or Act.Save or Act.Pin or Act.Unpin;

    void Ask(Asking asking, DeskCard card)
    {
        Touch();
        if (card == _queue.Focused) _queue.Question = asking;
    }

    /// <param name="act">What to do.</param>
    /// <param name="card">The one that was before the moderator's eyes: a second press that comes before the next card is there is about this one.</param>
    Task Press(Act act, DeskCard card)
    {
        Touch();
        if (card != _queue.Focused || card.IsGone) return Task.CompletedTask;
        if (act == Act.BlockAuthor) _queue.Question = Asking.Author;
        else if (act == Act.BlockWord) _queue.Question = Asking.Word;
        else return Decide(act, IsBulk(act) ? _queue.Concerned : [card], null);
        return Task.CompletedTask;
    }

    async Task Answer(string answer)
    {
        Touch();
        var (asking, card) = (_queue.Question, _queue.Focused);
        _queue.Question = null;
        if (asking == Asking.Why) _why = answer;
        else if (card is null) return;
        else if (asking == Asking.Author) await Decide(Act.BlockAuthor, [card], null);
        else if (asking == Asking.Word) await Decide(Act.BlockWord, [], answer);
        else await File(card, answer);
    }

    /// <summary>Takes the cards away at once, and puts back those that the hub did not take.</summary>
    async Task Decide(Act act, IReadOnlyList<DeskCard> cards, string? word)
    {
        if (cards.Count == 0 && act != Act.BlockWord) return;
        var (ids, why) = (cards.Select(card => card.Id).ToList(), NullIfEmpty(_why));
        _why = "";
        // Before the hub is asked: while it answers, what it counts may have the decision in it already.
        int? waiting = _list == QueueList.Waiting ? Count(QueueList.Waiting) : null;
        if (Leaves(act)) _queue.Send(cards);
        await InOrder(async () =>
        {
            var answer = await Try(() => Hub.Decide(_token, Slug, new(act, ids, word, why), _closing.Token));
            if (answer?.Answer is { } made) Took(act, ids, made, waiting);
            else PutBack(ids, answer?.Trouble ?? "The hub cannot be reached just now: this was not done.");
        });
        await Refresh();
    }

    void Took(Act act, IReadOnlyList<string> ids, DecisionMade made, int? waiting)
    {
        if (made.Number is { } number) _done.Push(number);
        var done = made.Posts.Count(post => post.Outcome is Outcome.Done or Outcome.Unchanged or Outcome.Gone);
        foreach (var held in made.Posts.Where(post => post.Outcome is not (Outcome.Done or Outcome.Unchanged or Outcome.Gone)))
            PutBack([held.Id], held.Outcome switch
            {
                Outcome.Reserved => $"{held.By} is looking at this one.",
                Outcome.Offshow => "This one is not on show.",
                _ => "This one is in a session that is not yours.",
            });
        // Also those that the hub does not name: of a blocked author, say, one that somebody refused just before.
        _queue.Sent(ids);
        var left = waiting is { } were ? $" {Math.Max(0, were - done)} left." : "";
        _said = $"{QueueWords.Done(act, made.Posts.Count(post => post.Outcome == Outcome.Done))}.{left}{(made.Number is null ? "" : " U takes it back.")}";
    }

    void PutBack(IReadOnlyList<string> ids, string trouble)
    {
        _queue.PutBack(ids, trouble);
        _said = $"Not done: {trouble}";
    }

    bool Leaves(Act act) => act switch
    {
        Act.Approve => _list != QueueList.Shown,
        Act.Refuse or Act.Hide => _list != QueueList.Refused,
        Act.Save => _list != QueueList.Saved,
        Act.BlockAuthor => _list is QueueList.Waiting or QueueList.Shown,
        _ => false,
    };

    async Task File(DeskCard card, string session)
    {
        var answer = await Try(() => Hub.FilePost(_token, Slug, card.Id, NullIfEmpty(session), _closing.Token));
        if (answer is { Status: HttpStatusCode.NoContent }) _said = session.Length > 0 ? $"Filed in {_sessions.FirstOrDefault(s => s.Id == session)?.Title}." : "Taken out of every session.";
        else _said = $"Not done: {answer?.Trouble ?? "the hub cannot be reached just now."}";
        await Refresh();
    }

    async Task InOrder(Func<Task> act)
    {
        await _inOrder.WaitAsync(_closing.Token);
        try
        {
            await act();
        }
        finally
        {
            _inOrder.Release();
        }
    }

    /// <returns>Null where the hub is away.</returns>
    async Task<DeskAnswer<T>?> Try<T>(Func<Task<DeskAnswer<T>>> ask) where T : class
    {
        try
        {
            var answer = await ask();
            if (answer.Status == HttpStatusCode.Unauthorized) SignIn();
            return answer;
        }
        catch (Exception trouble) when (HubClient.IsTrouble(trouble, _closing.Token))
        {
            _stale = true;
            return null;
        }
    }
}
