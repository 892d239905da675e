using Backchannel.Contracts;
using Backchannel.Hub.Archive;

namespace Backchannel.Hub.Schedule;

/// <summary>
/// An event's sessions and rooms as rows. What happens to them (an import, an edit) makes another one of it, by pure functions; <see cref="ProgrammeStore"/>
/// writes the difference.
/// </summary>
sealed record Programme(IReadOnlyList<SessionRow> Sessions, IReadOnlyList<RoomRow> Rooms)
{
    public SessionRow? Find(string id) => Sessions.FirstOrDefault(session => session.Id == id);

    /// <summary>With another row in the place of the one of the same id, or at the end.</summary>
    public Programme With(SessionRow session) => Find(session.Id) is null
        ? this with { Sessions = [.. Sessions, session] }
        : this with { Sessions = [.. Sessions.Select(row => row.Id == session.Id ? session : row)] };

    public Programme Without(string id) => this with { Sessions = [.. Sessions.Where(session => session.Id != id)] };

    /// <summary>Gives a room hashtags of its own, or with none takes them away.</summary>
    public Programme WithTags(string slug, string room, IReadOnlyList<string> hashtags) => this with
    {
        Rooms = [.. Rooms.Where(row => row.Name != room), new RoomRow { Event = slug, Name = room, Hashtags = [.. hashtags] }],
    };

    /// <summary>
    /// Puts a programme made by hand in the place of this one. A session that had proposed hashtags keeps them, as people use them already.
    /// </summary>
    public Programme Replaced(string slug, IReadOnlyList<SessionInfo> sessions) => this with
    {
        Sessions = [.. sessions.Select(session => Find(session.Id) is { Proposed: true } known && session.Hashtags.Count == 0
            ? Row(slug, session with { Hashtags = known.Hashtags, Proposed = true })
            : Row(slug, session))],
    };

    /// <summary>A row made by hand.</summary>
    public static SessionRow Row(string slug, SessionInfo session, string? key = null, string? edits = null) => new()
    {
        Event = slug,
        Id = session.Id,
        Key = key,
        Edits = edits,
        Title = session.Title,
        Subtitle = session.Subtitle,
        Room = session.Room,
        Track = session.Track,
        Speakers = [.. session.Speakers],
        SpeakerHandles = [.. session.SpeakerHandles],
        Start = session.Start.ToUniversalTime(),
        End = session.End.ToUniversalTime(),
        Hashtags = [.. session.Hashtags.Select(tag => tag.Trim().TrimStart('#', '＃'))],
        Proposed = session.Proposed && session.Hashtags.Count > 0,
        Abstract = session.Abstract,
        Url = session.Url,
        Code = session.Code,
        Kind = session.Kind,
        Language = session.Language,
        WatchUrl = session.WatchUrl,
        Cancelled = session.Cancelled,
    };
}
