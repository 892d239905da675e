using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;

namespace Backchannel.Hub.Admission;

// How what is on show is shown.
sealed partial class Deciding
{
    void Pin(PostRow card, Act act, string? why)
    {
        var (wanted, was) = (act == Act.Pin, PostBody.Read(card).Pinned);
        if (!card.IsOnShow)
        {
            _outcomes.Add(new(card.PostId, Outcome.Offshow));
            return;
        }
        if (wanted != was) feed.Pin(card, wanted);
        Conclude(card, act.Name(), wanted == was ? [] : [new(card.PostId) { Pinned = new(was, wanted) }], why);
    }

    async Task Spotlight(PostRow? card, string? why)
    {
        var row = await db.Screens.FindAsync([known.Slug], stop);
        var was = row?.Spotlight;
        if (was == card?.PostId)
        {
            if (card is not null) _outcomes.Add(new(card.PostId, Outcome.Unchanged));
            return;
        }
        if (row is null) db.Screens.Add(row = new() { Event = known.Slug });
        (row.Spotlight, row.At, ChangedScreens) = (card?.PostId, now, true);
        if ((card?.PostId ?? was) is { } about) _outcomes.Add(new(about, Outcome.Done));
        _lines.Add(new((card is null ? Act.Unspotlight : Act.Spotlight).Name(), card, Why: why, Memo: new() { Spotlight = new(was, card?.PostId) }));
    }
}
