using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;

namespace Backchannel.Hub.Feed;

// Edits that part what was one card, or what waited as one: its words are the same no more, or what is with them.
sealed partial class FeedTransaction
{
    // With the fingerprint that the archive has.
    readonly Dictionary<PostRow, long> _reworded = [];

    void Reword(PostRow row, long fingerprint, Post stood, Post post)
    {
        if (row.Fingerprint != fingerprint || row.State == PostState.Held && !SameWords.ShowsTheSame(stood, post)) _reworded.TryAdd(row, fingerprint);
    }

    /// <summary>Takes each reworded post out of its card, or its twins out of it; then it folds anew, by its new words.</summary>
    async Task Unfold(CancellationToken stop)
    {
        foreach (var (row, fingerprint) in _reworded.Where(reworded => reworded.Key.State == PostState.Held || reworded.Key.State != PostState.Deleted && reworded.Key.Fingerprint != reworded.Value))
        {
            await Leave(row, stop);
            await Release(row, fingerprint, stop);
            FoldIntoTwin(row, PostBody.Read(row));
        }
    }

    async Task Leave(PostRow row, CancellationToken stop)
    {
        if (row.TwinOf is null) return;
        if (await CardOf(row, stop) is { State: not PostState.Deleted } card)
            Rewrite(card, main => main with { AlsoOn = [.. main.AlsoOn.Where(other => other.PostId != row.PostId)] });
        row.TwinOf = null;
    }

    async Task Release(PostRow card, long fingerprint, CancellationToken stop)
    {
        foreach (var badge in Badges(card)) await FindTwin(card.Event, badge.PostId, stop);
        var twins = await TwinsOf(card, fingerprint, stop);
        var heir = Promote([.. twins.Where(row => row.IsAdmitted)]);
        foreach (var twin in twins.Where(row => !row.IsAdmitted))
        {
            Touch(twin);
            // What is to be looked at waits behind nothing else.
            twin.TwinOf = twin.State == PostState.Held ? null : heir?.PostId;
        }
        Rewrite(card, post => post with { AlsoOn = [] });
    }
}
