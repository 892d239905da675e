using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>How much is going on, against what is usual.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<TagState>))]
public enum TagState
{
    /// <summary>No post in the last hour, or fewer than half of what is usual at this hour.</summary>
    Quiet,
    /// <summary>Anything between.</summary>
    Usual,
    /// <summary>At least five posts, and at least twice what is usual at this hour.</summary>
    Busy,
}

/// <summary>How busy an event is now.</summary>
/// <param name="State">In a word.</param>
/// <param name="LastHour">Posts of the last sixty minutes.</param>
/// <param name="Mean">Posts of the same sixty minutes on each of the <paramref name="Days"/> before, on average.</param>
/// <param name="Days">How many days that is: 28, or as many as there are posts of.</param>
public sealed record TagActivity(TagState State, int LastHour, double Mean, int Days);

/// <summary>A hashtag in the directory.</summary>
/// <param name="Tag">As its event writes it, without #.</param>
/// <param name="Event">The slug of the event whose hashtag it is; null for one that only occurs in posts.</param>
/// <param name="Name">That event's name.</param>
/// <param name="Kind">Null for an event that is no series.</param>
/// <param name="About">What it is about. Plain text.</param>
/// <param name="Subjects">Under which it is found.</param>
/// <param name="Next">When it meets next.</param>
/// <param name="Now">How busy it is; null for a hashtag of no event.</param>
public sealed record HashtagInfo(
    string Tag, string? Event, string? Name, SeriesKind? Kind, string? About, IReadOnlyList<string> Subjects, ChatMeeting? Next, TagActivity? Now)
{
    /// <summary>IANA name: that event's zone; null for a hashtag of no event.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>A hashtag that goes with another.</summary>
/// <param name="Tag">As most people write it, without #.</param>
/// <param name="Posts">Posts with both.</param>
/// <param name="People">People who used both.</param>
/// <param name="Score">
/// Mean of two Jaccard indices (Jaccard 1901: what two sets share, as a part of what either has): of the posts with the one and with the other, and of the people who
/// used them. From 0 to 1.
/// </param>
public sealed record RelatedTag(string Tag, int Posts, int People, double Score);

/// <summary>One hashtag, as <c>GET /api/hashtags/{tag}</c> gives it.</summary>
/// <param name="Info">What is known of it.</param>
/// <param name="Related">At most twenty, the closest first.</param>
/// <param name="Read">How many posts that is from: the latest 5,000 of each event at most, of the last 28 days.</param>
public sealed record HashtagDetail(HashtagInfo Info, IReadOnlyList<RelatedTag> Related, int Read);
