using Backchannel.Contracts;

namespace Backchannel.Web.Cards;

/// <summary>Which question of its chat a post belongs to, in words.</summary>
static class AnswerLabel
{
    public static string Short(Answer answer) => answer.By is AnswerBy.Asks ? $"Q{answer.Question}" : $"A{answer.Question}";

    public static string Why(Answer answer) => answer.By switch
    {
        AnswerBy.Asks => "puts the question",
        AnswerBy.Hand => "put there by a host",
        AnswerBy.Number => "it says so",
        AnswerBy.Reply => "it answers the question",
        AnswerBy.Thread => "in the thread of an answer",
        AnswerBy.Open => "said while it was asked, perhaps an answer",
        AnswerBy.Early => "said before it was asked",
        _ => "",
    };

    public static string Sure(Answer answer) => FormattableString.Invariant($"{Capital(Why(answer))}: {Math.Round(answer.Confidence * 100)} % sure");

    static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
