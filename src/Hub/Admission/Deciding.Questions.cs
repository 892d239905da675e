using Backchannel.Contracts;

namespace Backchannel.Hub.Admission;

// How far a question has come is a moderator's word too.
sealed partial class Deciding
{
    public async Task Move(string id, QuestionState to)
    {
        if (await Find(id) is not [var card, ..]) return;
        // What is folded into a card asks nothing of its own, so that it is the named post's question.
        var row = feed.Find(known.Slug, id)!;
        if (!await feed.Move(known.Slug, row.PostId, from: null, to, stop))
        {
            _outcomes.Add(new(id, Outcome.Gone));
            return;
        }
        _outcomes.Add(new(id, Outcome.Done));
        _lines.Add(new("question", card, Subject: to.ToString().ToLowerInvariant()));
    }
}
