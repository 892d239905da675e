using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Text;

namespace Backchannel.Hub.People;

/// <summary>What of an event bears on who is who. Pure.</summary>
sealed class Occasion
{
    readonly AdmissionRules _admission;
    readonly HashSet<string> _tags, _sessions, _speakers, _handles;

    /// <param name="sessions">Its programme.</param>
    /// <param name="hashtags">The event's, its sessions' and its rooms': everybody uses them, so they tell nothing about anybody.</param>
    /// <param name="admission">Knows whom the organizers trust.</param>
    public Occasion(IReadOnlyList<SessionInfo> sessions, IEnumerable<string> hashtags, AdmissionRules admission)
    {
        _admission = admission;
        _tags = [.. hashtags.Select(TextFold.Tag)];
        _sessions = [.. sessions.Select(session => session.Id)];
        _speakers = [.. sessions.SelectMany(session => session.Speakers).Select(name => TextFold.Fold(name.Trim())).Where(name => name.Length > 1)];
        _handles = [.. sessions.SelectMany(session => session.SpeakerHandles).Select(AdmissionRules.AuthorKey)];
    }

    public bool Has(string session) => _sessions.Contains(session);

    public bool IsOwn(string foldedTag) => _tags.Contains(foldedTag);

    // Names given on our own page are anybody's to give, so they prove nothing.
    public bool Speaks(Person person) => person.Accounts.Any(account => account.Network != Network.Here
        && (_speakers.Contains(TextFold.Fold(account.Author.Name.Trim())) || Names.Of(account.Network, account.Author).Any(_handles.Contains)));

    public bool Hosts(Person person) => person.Accounts.Any(account => _admission.Trusts(account.Network, account.Author));
}
