using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Sessions by the address of their page and by their code. An address or a code that several sessions share means none of them. Of several that a
/// post links to, the first that is on then counts, else the first.
/// </summary>
sealed class LinkSigns
{
    readonly Dictionary<string, SessionInfo?> _byAddress = [], _byCode = new(StringComparer.Ordinal);

    public LinkSigns(IReadOnlyList<SessionInfo> sessions)
    {
        // What titles speak of is posted by those who heard of it elsewhere, too.
        var titled = sessions.SelectMany(session => Wording.Split(TextFold.Fold(session.Title))).ToHashSet();
        foreach (var session in sessions)
        {
            if (LinkKey.Of(session.Url) is { } key) Add(_byAddress, key, session);
            if (SessionCode.IsTelling(session.Code) && !titled.Contains(TextFold.Fold(session.Code!))) Add(_byCode, session.Code!, session);
        }
    }

    public SessionInfo? Of(Post post)
    {
        SessionInfo? first = null;
        foreach (var session in Linked(post).Concat(Named(post)))
        {
            if (!session.Cancelled && Slots.Covers(session, post.CreatedAt)) return session;
            first ??= session;
        }
        return first;
    }

    IEnumerable<SessionInfo> Linked(Post post)
    {
        if (_byAddress.Count == 0) yield break;
        var links = post.Spans.Where(span => span.Kind == SpanKind.Link).Select(span => span.Value);
        foreach (var link in post.Card is { } card ? links.Append(card.Url) : links)
            foreach (var key in LinkKey.Within(link))
                if (_byAddress.TryGetValue(key, out var session))
                {
                    if (session is not null) yield return session;
                    break;
                }
    }

    IEnumerable<SessionInfo> Named(Post post) =>
        _byCode.Count == 0 ? [] : SessionCode.In(post.Text).Select(word => _byCode.GetValueOrDefault(word)).OfType<SessionInfo>();

    static void Add(Dictionary<string, SessionInfo?> index, string key, SessionInfo session)
    {
        if (!index.TryAdd(key, session)) index[key] = null;
    }
}
