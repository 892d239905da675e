using Backchannel.Contracts;

namespace Backchannel.Hub.Events;

/// <summary>A programme as an organizer sends it.</summary>
static class SessionDraft
{
    public const int MaxSessions = 10_000, MaxWords = 20_000, MaxTitle = 500, MaxName = 200, MaxItems = 100, MaxUrl = 2_000;

    /// <summary>All that is wrong with it: field and cure. JSON may leave any of them null, whatever the record says.</summary>
    public static IEnumerable<(string Field, string Cure)> Faults(SessionInfo?[] sessions)
    {
        if (sessions.Length > MaxSessions) return [("sessions", $"At most {MaxSessions:N0} sessions.")];
        if (Array.IndexOf(sessions, null) is >= 0 and var at) return [($"[{at}]", "is null: leave it out.")];
        var faults = sessions.SelectMany((session, index) => Faults(session!).Select(fault => ($"[{index}].{fault.Field}", fault.Cure)));
        return sessions.Select(session => session!.Id).Distinct().Count() == sessions.Length ? faults : faults.Prepend(("id", "Each session needs an id of its own."));
    }

    /// <summary>All that is wrong with one of them.</summary>
    public static IEnumerable<(string Field, string Cure)> Faults(SessionInfo session)
    {
        if (session.Id is not { Length: > 0 and <= 100 } || !session.Id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            yield return ("id", "must be 1 to 100 letters, digits and hyphens.");
        if (session.Title is not { Length: > 0 and <= MaxTitle }) yield return ("title", $"must have 1 to {MaxTitle} characters.");
        if (!IsList(session.Speakers, name => name.Length <= MaxName)) yield return ("speakers", "must be a list of names: give [] for none.");
        if (!IsList(session.SpeakerHandles, name => name.Length <= MaxName)) yield return ("speakerHandles", "must be a list of accounts, each as network:handle: give [] for none.");
        if (!IsList(session.Hashtags, Slugs.IsHashtag)) yield return ("hashtags", "must be a list of hashtags: give [] for none.");
        foreach (var (field, text, max) in Lengths(session))
            if (text?.Length > max) yield return (field, $"must have at most {max:N0} characters.");
        foreach (var (field, address) in (IEnumerable<(string, string?)>)[("url", session.Url), ("watchUrl", session.WatchUrl)])
            if (address is not null && !IsWeb(address)) yield return (field, "must be an http or https address.");
        if (session.End < session.Start) yield return ("end", "lies before its start.");
    }

    static IEnumerable<(string Field, string? Text, int Max)> Lengths(SessionInfo session) =>
    [
        ("subtitle", session.Subtitle, MaxTitle), ("room", session.Room, MaxName), ("track", session.Track, MaxName), ("kind", session.Kind, MaxName),
        ("code", session.Code, MaxName), ("language", session.Language, MaxName), ("abstract", session.Abstract, MaxWords),
    ];

    static bool IsWeb(string address) =>
        address.Length <= MaxUrl && Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    static bool IsList(IReadOnlyList<string?>? list, Func<string, bool> isGood) => list is { Count: <= MaxItems } && list.All(item => item is not null && isGood(item));
}
