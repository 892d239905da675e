using System.Globalization;
using Backchannel.Contracts;
using Microsoft.Extensions.Primitives;

namespace Backchannel.Web.Organize;

/// <summary>Reads what was filled in on the page of an event's rules. The hub checks all of it; here it is only told apart.</summary>
static class RulesForm
{
    /// <param name="form">As it was sent.</param>
    /// <param name="rooms">Those that the page showed, in its order.</param>
    public static EventPolicy Read(IFormCollection form, IReadOnlyList<string> rooms) => new(
        Mode(form["mode"]) ?? AdmissionMode.Auto,
        Lines(form["blockedWords"]), Lines(form["blockedAuthors"]), Lines(form["trustedAuthors"]),
        form.ContainsKey("holdSensitive"), form.ContainsKey("refuseReplies"), form.ContainsKey("refuseBots"), form.ContainsKey("refuseReposts"),
        Number(form["delaySeconds"]) ?? -1, [.. rooms.Select((room, index) => Room(form, room, index)).OfType<RoomPolicy>()],
        Lines(form["blockedHashtags"]), Lines(form["blockedLanguages"]), form.ContainsKey("defaultWords"), Number(form["mostPerMinute"]) ?? -1);

    /// <summary>What the form of a policy would send back where nobody touched it.</summary>
    public static EventPolicy Untouched(EventPolicy policy) => policy with
    {
        BlockedWords = Lines(policy.BlockedWords),
        BlockedAuthors = Lines(policy.BlockedAuthors),
        TrustedAuthors = Lines(policy.TrustedAuthors),
        BlockedHashtags = Lines(policy.BlockedHashtags),
        BlockedLanguages = Lines(policy.BlockedLanguages),
        Rooms = [.. (policy.Rooms ?? []).Select(room => room.Mode == AdmissionMode.Delay ? room : room with { DelaySeconds = null })],
    };

    static RoomPolicy? Room(IFormCollection form, string room, int index) =>
        Mode(form[$"room-{index}"]) is { } mode ? new(room, mode, mode == AdmissionMode.Delay ? Number(form[$"delay-{index}"]) : null) : null;

    static AdmissionMode? Mode(StringValues given) => Enum.TryParse<AdmissionMode>(given, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode : null;

    // What is no number is refused by the hub in words, as any number that cannot be.
    static int? Number(StringValues given) => given.ToString().Trim() is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    static string[] Lines(IReadOnlyList<string>? entries) => Lines(string.Join('\n', entries ?? []));

    static string[] Lines(StringValues given) => Lines(given.ToString());

    static string[] Lines(string given) => given.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
