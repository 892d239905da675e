using Backchannel.Contracts;
using Backchannel.Hub.Archive;

namespace Backchannel.Hub.Feed;

// Deletions, and accounts that leave, return or change their name.
sealed partial class FeedTransaction
{
    void Deleted(string id)
    {
        foreach (var row in FindInAllEvents(id)) Erase(row);
        foreach (var repost in catalog.All.Select(e => _reposts.GetValueOrDefault((e.Slug, id))).OfType<RepostRow>().ToList()) Unrepost(repost);
    }

    void Erase(PostRow row)
    {
        if (row.State == PostState.Deleted) return;
        Touch(row);
        (row.Standing, row.Body, row.SearchText, row.AuthorId, row.Fingerprint) = (new(PostState.Deleted), PostBody.Gone, "", "", 0);
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
        foreach (var row in Of(network, author.Id))
        {
            var before = PostBody.Read(row);
            Rewrite(row, post => post with { Author = author });
            var post = PostBody.Read(row);
            if ((before.Author.Name, before.Author.AvatarUrl) != (author.Name, author.AvatarUrl)) row.Version++;
            // A name is shown as large as words are.
            if (catalog.Find(row.Event) is { } known && !StaysDecided(row, before, post) && Verdict(known, row, before) != Verdict(known, row, post)) Admit(known, row, post);
            Reword(row, row.Fingerprint, before, post);
        }
    }
}
