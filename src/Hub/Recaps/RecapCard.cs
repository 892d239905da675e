using System.Runtime.CompilerServices;
using Backchannel.Contracts;
using Backchannel.Hub.Digests;

namespace Backchannel.Hub.Recaps;

/// <summary>A card as a recap is planned by: its words are read only where the recap shows it.</summary>
/// <param name="Post">What it shares.</param>
/// <param name="Seq">The number that put it on show.</param>
/// <param name="Listed">Its author does not mind to be found: whoever does is counted, and in nothing that lasts.</param>
/// <param name="Echo">Answers and reposts.</param>
/// <param name="ReplyTo">The post that it answers.</param>
/// <param name="Session">The session it is filed in.</param>
/// <param name="Answer">Its place among a chat's questions; question 0 where somebody said that it belongs to none.</param>
/// <param name="Author">Who made it, as it shows them.</param>
sealed record RecapCard(DigestPost Post, long Seq, bool Listed, int Echo, string? ReplyTo, string? Session, Answer? Answer, Author Author)
{
    public string Id => Post.Id;

    public DateTimeOffset At => Post.At;

    /// <summary>The question that it says it belongs to: one that was flagged as early says nothing.</summary>
    public int? Question => Answer is { By: not AnswerBy.Early } answer ? answer.Question : null;

    public bool Asks => Answer is { By: AnswerBy.Asks, Question: > 0 };

    // A card is itself: to compare all that it holds would cost more than all else.
    public bool Equals(RecapCard? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>A card and what was answered to it, as it is shown.</summary>
sealed record RecapNode(RecapCard Card, IReadOnlyList<RecapNode> Replies)
{
    /// <summary>Answers to it that its editor left out.</summary>
    public int LeftOut { get; init; }

    public IEnumerable<RecapNode> Thread => Replies.SelectMany(reply => reply.Thread).Prepend(this);
}
