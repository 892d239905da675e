using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>One meeting of a chat series.</summary>
/// <param name="Session">The session's id, which is its room; null for one so far ahead that it has none yet.</param>
/// <param name="At">By which the series knows it: its start by the rule, as clocks in the series' zone show it. Null where the rule does not give it.</param>
/// <param name="Title">Its topic, or the series' name while it has none.</param>
/// <param name="About">Plain text.</param>
/// <param name="Start">UTC.</param>
/// <param name="End">UTC.</param>
/// <param name="Hosts">Who lead it.</param>
/// <param name="Guests">Who was invited.</param>
/// <param name="Cancelled">It does not take place.</param>
/// <param name="Edited">Something about it is not as the rule alone would have it.</param>
public sealed record ChatMeeting(
    string? Session, DateTime? At, string Title, string? About, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<ChatPerson> Hosts,
    IReadOnlyList<ChatPerson> Guests, bool Cancelled, bool Edited)
{
    /// <summary>When its hosts closed it. UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>A series with its meetings in the time that was asked for, as <c>GET /api/chats</c> lists it.</summary>
/// <param name="Series">The series.</param>
/// <param name="Meetings">By start; those that were cancelled too.</param>
/// <param name="Now">How busy it is, for a community.</param>
/// <param name="ChangedAt">When it was changed last. UTC.</param>
public sealed record ChatListing(SeriesInfo Series, IReadOnlyList<ChatMeeting> Meetings, TagActivity? Now, DateTimeOffset ChangedAt);

/// <summary>How a series stands to another one.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<ClashKind>))]
public enum ClashKind
{
    /// <summary>They share a hashtag.</summary>
    Hashtag,
    /// <summary>They meet at the same time.</summary>
    Hour,
}

/// <summary>A series that another one gets in the way of.</summary>
/// <param name="Event">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">In what way.</param>
/// <param name="Hashtags">Those that both have.</param>
/// <param name="Dates">The first times in the coming year at which both meet, UTC.</param>
/// <param name="Times">How often that is in the coming year.</param>
public sealed record ChatClash(string Event, string Name, ClashKind Kind, IReadOnlyList<string> Hashtags, IReadOnlyList<DateTimeOffset> Dates, int Times);

/// <summary>A series that was made or changed, and whom it gets in the way of.</summary>
public sealed record ChatMade(ChatListing Chat, IReadOnlyList<ChatClash> Clashes);

/// <summary>One day of an event that has posts.</summary>
/// <param name="Day">In the event's zone.</param>
/// <param name="Posts">Made on it and on show.</param>
public sealed record DayCount(DateOnly Day, int Posts);

/// <summary>Days with posts, the latest first.</summary>
/// <param name="Days">The days.</param>
/// <param name="More">There are earlier ones.</param>
public sealed record DayList(IReadOnlyList<DayCount> Days, bool More);

/// <summary>The posts of one day.</summary>
/// <param name="Day">In the event's zone.</param>
/// <param name="Posts">How many there are.</param>
/// <param name="Previous">The last day with posts before it.</param>
/// <param name="Next">The next day with posts after it.</param>
/// <param name="Page">Cards in the order of their numbers; go on with <c>after=</c> its last while there is more.</param>
public sealed record DayPosts(DateOnly Day, int Posts, DateOnly? Previous, DateOnly? Next, FeedPage Page);
