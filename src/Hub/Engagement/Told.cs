using Backchannel.Contracts;
using Backchannel.Hub.Digests;
using Backchannel.Hub.People;
using Backchannel.Text;

namespace Backchannel.Hub.Engagement;

/// <summary>What is kept of the words of a recent card: what it shares, and who says so.</summary>
/// <param name="Post">Photos and pages.</param>
/// <param name="Handle">Its author's.</param>
/// <param name="Tags">Its hashtags.</param>
/// <param name="Keys">What its author may be called in the list of those who asked to be left out.</param>
sealed record Told(DigestPost Post, string Handle, IReadOnlyList<ToldTag> Tags, IReadOnlyList<string> Keys)
{
    const int MostTags = 12;

    public static Told Of(Post post) => new(
        DigestPost.Of(post), post.Author.Handle,
        [
            .. post.Spans.Where(span => span.Kind == SpanKind.Hashtag).Select(span => new ToldTag(TextFold.Tag(span.Value), span.Value))
                .Where(tag => tag.Key.Length > 0).DistinctBy(tag => tag.Key).Take(MostTags),
        ],
        [.. Names.Of(post.Network, post.Author)]);
}

/// <summary>A hashtag: folded, and as it was written.</summary>
readonly record struct ToldTag(string Key, string Spelling);
