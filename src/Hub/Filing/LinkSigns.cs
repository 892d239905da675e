using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Sessions by the address of their page and by their code. An address or a code that several sessions share means none of them. Of several that a
/// post links to one counts as of several hashtags: <see cref="Slots.FirstOn"/>.
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

    public SessionInfo? Of(Post post) => Slots.FirstOn(Linked(post).Concat(Named(post)), post.CreatedAt);

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
