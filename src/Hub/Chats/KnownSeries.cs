using Backchannel.Contracts;
using Backchannel.Hub.Archive;

namespace Backchannel.Hub.Chats;

/// <summary>A series as the hub works with it.</summary>
/// <param name="Info">What it is.</param>
/// <param name="ChangedAt">When that was changed last.</param>
/// <param name="Sessions">Its meetings that are sessions already, by start.</param>
sealed record KnownSeries(SeriesInfo Info, DateTimeOffset ChangedAt, IReadOnlyList<KnownMeeting> Sessions)
{
    public static KnownSeries Of(SeriesRow row, EventRow owner, IEnumerable<SessionRow> sessions) => new(
        Read(row, owner), row.ChangedAt,
        [.. sessions.Select(session => SeriesProgramme.AtOf(session.Key) is { } at ? new KnownMeeting(session.ToInfo(), at) : null).OfType<KnownMeeting>()]);

    public static SeriesInfo Read(SeriesRow row, EventRow owner) => new(
        row.Event, owner.Name, row.Kind, owner.TimeZone, owner.Hashtags, row.About, row.Subjects, KnownChat.People(row.Hosts), Recurrence.Read(row.Start), row.Minutes,
        row.Rule, Times(row.Except), Times(row.Also), row.Url);

    static IReadOnlyList<DateTime> Times(List<string> times) => [.. times.Select(Recurrence.Read).OfType<DateTime>()];
}

/// <summary>A meeting that has its session.</summary>
/// <param name="Session">The session.</param>
/// <param name="At">Its start by the rule, as clocks in the series' zone show it.</param>
sealed record KnownMeeting(SessionInfo Session, DateTime At);
