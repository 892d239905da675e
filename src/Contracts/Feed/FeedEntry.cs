using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

[JsonConverter(typeof(LowerCaseEnumConverter<EntryKind>))]
public enum EntryKind { Shown, Changed, Removed }

/// <summary>
/// Why a post is in its session. Strongest first but for <see cref="Title"/>, which goes before <see cref="Time"/>. Archives keep the numbers, so
/// that new ones are added at the end.
/// </summary>
[JsonConverter(typeof(LowerCaseEnumConverter<FiledBy>))]
public enum FiledBy { Moderator, Author, Hashtag, Reply, Link, Room, Speaker, Time, Title, Answer }

/// <summary>One step of an event's feed.</summary>
/// <param name="Seq">Its number: committed in order, without gaps, from 1.</param>
/// <param name="Kind">What happened.</param>
/// <param name="PostId">To which post.</param>
/// <param name="Post">As it stands now, not as it stood then; null once it is gone, whatever <paramref name="Kind"/> says.</param>
/// <param name="Session">The session it is filed in; null while it is in none.</param>
/// <param name="FiledBy">Why; null while it is in none.</param>
/// <param name="Confidence">0…1; null while it is in none.</param>
/// <param name="LeftSession">The session it was filed in before, where this entry moved it: followers of that session drop it.</param>
public sealed record FeedEntry(
    long Seq, EntryKind Kind, string PostId, Post? Post, string? Session = null, FiledBy? FiledBy = null, double? Confidence = null,
    string? LeftSession = null)
{
    /// <summary>Which question of its chat it belongs to, as it stands now; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Answer? Answer { get; init; }
}

/// <summary>The answer to <c>Follow</c>, and a page of <c>GET …/posts</c>.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="Session">The session, where one was asked for.</param>
/// <param name="Epoch">Names the archive. Another epoch: the archive was replaced, numbers start over.</param>
/// <param name="Entries">In order of <see cref="FeedEntry.Seq"/>.</param>
/// <param name="Last">The number to go on from: everything up to it has been seen with this page.</param>
/// <param name="More">There is more past <paramref name="Last"/> (before the first entry, for a page read backwards).</param>
public sealed record FeedPage(string Event, string? Session, string Epoch, IReadOnlyList<FeedEntry> Entries, long Last, bool More);

/// <summary>New entries of a channel, at most 4 batches a second.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="Session">The session, for a channel of one.</param>
/// <param name="Epoch">As in <see cref="FeedPage"/>.</param>
/// <param name="Previous">The number this batch goes on from. Past the last number you hold: you missed some, call <c>Follow</c> with it.</param>
/// <param name="Last">The number to go on from next.</param>
/// <param name="Entries">The channel's entries between the two, in order.</param>
public sealed record FeedBatch(string Event, string? Session, string Epoch, long Previous, long Last, IReadOnlyList<FeedEntry> Entries);

/// <summary>Latest counts of one post.</summary>
public sealed record EchoCount(string PostId, int Reposts, int Replies, int Likes);

/// <summary>The numbers of one session at one moment. A null session stands for the whole event.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="Session">Its id.</param>
/// <param name="At">The moment. UTC.</param>
/// <param name="Posts">Posts on show.</param>
/// <param name="Authors">Distinct authors of them.</param>
/// <param name="PostsPerMinute">Mean of the last 5 minutes.</param>
/// <param name="Viewers">Pages and followers open now, on all hubs.</param>
/// <param name="Heat">How far the session is above its own baseline; 1 is its usual, and what a session has of which fewer than three people were heard of late.</param>
/// <param name="Rank">1 is the hottest.</param>
/// <param name="Sparkline">Posts in each of the last 30 minutes, oldest first.</param>
public sealed record SessionPulse(
    string Event, string? Session, DateTimeOffset At, long Posts, long Authors, double PostsPerMinute, int Viewers, double Heat, int Rank, IReadOnlyList<int> Sparkline)
{
    /// <summary>Why it is talked about; told of the event, and of the hottest sessions of which three people were heard of late.</summary>
    public RecentCounts? Recent { get; init; }
}

/// <summary>What the last quarter of an hour of a session is made of.</summary>
/// <param name="People">People heard of late: somebody is for a quarter of an hour after one post, and for at most half an hour after many.</param>
/// <param name="Photos">Posts of the last 15 minutes with a picture or film.</param>
/// <param name="Questions">Posts of the last 15 minutes that are questions to the session.</param>
/// <param name="Links">Posts of the last 15 minutes with a link.</param>
public sealed record RecentCounts(int People, int Photos, int Questions, int Links);

/// <summary>How many pages a Web process has open on a channel: its one connection to the hub stands for all of them.</summary>
public sealed record ViewerCount(string Event, string? Session, int Pages);
