using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

[JsonConverter(typeof(LowerCaseEnumConverter<AdmissionMode>))]
public enum AdmissionMode
{
    /// <summary>Shown at once.</summary>
    Auto,
    /// <summary>Held until a moderator lets it through.</summary>
    Approve,
    /// <summary>Shown after some seconds, unless a moderator says otherwise before.</summary>
    Delay,
}

/// <summary>What becomes of the posts of what is on in one room, where that is not what becomes of the event's.</summary>
/// <param name="Room">As the programme calls it.</param>
/// <param name="Mode">What becomes of a post that no rule speaks of.</param>
/// <param name="DelaySeconds">For <see cref="AdmissionMode.Delay"/>; null for the event's.</param>
public sealed record RoomPolicy(string Room, AdmissionMode Mode, int? DelaySeconds = null);

/// <summary>Who and what an event lets through: kept with the event, applied in the hub, the first rule that speaks deciding.</summary>
/// <param name="Mode">What becomes of a post that no rule speaks of.</param>
/// <param name="BlockedWords">Held. Whole words, in any case, accents and leet spelling; <c>*part*</c> matches inside words too; several words match in a row.</param>
/// <param name="BlockedAuthors">Refused: <c>network:handle</c> or <c>network:id</c>.</param>
/// <param name="TrustedAuthors">Shown at once whatever the mode is; the same form.</param>
/// <param name="HoldSensitive">Posts marked sensitive wait for a moderator instead of being shown blurred.</param>
/// <param name="RefuseReplies">Answers are left out.</param>
/// <param name="RefuseBots">Automated accounts are left out.</param>
/// <param name="RefuseReposts">A repost does not bring in an original that was never captured itself.</param>
/// <param name="DelaySeconds">How long a post waits where the mode is <see cref="AdmissionMode.Delay"/>.</param>
/// <param name="Rooms">Rooms with a mode of their own. Which room a post belongs to is where it is filed.</param>
/// <param name="BlockedHashtags">Refused: hashtags of other events, without #.</param>
/// <param name="BlockedLanguages">Refused: languages as networks name them, by their first part (<c>pt</c> for <c>pt-BR</c>). A post that names none is let through.</param>
/// <param name="DefaultWords">Our own list of words is blocked too.</param>
/// <param name="MostPerMinute">Posts of one author that are shown in a minute; what is past it is held. 0 for no limit.</param>
public sealed record EventPolicy(
    AdmissionMode Mode = AdmissionMode.Auto,
    IReadOnlyList<string>? BlockedWords = null, IReadOnlyList<string>? BlockedAuthors = null, IReadOnlyList<string>? TrustedAuthors = null,
    bool HoldSensitive = false, bool RefuseReplies = false, bool RefuseBots = false, bool RefuseReposts = false,
    int DelaySeconds = EventPolicy.UsualDelay, IReadOnlyList<RoomPolicy>? Rooms = null,
    IReadOnlyList<string>? BlockedHashtags = null, IReadOnlyList<string>? BlockedLanguages = null, bool DefaultWords = false, int MostPerMinute = 0)
{
    public const int UsualDelay = 30, LongestDelay = 600;
}

/// <summary>Changes to an <see cref="EventPolicy"/>, whose parameters it shares: what is null stays as it is.</summary>
public sealed record PolicyDraft(
    AdmissionMode? Mode = null,
    IReadOnlyList<string>? BlockedWords = null, IReadOnlyList<string>? BlockedAuthors = null, IReadOnlyList<string>? TrustedAuthors = null,
    bool? HoldSensitive = null, bool? RefuseReplies = null, bool? RefuseBots = null, bool? RefuseReposts = null,
    int? DelaySeconds = null, IReadOnlyList<RoomPolicy>? Rooms = null,
    IReadOnlyList<string>? BlockedHashtags = null, IReadOnlyList<string>? BlockedLanguages = null, bool? DefaultWords = null, int? MostPerMinute = null);
