using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Live;

namespace Backchannel.Web.ChatRooms;

/// <summary>Something that was not done, said where it was tried.</summary>
/// <param name="Where">The form or the list.</param>
/// <param name="Field">The field that is wrong, as the API names it; null where it is none.</param>
/// <param name="Words">What is wrong, with the field's own name.</param>
public sealed record DeskTrouble(string Where, string? Field, string Words);

/// <summary>A question that somebody is about to put outside the chat's hour.</summary>
/// <param name="Where">By which button.</param>
/// <param name="Number">The question's; null for the next that is free.</param>
/// <param name="Words">Its words; null for those that are planned.</param>
public sealed record DeskAsking(string Where, int? Number, string? Words);

/// <summary>What the hosts' desk of a chat says.</summary>
static class ChatDeskWords
{
    /// <summary>So long before the hour hosts put what they like: they say hello, and try.</summary>
    static readonly TimeSpan Early = TimeSpan.FromMinutes(15);

    public static bool IsOutside(SessionInfo session, DateTimeOffset at) => at < session.Start - Early || at >= session.End;

    /// <summary><c>This chat begins on Tue 22 Dec, 20:00. Ask Q1 now all the same?</c></summary>
    public static string Sure(SessionInfo session, DateTimeOffset at, int? number, TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"This chat {(at < session.Start ? $"begins on {Moment(session.Start, zone)}" : $"was over on {Moment(session.End, zone)}")}. Ask {(number is null ? "it" : $"Q{number}")} now all the same?");

    /// <summary>Where no question comes next.</summary>
    public static string Rest(ChatInfo chat)
    {
        var left = chat.Questions.Where(question => question.AskedAt is null).Select(question => string.Create(CultureInfo.InvariantCulture, $"Q{question.Number}")).ToList();
        return (chat.ClosedAt is not null, left, chat.Questions.Count) switch
        {
            (true, [], 0) => "Closed.",
            (true, [], _) => "Closed. Every question was asked.",
            (true, [var one], _) => $"Closed. {one} was not asked.",
            (true, [.. var some, var last], _) => $"Closed. {string.Join(", ", some)} and {last} were not asked.",
            (false, _, 0) => "Nothing is planned yet.",
            _ => "Everything that was planned has been asked.",
        };
    }

    /// <summary>In whose name questions go out.</summary>
    public static string Lead(ChatInfo chat) => chat.Lead is { } lead
        ? $"{lead} has the desk: questions are asked in that name, whoever presses the button."
        : "Nobody has taken the desk: a question is asked in the name of whoever presses the button.";

    /// <summary>What was refused, with the name of its field.</summary>
    public static string Of(DeskRefusal refusal) => Label(refusal.Field) is not { } label ? refusal.Words
        : char.IsLower(refusal.Words[0]) ? $"“{label}” {refusal.Words}" : $"{label}: {refusal.Words}";

    public static string Moment(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture);

    static string? Label(string? field) => field?.Split('[', '.')[0] switch
    {
        "text" => "Question",
        "minute" => "At minute",
        "topic" => "Topic",
        "guests" => "Guests",
        _ => null,
    };
}
