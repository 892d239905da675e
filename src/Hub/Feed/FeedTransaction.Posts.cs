using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Filing;

namespace Backchannel.Hub.Feed;

// Posts and reposts: what comes in.
sealed partial class FeedTransaction
{
    void Seen(PostSeen seen)
    {
        foreach (var known in seen.Events.Select(catalog.Find).OfType<KnownEvent>())
        {
            if (Find(known.Slug, seen.Post.Id) is { } row) SeenAgain(known, row, seen);
            else Insert(known, seen.Post, seen.Unlisted, seen.Session, partial: false, seen.ByHand);
            Remember(known.Slug, seen.Post.Id, seen.Aliases);
        }
    }

    void SeenAgain(KnownEvent known, PostRow row, PostSeen seen)
    {
        if (row.State == PostState.Deleted) return;
        Heard(row, seen.Post.Echo);
        var version = seen.Post.EditedAt?.UtcTicks ?? 0;
        // The same version from another server differs in trifles (where a picture is cached): the first one stands, or they would alternate for ever.
        if (!row.Partial && version <= row.Version) return;

        Touch(row);
        var (stands, fingerprint) = (PostBody.Read(row), row.Fingerprint);
        var post = Resolve(known.Slug, seen.Post with { Id = row.PostId, ReceivedAt = stands.ReceivedAt, AlsoOn = stands.AlsoOn, Pinned = stands.Pinned, Question = stands.Question });
        (row.Partial, row.Version, row.AuthorId, row.Unlisted) = (false, version, post.Author.Id, seen.Unlisted);
        row.CreatedAt = post.CreatedAt;
        Fill(row, post);
        if (row.FiledBy != FiledBy.Moderator) File(known, row, post, seen.Session ?? Chosen(row));
        if (!StaysDecided(row, stands, post)) Admit(known, row, post);
        Reword(row, fingerprint, stands, post);
    }

    void Reposted(PostReposted reposted)
    {
        foreach (var known in reposted.Events.Select(catalog.Find).OfType<KnownEvent>())
        {
            if (_reposts.ContainsKey((known.Slug, reposted.RepostId))) continue;
            var row = Find(known.Slug, reposted.Original.Id) ?? Insert(known, reposted.Original, unlisted: false, chosen: null, partial: true);
            if (row.State == PostState.Deleted) continue;
            var repost = new RepostRow
            {
                Event = known.Slug,
                RepostId = reposted.RepostId,
                PostId = row.PostId,
                AuthorId = reposted.By.Id,
                At = reposted.At,
            };
            _reposts.Add((known.Slug, repost.RepostId), repost);
            db.Reposts.Add(repost);
            Touch(row);
            row.Reposts++;
            Heard(row, reposted.Original.Echo);
        }
    }

    PostRow Insert(KnownEvent known, Post post, bool unlisted, string? chosen, bool partial, bool byHand = false)
    {
        post = Resolve(known.Slug, post);
        var row = new PostRow
        {
            Event = known.Slug,
            PostId = post.Id,
            Network = post.Network,
            AuthorId = post.Author.Id,
            Body = "",
            SearchText = "",
            Unlisted = unlisted,
            Partial = partial,
            Version = post.EditedAt?.UtcTicks ?? 0,
            CreatedAt = post.CreatedAt,
            ReceivedAt = post.ReceivedAt,
            HeardReposts = post.Echo.Reposts,
            HeardReplies = post.Echo.Replies,
            HeardLikes = post.Echo.Likes,
        };
        Touch(row, Before.Nothing);
        Fill(row, post);
        if (byHand && (chosen is null || known.Filing.Knows(chosen))) row.Filed = Filed.ByModerator(chosen);
        else File(known, row, post, chosen);
        Admit(known, row, post);
        _posts.Add((known.Slug, post.Id), row);
        db.Posts.Add(row);
        FoldIntoTwin(row, post);
        return row;
    }

    static void Fill(PostRow row, Post post)
    {
        PostBody.Write(row, post);
        row.SearchText = PostBody.SearchText(post, row.Unlisted);
        row.ReplyTo = post.ReplyTo;
        row.Fingerprint = SameWords.Fingerprint(post);
        row.Traits = TraitsOf(post);
    }

    static Traits TraitsOf(Post post) =>
        (post.Media.Count > 0 ? Traits.Photo : 0) | (post.Question ? Traits.Question : 0) | (post.Spans.Any(span => span.Kind == SpanKind.Link) ? Traits.Link : 0);

    // Some networks name the answered post only by an alias.
    Post Resolve(string slug, Post post) =>
        post.ReplyTo is { } parent && _aliases.TryGetValue((slug, parent), out var real) ? post with { ReplyTo = real } : post;

    void Remember(string slug, string postId, IReadOnlyList<string> aliases)
    {
        foreach (var alias in aliases.Take(8))
            if (alias != postId && _aliases.TryAdd((slug, alias), postId))
            {
                db.Aliases.Add(new() { Event = slug, Alias = alias, PostId = postId });
                Name(slug, alias, postId);
            }
    }

    void EchoHeard(string postId, Echo echo)
    {
        foreach (var row in FindInAllEvents(postId)) Heard(row, echo);
    }

    void Heard(PostRow row, Echo echo)
    {
        if (row.State == PostState.Deleted || echo == new Echo()) return;
        Touch(row);
        // Servers know different counts of one post: the highest stands, or they would alternate.
        (row.HeardReposts, row.HeardReplies, row.HeardLikes) =
            (Math.Max(row.HeardReposts, echo.Reposts), Math.Max(row.HeardReplies, echo.Replies), Math.Max(row.HeardLikes, echo.Likes));
    }

    void Rewrite(PostRow row, Func<Post, Post> change)
    {
        Touch(row);
        var post = change(PostBody.Read(row));
        PostBody.Write(row, post);
        row.SearchText = PostBody.SearchText(post, row.Unlisted);
        row.Traits = TraitsOf(post);
    }
}
