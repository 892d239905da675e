using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Filing;

namespace Backchannel.Hub.Feed;

// What moderators decide, and what stays decided whatever a network sends later.
sealed partial class FeedTransaction
{
    /// <summary>Locks one event until the commit and reads those of its posts; call before all else.</summary>
    public async Task Open(string slug, IReadOnlyList<string> postIds, CancellationToken stop)
    {
        await db.Lock(slug, stop);
        _locked.Add(slug);
        await Load([.. postIds.Select(id => new PostDeleted(id))], stop);
    }

    /// <summary>Reads more of them, of which it is known only now that they are concerned.</summary>
    public Task Read(IReadOnlyList<string> postIds, CancellationToken stop) => LoadPosts([.. postIds], stop);

    /// <summary>
    /// What is decided on as one: a card, which comes first, and all that is folded into it. They are the same words, and one of them would take its place.
    /// </summary>
    /// <returns>None where there is no such post, or it is deleted.</returns>
    public async Task<IReadOnlyList<PostRow>> Whole(string slug, string postId, CancellationToken stop) =>
        Find(slug, postId) is { State: not PostState.Deleted } row ? await Folded(row, stop) : [];

    public void Stand(PostRow row, Standing standing)
    {
        Touch(row);
        row.Standing = standing;
    }

    public void Pin(PostRow row, bool pinned) => Rewrite(row, post => post with { Pinned = pinned });

    /// <summary>Its thread goes along.</summary>
    public void File(PostRow row, Filed filed)
    {
        Touch(row);
        row.Filed = filed;
    }

    /// <summary>
    /// A moderator's word on what comes in anew. What was taken off stays off, whatever becomes of its words; what was let through was let through for its
    /// words, so that other ones, or another face to them, are looked at again.
    /// </summary>
    static bool StaysDecided(PostRow row, Post stood, Post post) =>
        row.State == PostState.Hidden || row.DecidedBy is not null && (row.State != PostState.Shown || SaysTheSame(stood, post));

    static bool SaysTheSame(Post a, Post b) =>
        a.Text == b.Text && a.Warning == b.Warning && a.Author.Name == b.Author.Name && a.Author.AvatarUrl == b.Author.AvatarUrl && a.Card == b.Card
        && a.Media.Select(media => (media.Kind, media.Url, media.Alt)).SequenceEqual(b.Media.Select(media => (media.Kind, media.Url, media.Alt)));
}
