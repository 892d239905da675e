namespace Backchannel.Hub.Events;

/// <summary>Changes to an <see cref="EventPolicy"/>, whose parameters it shares: what is null stays as it is.</summary>
public sealed record PolicyDraft(
    AdmissionMode? Mode = null,
    IReadOnlyList<string>? BlockedWords = null, IReadOnlyList<string>? BlockedAuthors = null, IReadOnlyList<string>? TrustedAuthors = null,
    bool? HoldSensitive = null, bool? RefuseReplies = null, bool? RefuseBots = null, bool? RefuseReposts = null)
{
    internal EventPolicy Over(EventPolicy policy) => new(
        Mode ?? policy.Mode, BlockedWords ?? policy.BlockedWords, BlockedAuthors ?? policy.BlockedAuthors, TrustedAuthors ?? policy.TrustedAuthors,
        HoldSensitive ?? policy.HoldSensitive, RefuseReplies ?? policy.RefuseReplies, RefuseBots ?? policy.RefuseBots,
        RefuseReposts ?? policy.RefuseReposts);
}
