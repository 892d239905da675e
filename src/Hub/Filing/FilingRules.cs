using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>The session a post belongs to, and why.</summary>
readonly record struct Filed(string? Session, FiledBy? By = null, double? Confidence = null)
{
    public static readonly Filed Nowhere = new(null);
}

/// <summary>Decides which session a post belongs to: the strongest sign wins. Pure; made once per event and schedule.</summary>
sealed class FilingRules
{
    readonly Dictionary<string, SessionInfo> _byId;
    readonly ILookup<string, SessionInfo> _byTag;

    public FilingRules(IReadOnlyList<SessionInfo> sessions)
    {
        _byId = sessions.ToDictionary(session => session.Id);
        _byTag = sessions
            .SelectMany(session => session.Hashtags.Select(tag => (Tag: TextFold.Tag(tag), Session: session)))
            .ToLookup(pair => pair.Tag, pair => pair.Session);
    }

    /// <param name="post">What to file.</param>
    /// <param name="chosen">The session its author chose, if any.</param>
    /// <param name="parent">Where the post it answers is filed, if anywhere.</param>
    public Filed File(Post post, string? chosen, string? parent)
    {
        if (chosen is not null && _byId.ContainsKey(chosen)) return new(chosen, FiledBy.Author, 1);
        if (ByHashtag(post) is { } tagged) return new(tagged.Id, FiledBy.Hashtag, 1);
        if (parent is not null) return new(parent, FiledBy.Reply, 0.9);
        return Filed.Nowhere;
    }

    // A tag that several sessions share means the one that is on, or the one nearest in time.
    SessionInfo? ByHashtag(Post post) =>
        post.Spans
            .Where(span => span.Kind == SpanKind.Hashtag)
            .SelectMany(span => _byTag[TextFold.Tag(span.Value)])
            .MinBy(session => Distance(session, post.CreatedAt));

    static TimeSpan Distance(SessionInfo session, DateTimeOffset at) =>
        at < session.Start ? session.Start - at : at > session.End ? at - session.End : TimeSpan.Zero;
}
