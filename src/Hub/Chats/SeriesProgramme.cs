using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Schedule;

namespace Backchannel.Hub.Chats;

/// <summary>
/// Makes sessions of a series' meetings. A session knows its meeting by its key, the start that the rule gives, so that it may move and be edited and stays the same one, as
/// what an import brings does. Pure.
/// </summary>
static class SeriesProgramme
{
    /// <summary>What <see cref="SessionInfo.Kind"/> says of a chat.</summary>
    public const string Kind = "chat";
    const string Prefix = "chat/";

    /// <summary>A topic moves at most so far with its meeting when the rule changes: beyond that it is another meeting.</summary>
    static readonly TimeSpan Near = TimeSpan.FromHours(84);

    public static string Key(DateTime at) => Prefix + Recurrence.Write(at);

    public static DateTime? AtOf(string? key) => key?.StartsWith(Prefix, StringComparison.Ordinal) == true ? Recurrence.Read(key[Prefix.Length..]) : null;

    /// <param name="programme">The event's, as it is.</param>
    /// <param name="slug">The event.</param>
    /// <param name="series">Null for one that is no series any more.</param>
    /// <param name="given">All meetings that the rule gives, up to the last session there is.</param>
    /// <param name="due">Those of them that are to have a session.</param>
    /// <param name="now">What began before stays as it is.</param>
    /// <param name="planned">Sessions that have posts or questions.</param>
    public static Programme Over(
        Programme programme, string slug, SeriesInfo? series, IReadOnlyList<Meeting> given, IReadOnlyList<Meeting> due, DateTimeOffset now, IReadOnlySet<string> planned)
    {
        var known = programme.Sessions.Where(session => AtOf(session.Key) is not null).ToDictionary(session => session.Id, session => AtOf(session.Key)!.Value);
        var meetings = given.Concat(due).DistinctBy(meeting => meeting.At).ToDictionary(meeting => meeting.At);
        var missing = due.Where(meeting => !known.ContainsValue(meeting.At)).ToList();
        var sessions = new List<SessionRow>();
        foreach (var session in programme.Sessions)
        {
            if (!known.TryGetValue(session.Id, out var at) || session.Start <= now) sessions.Add(session);
            else if (series is not null && meetings.TryGetValue(at, out var meeting)) sessions.Add(Row(slug, session.Id, series, meeting, session));
            else if (series is not null && IsPlanned(session, planned) && Nearest(session, missing) is { } moved)
            {
                _ = missing.Remove(moved);
                sessions.Add(Row(slug, session.Id, series, moved, session));
            }
            else if (IsPlanned(session, planned)) sessions.Add(CalledOff(session));
        }
        var ids = sessions.Select(session => session.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (series is not null) sessions.AddRange(missing.Select(meeting => Row(slug, NewId(meeting.At, ids), series, meeting, null)));
        return programme with { Sessions = sessions };
    }

    /// <summary>A session for a meeting that was, and that nothing but its organizer knows of.</summary>
    public static SessionRow Past(Programme programme, string slug, SeriesInfo series, Meeting meeting, string? topic) =>
        Row(slug, NewId(meeting.At, programme.Sessions.Select(session => session.Id).ToHashSet(StringComparer.OrdinalIgnoreCase)), series, meeting, null, topic);

    /// <summary>A chat with what was edited of it. What an edit says nothing of is the series', but for when it is.</summary>
    public static SessionRow Edited(SessionRow row, SessionEdit edit, SeriesInfo? series)
    {
        if (series is null || AtOf(row.Key) is null) return edit.Over(row);
        var info = row.ToInfo() with
        {
            Title = series.Name,
            Abstract = null,
            Speakers = [.. series.Hosts.Select(host => host.Name)],
            SpeakerHandles = [.. series.Hosts.Select(host => host.Account).OfType<string>()],
        };
        return Programme.Row(row.Event, edit.Over(info), row.Key, edit == new SessionEdit() ? null : edit.ToJson());
    }

    /// <summary>Whether calendars that have taken its meetings have something to change about them.</summary>
    public static bool Differs(Programme before, Programme after)
    {
        var was = before.Sessions.ToDictionary(session => session.Id);
        return after.Sessions.Any(session => AtOf(session.Key) is not null && was.GetValueOrDefault(session.Id) is var old && (old?.Edits != session.Edits || old?.Cancelled == !session.Cancelled));
    }

    static bool IsPlanned(SessionRow session, IReadOnlySet<string> planned) => session.Edits is not null || planned.Contains(session.Id);

    // Where somebody said when it is, or that it is not, it does not move by itself.
    static Meeting? Nearest(SessionRow session, List<Meeting> missing)
    {
        var edit = SessionEdit.Parse(session.Edits);
        if (edit?.Start is not null || edit?.Cancelled == true) return null;
        var near = missing.Where(meeting => (meeting.Start - session.Start).Duration() <= Near).OrderBy(meeting => (meeting.Start - session.Start).Duration()).ToList();
        return near is [var nearest, ..] ? nearest : null;
    }

    static SessionRow Row(string slug, string id, SeriesInfo series, Meeting meeting, SessionRow? before, string? topic = null)
    {
        var info = new SessionInfo(id, series.Name, null, null, [.. series.Hosts.Select(host => host.Name)], meeting.Start, meeting.End, [], null)
        {
            Kind = Kind,
            SpeakerHandles = [.. series.Hosts.Select(host => host.Account).OfType<string>()],
        };
        var edits = topic is null ? before?.Edits : new SessionEdit(topic).ToJson();
        return Programme.Row(slug, SessionEdit.Parse(edits)?.Over(info) ?? info, Key(meeting.At), edits);
    }

    static SessionRow CalledOff(SessionRow session) => session.Cancelled || SessionEdit.Parse(session.Edits)?.Cancelled is not null
        ? session
        : Programme.Row(session.Event, session.ToInfo() with { Cancelled = true }, session.Key, session.Edits);

    // The day by which people speak of it; with the hour where two are on one day.
    static string NewId(DateTime at, HashSet<string> taken) => new[] { "yyyy-MM-dd", "yyyy-MM-dd-HH", "yyyy-MM-dd-HHmm" }
        .Select(format => at.ToString(format, CultureInfo.InvariantCulture)).Concat(Enumerable.Range(2, 1_000).Select(n => $"{at:yyyy-MM-dd-HHmm}-{n}")).First(taken.Add);
}
