using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;

namespace Backchannel.Hub.Feed;

// One person's same words that wait for a moderator: they wait as one, and come on show as one.
sealed partial class FeedTransaction
{
    /// <summary>What waits behind a post that is gone waits for itself, and what is let through joins the card that has its words already.</summary>
    async Task RefoldWaiting(CancellationToken stop)
    {
        foreach (var (row, before) in _touched.Where(t => t.Row.TwinOf is null && WaitsNoMore(t.Row, t.Before)).ToList()) await Bequeath(row, before, stop);
        var come = _touched.Where(t => t.Before != Before.Nothing && !t.Before.Admitted && t.Row is { IsOnShow: true, Fingerprint: not 0 }).Select(t => t.Row).ToList();
        foreach (var row in come)
        {
            await Join(row, stop);
            // Whatever waits still is to be looked at for itself.
            foreach (var twin in TwinsOf(row).Where(twin => twin.State == PostState.Held))
            {
                Touch(twin);
                twin.TwinOf = null;
            }
        }
    }

    static bool WaitsNoMore(PostRow row, Before before) =>
        before is { Admitted: false, Body.Length: > 0 } && (row.State == PostState.Deleted || row is { Withdrawn: true, State: PostState.Held });

    async Task Bequeath(PostRow card, Before before, CancellationToken stop)
    {
        var twins = await TwinsOf(card, SameWords.Fingerprint(PostBody.Read(before.Body)), stop);
        if (twins.Find(twin => twin.State == PostState.Held) is not { } heir) return;
        foreach (var twin in twins)
        {
            Touch(twin);
            twin.TwinOf = twin == heir ? null : heir.PostId;
        }
        card.TwinOf = heir.PostId;
    }

    async Task Join(PostRow row, CancellationToken stop)
    {
        foreach (var same in await SaidNear([row.Event], [row.Fingerprint], row.CreatedAt, row.CreatedAt, stop))
            _posts.TryAdd((same.Event, same.PostId), same);
        var post = PostBody.Read(row);
        var card = _posts.Values.FirstOrDefault(other =>
            other != row && other.Event == row.Event && other.Fingerprint == row.Fingerprint && other.IsOnShow && Near(other, row) && HasRoom(other)
            && SameWords.SamePerson(PostBody.Read(other), post));
        if (card is null) return;
        // What was folded into the one is folded into the other.
        foreach (var twin in TwinsOf(row).Where(twin => twin.IsAdmitted))
            if (HasRoom(card)) Fold(twin, card);
            else _ = StandsAlone(twin);
        Rewrite(row, own => own with { AlsoOn = [] });
        if (HasRoom(card)) Fold(row, card);
    }
}
