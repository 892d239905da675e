using Backchannel.Contracts;

namespace Backchannel.Web.Questions;

/// <summary>How a page speaks of questions.</summary>
static class QuestionWords
{
    public const int Most = 300;

    public static string Of(QuestionState state) => state switch
    {
        QuestionState.Proposed => "perhaps a question",
        QuestionState.Queued => "queued",
        QuestionState.Asked => "being asked",
        _ => "answered",
    };

    public static string Key(QuestionState state) => state.ToString().ToLowerInvariant();

    /// <summary>How large a monitor can show it, by the room that it takes: a Han character takes that of two letters.</summary>
    public static string Length(string text)
    {
        var units = 0;
        foreach (var letter in text) units += letter > '\u2e7f' ? 2 : 1;
        return units switch { <= 70 => "short", <= 160 => "middling", _ => "long" };
    }
}
