using Backchannel.Contracts;

namespace Backchannel.Hub.Archive;

/// <summary>A question, beside the post that holds its words.</summary>
sealed class QuestionRow
{
    public required string Event { get; init; }
    public required string PostId { get; init; }
    public QuestionState State { get; set; }
    public bool Remote { get; set; }

    /// <summary>Who asked, as a hash of the visitor's cookie; null for one from a network.</summary>
    public string? Asker { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>One visitor's vote for one question.</summary>
sealed class VoteRow
{
    public required string Event { get; init; }
    public required string PostId { get; init; }

    /// <summary>A hash of the visitor's cookie.</summary>
    public required string Visitor { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>Somebody who asked to be left out of the people pages.</summary>
sealed class LeftOutRow
{
    public required string Event { get; init; }

    /// <summary><c>network:handle</c>, folded.</summary>
    public required string Account { get; init; }
    public DateTimeOffset At { get; init; }
}
