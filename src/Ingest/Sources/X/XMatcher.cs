using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.X;

/// <summary>Says what a post of X means for our events.</summary>
sealed class XMatcher(EventMatcher matcher, CaptureSink sink)
{
    /// <returns>What the post means for our events; null where it is not ours or cannot be used.</returns>
    public PostChange? Read(JsonElement data, XIncludes includes)
    {
        sink.Health.Received();
        var (read, fault) = XPosts.Read(data, includes, sink.Time.GetUtcNow());
        if (read is not null) return Change(read);
        if (fault != XPosts.NotForDisplay) sink.Health.Refuse(fault!, $"X sent a post that cannot be used ({fault}): it is left out.");
        return null;
    }

    PostChange? Change(XRead read)
    {
        if (!read.IsRepost)
            return EventsOf(read) is { Count: > 0 } events ? new PostSeen(events, Mended(read), read.Aliases) : null;
        if (read.Original is not { } original)
        {
            sink.Health.Refuse("repost alone", "X sent a repost without its original: it is left out.");
            return null;
        }
        return EventsOf(original) is { Count: > 0 } theirs
            ? new PostReposted(theirs, read.Post.Id, read.Post.Author, read.Post.CreatedAt, Mended(original)) : null;
    }

    Post Mended(XRead read)
    {
        foreach (var flaw in read.Flaws) sink.Health.Mended(flaw);
        return read.Post;
    }

    /// <summary>Asked again of each post: rules also match a quoted post's text, and that does not make the quoting one ours.</summary>
    IReadOnlyList<string> EventsOf(XRead read) =>
        matcher.Match(read.Hashtags) is { Count: > 0 } listed ? listed : matcher.Match(TextScanner.Hashtags(read.Post.Text).Select(tag => tag.Value));
}
