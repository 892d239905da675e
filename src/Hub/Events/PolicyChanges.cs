using Backchannel.Contracts;

namespace Backchannel.Hub.Events;

/// <summary>What organizers may make of an <see cref="EventPolicy"/>.</summary>
static class PolicyChanges
{
    const int MaxRooms = 500, MostAllowed = 1_000;

    public static EventPolicy Over(this PolicyDraft draft, EventPolicy policy) => new(
        draft.Mode ?? policy.Mode, draft.BlockedWords ?? policy.BlockedWords, draft.BlockedAuthors ?? policy.BlockedAuthors, draft.TrustedAuthors ?? policy.TrustedAuthors,
        draft.HoldSensitive ?? policy.HoldSensitive, draft.RefuseReplies ?? policy.RefuseReplies, draft.RefuseBots ?? policy.RefuseBots,
        draft.RefuseReposts ?? policy.RefuseReposts, draft.DelaySeconds ?? policy.DelaySeconds, draft.Rooms ?? policy.Rooms,
        draft.BlockedHashtags ?? policy.BlockedHashtags, draft.BlockedLanguages ?? policy.BlockedLanguages, draft.DefaultWords ?? policy.DefaultWords,
        draft.MostPerMinute ?? policy.MostPerMinute);

    /// <summary>All that is wrong with it: field and cure. JSON may leave any entry null, whatever the records say.</summary>
    public static IEnumerable<(string Field, string Cure)> Faults(this PolicyDraft draft)
    {
        foreach (var (field, entries) in Lists(draft))
            if (entries.Count > 1_000 || entries.Any(entry => entry is not { Length: > 0 and <= 200 }))
                yield return ($"policy.{field}", "takes at most 1,000 entries of 1 to 200 characters.");
        if (draft.BlockedHashtags?.All(Slugs.IsHashtag) == false) yield return ("policy.blockedHashtags", "must be hashtags: letters, digits and _ only, and not digits alone.");
        if (draft.BlockedLanguages?.All(IsLanguage) == false) yield return ("policy.blockedLanguages", "must be languages as networks name them, such as pt or zh.");
        if (draft.DelaySeconds is { } delay && !IsDelay(delay)) yield return ("policy.delaySeconds", $"must lie between 1 and {EventPolicy.LongestDelay}.");
        if (draft.MostPerMinute is < 0 or > MostAllowed) yield return ("policy.mostPerMinute", $"must lie between 0, for no limit, and {MostAllowed:N0}.");
        if (draft.Rooms is not null && !AreRooms(draft.Rooms))
            yield return ("policy.rooms", $"takes at most {MaxRooms} rooms, each once, with a mode and a delay of 1 to {EventPolicy.LongestDelay} s or none.");
    }

    static IEnumerable<(string Field, IReadOnlyList<string> Entries)> Lists(PolicyDraft draft) =>
    [
        ("blockedWords", draft.BlockedWords ?? []), ("blockedAuthors", draft.BlockedAuthors ?? []), ("trustedAuthors", draft.TrustedAuthors ?? []),
        ("blockedHashtags", draft.BlockedHashtags ?? []), ("blockedLanguages", draft.BlockedLanguages ?? []),
    ];

    static bool AreRooms(IReadOnlyList<RoomPolicy?> rooms) =>
        rooms.Count <= MaxRooms && rooms.Select(room => room?.Room).Distinct().Count() == rooms.Count
        && rooms.All(room => room is { Room.Length: > 0 and <= SessionDraft.MaxName } && Enum.IsDefined(room.Mode) && (room.DelaySeconds is not { } delay || IsDelay(delay)));

    static bool IsDelay(int seconds) => seconds is >= 1 and <= EventPolicy.LongestDelay;

    static bool IsLanguage(string? language) => language is { Length: 2 or 3 } && language.All(char.IsAsciiLetter);
}
