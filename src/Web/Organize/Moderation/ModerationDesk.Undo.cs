using Backchannel.Contracts;

namespace Backchannel.Web.Organize.Moderation;

// Taking back what was decided on this page, the latest first.
public sealed partial class ModerationDesk
{
    readonly Stack<long> _done = [];

    async Task Undo()
    {
        Touch();
        await InOrder(UndoLatest);
        await Refresh();
    }

    async Task UndoLatest()
    {
        if (!_done.TryPeek(out var number)) return;
        var answer = await Try(() => Hub.Undo(_token, Slug, number, _closing.Token));
        if (answer is null)
        {
            _said = "The hub cannot be reached just now: nothing was taken back.";
            return;
        }
        _done.Pop();
        if (_list != QueueList.Waiting) Clear();
        if (answer.Answer is { } made) _queue.Expect([.. made.Posts.Where(post => post.Outcome == Outcome.Done).Select(post => post.Id)]);
        _said = answer.Answer is null ? answer.Trouble! : Undone(answer.Answer);
    }

    static string Undone(DecisionMade made)
    {
        var stood = made.Posts.Count(post => post.Outcome is not Outcome.Done);
        var overtaken = stood > 0 ? $" {QueueWords.Posts(stood)} changed since and {(stood is 1 ? "stays as it is" : "stay as they are")}." : "";
        var rule = made.Rule == Outcome.Overtaken ? " The rule had been taken off already." : "";
        return (made.Number is null ? "Nothing was taken back." : "Taken back.") + overtaken + rule;
    }
}
