using System.ComponentModel.DataAnnotations.Schema;
using Backchannel.Contracts;
using Backchannel.Hub.Chats.Answers;
using Backchannel.Hub.Filing;

namespace Backchannel.Hub.Archive;

sealed class EventRow
{
    public required string Slug { get; init; }
    public required string Name { get; set; }
    public required string TimeZone { get; set; }
    public required List<string> Hashtags { get; set; }
    public required string Accent { get; set; }
    public required string Policy { get; set; }
    public long LastSeq { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What admission made of a post.</summary>
enum PostState
{
    Shown = 0,
    Held = 1,
    Refused = 2,
    /// <summary>Taken off by an organizer.</summary>
    Hidden = 3,
    /// <summary>Gone at its network: nothing but its id is kept, so that a late redelivery does not bring it back.</summary>
    Deleted = 4,
    /// <summary>Kept for later by a moderator: neither waiting nor shown.</summary>
    Saved = 5,
}

/// <summary>What admission made of a post, why, for how long, and on whose word.</summary>
readonly record struct Standing(PostState State, string? Reason = null, DateTimeOffset? ShowAt = null, string? DecidedBy = null);

/// <summary>What a post has besides words, so that counting needs not read it.</summary>
[Flags]
enum Traits { None = 0, Photo = 1, Question = 2, Link = 4 }

/// <summary>One post of one event. The feed's entries point here, so that what is gone is gone from all of them at once.</summary>
sealed class PostRow
{
    public required string Event { get; init; }
    public required string PostId { get; init; }
    public required Network Network { get; init; }
    public required string AuthorId { get; set; }

    /// <summary>The <see cref="Post"/> as JSON, but for its <see cref="Post.Echo"/>; empty once deleted.</summary>
    public required string Body { get; set; }

    /// <summary>The post that <see cref="Body"/> was last read or written as, and that body: a transaction's rules ask for it again and again.</summary>
    [NotMapped]
    public (string Body, Post Post) Read { get; set; }

    /// <summary>Folded text and names, for search; empty once deleted, or where the author does not want to be found.</summary>
    public required string SearchText { get; set; }
    public PostState State { get; set; }
    public string? Reason { get; set; }

    /// <summary>Held only until then: it is shown unless a moderator says otherwise before. Null for one that waits for as long as it takes.</summary>
    public DateTimeOffset? ShowAt { get; set; }

    /// <summary>The name of the moderator whose word the state is; null where it is the rules'.</summary>
    public string? DecidedBy { get; set; }
    public Traits Traits { get; set; }

    /// <summary>Its author is away from the network: off show, until the account returns.</summary>
    public bool Withdrawn { get; set; }
    public bool Unlisted { get; set; }

    /// <summary>It is known only through a repost: whatever is captured directly replaces it.</summary>
    public bool Partial { get; set; }

    /// <summary>UTC ticks of the edit it stands at: a later one wins, an earlier one is a redelivery. A new name of its author makes it one more.</summary>
    public long Version { get; set; }

    /// <summary>Equal for equal texts; 0 for one too short to compare.</summary>
    public long Fingerprint { get; set; }

    /// <summary>The card of another network that this post is folded into.</summary>
    public string? TwinOf { get; set; }
    public string? ReplyTo { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>The entry that put it on show; 0 while it is not.</summary>
    public long ShownSeq { get; set; }
    public string? Session { get; set; }

    /// <summary>With no session: it was taken out of all of them, by a moderator or with its thread, and stays out.</summary>
    public FiledBy? FiledBy { get; set; }
    public double? Confidence { get; set; }

    /// <summary>The question of its chat that it belongs to; null with a reason: somebody said that it belongs to none.</summary>
    public int? Question { get; set; }
    public AnswerBy? AnswerBy { get; set; }
    public double? AnswerConfidence { get; set; }

    /// <summary>Counts as its network gives them.</summary>
    public int HeardReposts { get; set; }
    public int HeardReplies { get; set; }
    public int HeardLikes { get; set; }

    /// <summary>Counts of what was captured here.</summary>
    public int Reposts { get; set; }
    public int Replies { get; set; }

    public Filed Filed
    {
        get => new(Session, FiledBy, Confidence);
        set => (Session, FiledBy, Confidence) = value;
    }

    public Bound Bound
    {
        get => new(Question, AnswerBy, AnswerConfidence);
        set => (Question, AnswerBy, AnswerConfidence) = value;
    }

    public Standing Standing
    {
        get => new(State, Reason, ShowAt, DecidedBy);
        set => (State, Reason, ShowAt, DecidedBy) = value;
    }

    /// <summary>What is told of <see cref="FiledBy"/>: nothing while it is in no session.</summary>
    public FiledBy? Why => Session is null ? null : FiledBy;

    /// <summary>It may be on show, be it as a card or folded into one.</summary>
    public bool IsAdmitted => State == PostState.Shown && !Withdrawn;

    public bool IsOnShow => IsAdmitted && TwinOf is null;

    public Echo Echo => new(Math.Max(HeardReposts, Reposts), Math.Max(HeardReplies, Replies), HeardLikes);
}

/// <summary>One step of a feed. It holds no words of anybody's: those are read from <see cref="PostRow"/>.</summary>
sealed class EntryRow
{
    public required string Event { get; init; }
    public required long Seq { get; init; }
    public required EntryKind Kind { get; init; }
    public required string PostId { get; init; }
    public string? Session { get; init; }
    public FiledBy? FiledBy { get; init; }
    public double? Confidence { get; init; }
    public string? LeftSession { get; init; }
    public DateTimeOffset At { get; init; }
}

sealed class RepostRow
{
    public required string Event { get; init; }
    public required string RepostId { get; init; }
    public required string PostId { get; init; }
    public required string AuthorId { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>Another name of a post, by which its network may speak of it later.</summary>
sealed class AliasRow
{
    public required string Event { get; init; }
    public required string Alias { get; init; }
    public required string PostId { get; init; }
}

sealed class SourceRow
{
    public required string Source { get; init; }
    public string? Position { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>Facts about the archive itself: its epoch.</summary>
sealed class FactRow
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}
