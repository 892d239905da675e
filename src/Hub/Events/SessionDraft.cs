using Backchannel.Contracts;

namespace Backchannel.Hub.Events;

/// <summary>A programme as an organizer sends it.</summary>
static class SessionDraft
{
    const int MaxSessions = 10_000, MaxWords = 20_000;

    /// <summary>All that is wrong with it: field and cure. JSON may leave any of them null, whatever the record says.</summary>
    public static IEnumerable<(string Field, string Cure)> Faults(SessionInfo?[] sessions)
    {
        if (sessions.Length > MaxSessions) return [("sessions", $"At most {MaxSessions:N0} sessions.")];
        if (Array.IndexOf(sessions, null) is >= 0 and var at) return [($"[{at}]", "is null: leave it out.")];
        var faults = sessions.SelectMany((session, index) => Faults(session!).Select(fault => ($"[{index}].{fault.Field}", fault.Cure)));
        return sessions.Select(session => session!.Id).Distinct().Count() == sessions.Length ? faults : faults.Prepend(("id", "Each session needs an id of its own."));
    }

    static IEnumerable<(string Field, string Cure)> Faults(SessionInfo session)
    {
        if (session.Id is not { Length: > 0 and <= 100 } || !session.Id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            yield return ("id", "must be 1 to 100 letters, digits and hyphens.");
        if (session.Title is not { Length: > 0 and <= 500 }) yield return ("title", "must have 1 to 500 characters.");
        if (!IsList(session.Speakers, name => name.Length <= 200)) yield return ("speakers", "must be a list of names: give [] for none.");
        if (!IsList(session.Hashtags, Slugs.IsHashtag)) yield return ("hashtags", "must be a list of hashtags: give [] for none.");
        if (session.Room is { Length: > 200 }) yield return ("room", "must have at most 200 characters.");
        if (session.Track is { Length: > 200 }) yield return ("track", "must have at most 200 characters.");
        if (session.Abstract is { Length: > MaxWords }) yield return ("abstract", $"must have at most {MaxWords:N0} characters.");
        if (session.End < session.Start) yield return ("end", "lies before its start.");
    }

    static bool IsList(IReadOnlyList<string?>? list, Func<string, bool> isGood) => list is { Count: <= 100 } && list.All(item => item is not null && isGood(item));
}
