using System.Text.Json.Serialization;
using Backchannel.Contracts;

namespace Backchannel.Hub.Events;

[JsonConverter(typeof(LowerCaseEnumConverter<AdmissionMode>))]
public enum AdmissionMode
{
    /// <summary>Shown at once.</summary>
    Auto,
    /// <summary>Held until a moderator lets it through.</summary>
    Approve,
}

/// <summary>Who and what an event lets through: kept with the event, applied by <see cref="Admission.AdmissionRules"/>.</summary>
/// <param name="Mode">What becomes of a post that no rule speaks of.</param>
/// <param name="BlockedWords">Held. Whole words, in any case, accents and leet spelling; <c>*part*</c> matches inside words too; several words match in a row.</param>
/// <param name="BlockedAuthors">Refused: <c>network:handle</c> or <c>network:id</c>.</param>
/// <param name="TrustedAuthors">Shown even where the mode is <see cref="AdmissionMode.Approve"/>; the same form.</param>
/// <param name="HoldSensitive">Posts marked sensitive wait for a moderator instead of being shown blurred.</param>
/// <param name="RefuseReplies">Answers are left out.</param>
/// <param name="RefuseBots">Automated accounts are left out.</param>
/// <param name="RefuseReposts">A repost does not bring in an original that was never captured itself.</param>
public sealed record EventPolicy(
    AdmissionMode Mode = AdmissionMode.Auto,
    IReadOnlyList<string>? BlockedWords = null, IReadOnlyList<string>? BlockedAuthors = null, IReadOnlyList<string>? TrustedAuthors = null,
    bool HoldSensitive = false, bool RefuseReplies = false, bool RefuseBots = false, bool RefuseReposts = false);
