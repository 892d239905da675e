using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Sessions by their hashtags. A tag that several share means the one that is on then, else the one nearest in time; of several that are on at
/// once, the one that the post's other words point to. Of several tags the first counts whose session runs, else the first whose session is on, else
/// the first: "from this one to that one" is posted in that one.
/// </summary>
sealed class TagSigns
{
    readonly ILookup<string, SessionInfo> _byTag;

    public TagSigns(IReadOnlyList<SessionInfo> sessions, IReadOnlySet<string> everybodys)
    {
        _byTag = sessions
            .SelectMany(session => session.Hashtags.Select(tag => (Tag: TextFold.Tag(tag), Session: session)))
            .Where(pair => !everybodys.Contains(pair.Tag)).Distinct().ToLookup(pair => pair.Tag, pair => pair.Session);
    }

    public bool Knows(string tag) => _byTag.Contains(tag);

    /// <param name="post">Whose tags to look at.</param>
    /// <param name="hint">Which of several sessions a post points to otherwise, if any.</param>
    public SessionInfo? Of(Post post, Func<Post, IReadOnlyList<SessionInfo>, SessionInfo?> hint) =>
        Slots.FirstOn(In(post).Select(tag => Meant(post, tag, hint)).OfType<SessionInfo>(), post.CreatedAt);

    /// <summary>A post's tags, folded, in order.</summary>
    public static IEnumerable<string> In(Post post) => post.Spans.Where(span => span.Kind == SpanKind.Hashtag).Select(span => TextFold.Tag(span.Value));

    SessionInfo? Meant(Post post, string tag, Func<Post, IReadOnlyList<SessionInfo>, SessionInfo?> hint)
    {
        List<SessionInfo> sharing = [.. _byTag[tag]];
        if (sharing.Count > 1 && sharing.Exists(session => !session.Cancelled)) sharing.RemoveAll(session => session.Cancelled);
        if (sharing is [var only]) return only;
        var running = sharing.FindAll(session => Slots.Runs(session, post.CreatedAt));
        return running.Count > 1 && hint(post, running) is { } meant ? meant : Slots.Nearest(sharing, post.CreatedAt);
    }
}
