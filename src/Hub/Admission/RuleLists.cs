using Backchannel.Contracts;

namespace Backchannel.Hub.Admission;

/// <summary>The lists of an event's policy to which moderators add with one key.</summary>
static class RuleLists
{
    public static bool IsRule(this Act act) => act is Act.BlockAuthor or Act.BlockWord or Act.TrustAuthor;

    public static IReadOnlyList<string> Of(EventPolicy policy, Act act) => act switch
    {
        Act.BlockWord => policy.BlockedWords,
        Act.BlockAuthor => policy.BlockedAuthors,
        _ => policy.TrustedAuthors,
    } ?? [];

    public static PolicyDraft With(Act act, IReadOnlyList<string> entries) => act switch
    {
        Act.BlockWord => new(BlockedWords: entries),
        Act.BlockAuthor => new(BlockedAuthors: entries),
        _ => new(TrustedAuthors: entries),
    };

    /// <summary>By the id, which no new handle changes.</summary>
    public static string Author(Network network, string id) => $"{network.ToString().ToLowerInvariant()}:{id}";
}
