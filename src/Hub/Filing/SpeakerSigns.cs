using Backchannel.Contracts;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Sessions that are on by their speakers: those that a post mentions by account or by full name; where it names none, the one whose account it comes
/// from. Where that leaves more than one session it says nothing.
/// </summary>
sealed class SpeakerSigns
{
    readonly Dictionary<string, (HashSet<string> Accounts, string[] Names)> _of;

    public SpeakerSigns(IReadOnlyList<SessionInfo> sessions) => _of = sessions
        .Where(session => session.Speakers.Count > 0 || session.SpeakerHandles.Count > 0)
        .ToDictionary(session => session.Id, session => (Accounts(session), session.Speakers.Select(FullName.Key).OfType<string>().ToArray()));

    public SessionInfo? Of(Post post, Wording said, IReadOnlyList<SessionInfo> on)
    {
        var mentioned = AccountName.Mentioned(post).ToList();
        return Only(on, speakers => mentioned.Exists(speakers.Accounts.Contains) || speakers.Names.Any(said.Names), out var none)
            ?? (none && AccountName.Of(post) is var (handle, id) ? Only(on, speakers => speakers.Accounts.Contains(handle) || speakers.Accounts.Contains(id), out _) : null);
    }

    SessionInfo? Only(IReadOnlyList<SessionInfo> on, Func<(HashSet<string> Accounts, string[] Names), bool> has, out bool none)
    {
        var found = on.Where(session => _of.TryGetValue(session.Id, out var speakers) && has(speakers)).Take(2).ToList();
        none = found.Count == 0;
        return found is [var only] ? only : null;
    }

    static HashSet<string> Accounts(SessionInfo session) => [.. session.SpeakerHandles.SelectMany(AccountName.Keys)];
}
