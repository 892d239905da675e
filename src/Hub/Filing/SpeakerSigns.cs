using Backchannel.Contracts;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Sessions that are on by their speakers: those that a post mentions by account or by full name; where it names none, the one whose account it comes
/// from. Where that leaves more than one session it says nothing: somebody is torn between them.
/// </summary>
sealed class SpeakerSigns
{
    readonly Dictionary<string, (HashSet<string> Accounts, string[] Names)> _of;

    public SpeakerSigns(IReadOnlyList<SessionInfo> sessions) => _of = sessions
        .Where(session => session.Speakers.Count > 0 || session.SpeakerHandles.Count > 0)
        .ToDictionary(session => session.Id, session => (Accounts(session), session.Speakers.Select(FullName.Key).OfType<string>().ToArray()));

    /// <summary>The sessions whose speakers a post names.</summary>
    public List<SessionInfo> Named(Post post, Wording said, IReadOnlyList<SessionInfo> on)
    {
        var mentioned = AccountName.Mentioned(post).ToList();
        return Where(on, speakers => mentioned.Exists(speakers.Accounts.Contains) || speakers.Names.Any(said.Names));
    }

    /// <summary>The one session whose speaker posted it.</summary>
    public SessionInfo? By(Post post, IReadOnlyList<SessionInfo> on) =>
        AccountName.Of(post) is var (handle, id)
        && Where(on, speakers => speakers.Accounts.Contains(handle) || speakers.Accounts.Contains(id)) is [var only] ? only : null;

    List<SessionInfo> Where(IReadOnlyList<SessionInfo> on, Func<(HashSet<string> Accounts, string[] Names), bool> has) =>
        [.. on.Where(session => _of.TryGetValue(session.Id, out var speakers) && has(speakers))];

    static HashSet<string> Accounts(SessionInfo session) => [.. session.SpeakerHandles.SelectMany(AccountName.Keys)];
}
