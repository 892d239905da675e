using Backchannel.Contracts;

namespace Backchannel.Hub.Archive;

/// <summary>What an event with a place in the calendar of chats is, beyond its name, zone and hashtags.</summary>
sealed class SeriesRow
{
    public required string Event { get; init; }
    public SeriesKind Kind { get; set; }
    public string? About { get; set; }
    public required List<string> Subjects { get; set; }

    /// <summary>A list of <see cref="ChatPerson"/> as JSON.</summary>
    public required string Hosts { get; set; }

    /// <summary>As clocks in the event's zone show it, <c>2026-12-01T20:00</c>: a moment would move with daylight saving.</summary>
    public string? Start { get; set; }
    public int Minutes { get; set; }
    public string? Rule { get; set; }
    public required List<string> Except { get; set; }
    public required List<string> Also { get; set; }
    public string? Url { get; set; }

    /// <summary>Of two versions of one calendar entry a calendar takes the later.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A series that somebody proposed, until an organizer accepts or declines it.</summary>
sealed class ProposalRow
{
    public required string Id { get; init; }

    /// <summary>What was proposed, as JSON.</summary>
    public required string Draft { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>What a session that is a chat has beyond other sessions. A session without one is no chat.</summary>
sealed class ChatRow
{
    public required string Event { get; init; }
    public required string Session { get; init; }

    /// <summary>A list of <see cref="ChatPerson"/> as JSON.</summary>
    public required string Hosts { get; set; }

    /// <summary>A list of <see cref="ChatPerson"/> as JSON.</summary>
    public required string Guests { get; set; }

    /// <summary>Its questions are for all to see before they are put.</summary>
    public bool QuestionsAhead { get; set; }
    public bool ByTheClock { get; set; }
    public string? Pinned { get; set; }
    public string? Lead { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>A question of a chat, planned or put.</summary>
sealed class ChatQuestionRow
{
    public required string Event { get; init; }
    public required string Session { get; init; }
    public required int Number { get; init; }

    /// <summary>As it was planned; null for one that only its post has words for.</summary>
    public string? Planned { get; set; }

    /// <summary>Minutes from the chat's start; null for one that is put by hand.</summary>
    public int? Minute { get; set; }
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>The post that puts it.</summary>
    public string? PostId { get; set; }
}

/// <summary>What a chat's hosts have seen to: somebody new whom they greeted, or a post that needs their answer no more.</summary>
sealed class SeenToRow
{
    // No network is called so.
    const string Post = "post:";

    public required string Event { get; init; }
    public required string Session { get; init; }

    /// <summary>The <c>network:id</c> of somebody, or what <see cref="Of"/> makes of a post.</summary>
    public required string Subject { get; init; }
    public required string By { get; init; }
    public DateTimeOffset At { get; init; }

    public static string Of(string post) => Post + post;
}

/// <summary>A recap as its editor left it. It holds none of the posts' words: what it shows is read from <see cref="PostRow"/>.</summary>
sealed class RecapRow
{
    public required string Event { get; init; }

    /// <summary>The session's id, or <c>day-2026-12-01</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What was edited, as JSON; null where nothing was.</summary>
    public string? Edits { get; set; }
    public DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Null while it is not for all to see.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    public string? By { get; set; }
}
