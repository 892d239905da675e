using Backchannel.Contracts;

namespace Backchannel.Hub.Chats.Answers;

/// <summary>The question of its chat that a post belongs to, and why. Without a question but with a reason: somebody said that it belongs to none.</summary>
readonly record struct Bound(int? Question, AnswerBy? By = null, double? Confidence = null)
{
    public static readonly Bound Nowhere = new(null);

    public bool IsOut => Question is null && By is not null;

    /// <summary>As the feed tells it; null while it belongs to none.</summary>
    public Answer? Told => Question is { } number && By is { } by ? new(number, by, Confidence ?? 0) : null;

    public static Bound ByHand(int? question) => new(question, AnswerBy.Hand, question is null ? null : 1);
}
