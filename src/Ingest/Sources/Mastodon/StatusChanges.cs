using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>What a status says that concerns the watched events: each is tested again, by the server's list of its hashtags, then by its text.</summary>
sealed class StatusChanges(StatusPost posts, EventMatcher matcher, SourceHealth health, TimeProvider time, string host)
{
    /// <returns>Empty for a status that is not for us, or not for everybody.</returns>
    public IReadOnlyList<PostChange> Of(JsonElement status, StatusHead head)
    {
        if (status.Object("reblog") is { } original) return Reposted(status, head, original);
        return Seen(status, head) is { } seen ? [seen] : [];
    }

    PostSeen? Seen(JsonElement status, StatusHead head)
    {
        if (!head.Public) return null;
        if (posts.Read(status, head, time.GetUtcNow()) is not { } post || status.Object("account") is not { } account)
        {
            RefuseNameless();
            return null;
        }
        if (StatusAuthor.IsSuspended(account)) return null;
        var events = matcher.Match(head.Tags);
        if (events.Count == 0) events = matcher.Match(TextScanner.Hashtags(post.Text).Select(tag => tag.Value));
        return events.Count == 0 ? null : new(events, post, [posts.Alias(head.LocalId)], StatusAuthor.AsksNotToBeFound(account));
    }

    IReadOnlyList<PostChange> Reposted(JsonElement status, StatusHead head, JsonElement original)
    {
        if (!head.Public || StatusHead.Read(original, out _) is not { } originalHead || Seen(original, originalHead) is not { } seen) return [];
        if (posts.AuthorOf(status) is not { } by)
        {
            RefuseNameless();
            return [];
        }
        var now = time.GetUtcNow();
        var reposted = new PostReposted(seen.Events, head.PostId, by, status.Moment("created_at")?.Believed(now) ?? now, seen.Post);
        // A repost has no place for the wish not to be found: an original with that wish goes first, as a post of its own.
        return seen.Unlisted ? [seen, reposted] : [reposted];
    }

    void RefuseNameless() => health.Refuse("no author", $"{host} sent a post without an author: it was left out.");
}
