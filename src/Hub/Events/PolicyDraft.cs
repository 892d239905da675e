namespace Backchannel.Hub.Events;

/// <summary>Changes to an <see cref="EventPolicy"/>, whose parameters it shares: what is null stays as it is.</summary>
public sealed record PolicyDraft(
    AdmissionMode? Mode = null,
    IReadOnlyList<string>? BlockedWords = null, IReadOnlyList<string>? BlockedAuthors = null, IReadOnlyList<string>? TrustedAuthors = null,
    bool? HoldSensitive = null, bool? RefuseReplies = null, bool? RefuseBots = null, bool? RefuseReposts = null,
    int? DelaySeconds = null, IReadOnlyList<RoomPolicy>? Rooms = null,
    IReadOnlyList<string>? BlockedHashtags = null, IReadOnlyList<string>? BlockedLanguages = null, bool? DefaultWords = null, int? MostPerMinute = null)
{
    const int MaxRooms = 500, MostAllowed = 1_000;

    internal EventPolicy Over(EventPolicy policy) => new(
        Mode ?? policy.Mode, BlockedWords ?? policy.BlockedWords, BlockedAuthors ?? policy.BlockedAuthors, TrustedAuthors ?? policy.TrustedAuthors,
        HoldSensitive ?? policy.HoldSensitive, RefuseReplies ?? policy.RefuseReplies, RefuseBots ?? policy.RefuseBots,
        RefuseReposts ?? policy.RefuseReposts, DelaySeconds ?? policy.DelaySeconds, Rooms ?? policy.Rooms,
        BlockedHashtags ?? policy.BlockedHashtags, BlockedLanguages ?? policy.BlockedLanguages, DefaultWords ?? policy.DefaultWords,
        MostPerMinute ?? policy.MostPerMinute);

    /// <summary>All that is wrong with it: field and cure. JSON may leave any entry null, whatever the records say.</summary>
    internal IEnumerable<(string Field, string Cure)> Faults()
    {
        foreach (var (field, entries) in Lists())
            if (entries.Count > 1_000 || entries.Any(entry => entry is not { Length: > 0 and <= 200 }))
                yield return ($"policy.{field}", "takes at most 1,000 entries of 1 to 200 characters.");
        if (BlockedHashtags?.All(Slugs.IsHashtag) == false) yield return ("policy.blockedHashtags", "must be hashtags: letters, digits and _ only, and not digits alone.");
        if (BlockedLanguages?.All(IsLanguage) == false) yield return ("policy.blockedLanguages", "must be languages as networks name them, such as pt or zh.");
        if (DelaySeconds is { } delay && !IsDelay(delay)) yield return ("policy.delaySeconds", $"must lie between 1 and {EventPolicy.LongestDelay}.");
        if (MostPerMinute is < 0 or > MostAllowed) yield return ("policy.mostPerMinute", $"must lie between 0, for no limit, and {MostAllowed:N0}.");
        if (Rooms is not null && !AreRooms(Rooms))
            yield return ("policy.rooms", $"takes at most {MaxRooms} rooms, each once, with a mode and a delay of 1 to {EventPolicy.LongestDelay} s or none.");
    }

    IEnumerable<(string Field, IReadOnlyList<string> Entries)> Lists() =>
    [
        ("blockedWords", BlockedWords ?? []), ("blockedAuthors", BlockedAuthors ?? []), ("trustedAuthors", TrustedAuthors ?? []),
        ("blockedHashtags", BlockedHashtags ?? []), ("blockedLanguages", BlockedLanguages ?? []),
    ];

    static bool AreRooms(IReadOnlyList<RoomPolicy?> rooms) =>
        rooms.Count <= MaxRooms && rooms.Select(room => room?.Room).Distinct().Count() == rooms.Count
        && rooms.All(room => room is { Room.Length: > 0 and <= SessionDraft.MaxName } && Enum.IsDefined(room.Mode) && (room.DelaySeconds is not { } delay || IsDelay(delay)));

    static bool IsDelay(int seconds) => seconds is >= 1 and <= EventPolicy.LongestDelay;

    static bool IsLanguage(string? language) => language is { Length: 2 or 3 } && language.All(char.IsAsciiLetter);
}
