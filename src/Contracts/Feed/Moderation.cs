using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>The lists that every post of an event is in one of.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<QueueList>))]
public enum QueueList
{
    /// <summary>Held, for a moderator or until a delay has passed. Oldest first; the others newest first.</summary>
    Waiting,
    Shown,
    /// <summary>By the rules or by a moderator, or taken off.</summary>
    Refused,
    /// <summary>Kept by a moderator for later.</summary>
    Saved,
}

/// <summary>Where one post stands.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<QueueState>))]
public enum QueueState { Shown, Held, Refused, Hidden, Saved }

/// <summary>A post as those who decide on it see it. The same words on several networks are one.</summary>
/// <param name="Post">As it stands now.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why, in words; null for one that is simply shown.</param>
/// <param name="Session">The session it is filed in.</param>
/// <param name="ShowAt">When it is shown unless somebody says otherwise before; null for one that waits for as long as it takes.</param>
/// <param name="ReceivedAt">Since when it is here. UTC.</param>
/// <param name="ReservedBy">The name of who is looking at it.</param>
/// <param name="ReservedUntil">For how long.</param>
/// <param name="DecidedBy">The name of the moderator whose word the state is; null where it is the rules'.</param>
/// <param name="Why">What they said about it.</param>
public sealed record QueueItem(
    Post Post, QueueState State, string? Reason, string? Session, DateTimeOffset? ShowAt, DateTimeOffset ReceivedAt,
    string? ReservedBy, DateTimeOffset? ReservedUntil, string? DecidedBy, string? Why);

/// <summary>How many posts are in each list.</summary>
public sealed record QueueCounts(int Waiting, int Shown, int Refused, int Saved);

/// <summary>A moderator who is at work.</summary>
/// <param name="Name">Who.</param>
/// <param name="Posts">How many posts are reserved to them.</param>
public sealed record AtWork(string Name, int Posts);

/// <summary>A stretch of a list, and of the waiting posts what is reserved to whoever asks.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="More">There is more past the last: ask with its id as <c>after</c>.</param>
/// <param name="Counts">Of all four lists.</param>
/// <param name="Others">Who else is at work.</param>
/// <param name="Spotlight">The id of the post that screens show alone.</param>
public sealed record QueuePage(IReadOnlyList<QueueItem> Items, bool More, QueueCounts Counts, IReadOnlyList<AtWork> Others, string? Spotlight);

/// <summary>The body of <c>POST /api/events/{event}/queue/take</c>.</summary>
/// <param name="Count">How many waiting posts to hold at once, 0…25.</param>
/// <param name="Session">Only posts that are filed in this one.</param>
public sealed record TakePosts(int Count, string? Session = null);
