using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Feed;

// Deletions, hidden posts, and accounts that leave, return or change their name.
sealed partial class FeedTransaction
{
    void Deleted(string id)
    {
        foreach (var row in FindInAllEvents(id)) Erase(row);
        foreach (var repost in catalog.All.Select(e => _reposts.GetValueOrDefault((e.Slug, id))).OfType<RepostRow>().ToList()) Unrepost(repost);
    }

    /// <summary>A moderator's decision about one post.</summary>
    public void Decide(string slug, string postId, PostState state, string reason)
    {
        if (Find(slug, postId) is not { State: not PostState.Deleted } row) return;
        Touch(row);
        (row.State, row.Reason) = (state, reason);
    }

    void Erase(PostRow row)
    {
        if (row.State == PostState.Deleted) return;
        Touch(row);
        (row.State, row.Reason, row.Body, row.SearchText, row.AuthorId, row.Fingerprint) = (PostState.Deleted, null, PostBody.Gone, "", "", 0);
    }

    void Unrepost(RepostRow repost)
    {
        _reposts.Remove((repost.Event, repost.RepostId));
        db.Reposts.Remove(repost);
        if (Find(repost.Event, repost.PostId) is not { } row) return;
        Touch(row);
        row.Reposts = Math.Max(0, row.Reposts - 1);
    }

    void Withdraw(Network network, string authorId, bool gone)
    {
        foreach (var row in Of(network, authorId).Where(row => row.Withdrawn != gone))
        {
            Touch(row);
            row.Withdrawn = gone;
        }
    }

    void Renamed(Network network, Author author)
    {
        foreach (var row in Of(network, author.Id)) Rewrite(row, post => post with { Author = author });
    }

    /// <summary>Where a card leaves, its twin on another network takes its place; where a folded post leaves, the card loses its badge.</summary>
    async Task UnfoldTwins(CancellationToken stop)
    {
        var left = _touched.Where(t => t.Before.OnShow && !t.Row.IsOnShow && t.Row.TwinOf is null).Select(t => t.Row).ToList();
        foreach (var card in left)
        {
            var archived = await db.Posts.Where(p => p.Event == card.Event && p.TwinOf == card.PostId).ToListAsync(stop);
            var twins = archived.Union(_posts.Values).Where(row => row.Event == card.Event && row.TwinOf == card.PostId).ToList();
            if (twins.Find(twin => twin is { State: PostState.Shown, Withdrawn: false }) is not { } heir) continue;
            Touch(heir);
            heir.TwinOf = null;
            foreach (var twin in twins.Where(twin => twin != heir))
            {
                Touch(twin);
                twin.TwinOf = heir.PostId;
            }
            Rewrite(heir, post => post with { AlsoOn = [.. twins.Where(t => t != heir && t.State == PostState.Shown).Select(Badge)] });
        }
        foreach (var twin in _touched.Select(t => t.Row).Where(row => row.TwinOf is not null && (row.State != PostState.Shown || row.Withdrawn)).ToList())
            if (await db.Posts.FindAsync([twin.Event, twin.TwinOf], stop) is { State: not PostState.Deleted } card)
                Rewrite(card, post => post with { AlsoOn = [.. post.AlsoOn.Where(other => other.PostId != twin.PostId)] });
    }

    static Twin Badge(PostRow row) => new(row.Network, row.PostId, PostBody.Read(row).Url);
}
