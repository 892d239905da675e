using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.ChatRooms;

/// <summary>What a chat's page says of its questions.</summary>
static class ChatWords
{
    /// <summary>Where a question's answers begin, by its number; 0 stands for what belongs to none.</summary>
    public static string Id(int question) => question is 0 ? "beside" : FormattableString.Invariant($"q-{question}");

    public static string Answers(int count) => count switch
    {
        0 => "no answer yet",
        1 => "1 answer",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count:N0} answers"),
    };

    public static string Text(ChatQuestion question) => question.Text ?? (question.AskedAt is null ? "Told when it is asked" : "The post that asked this is gone");

    /// <summary>When a planned question is due. UTC.</summary>
    public static DateTimeOffset? Due(ChatQuestion question, SessionInfo session) => question.Minute is { } minute ? session.Start.AddMinutes(minute) : null;

    /// <summary>What is asked next, and when it is known.</summary>
    public static ChatQuestion? Next(ChatInfo chat) =>
        chat.ClosedAt is not null ? null : chat.Questions.Where(question => question.AskedAt is null).OrderBy(question => question.Minute ?? int.MaxValue).ThenBy(question => question.Number).FirstOrDefault();

    /// <summary>Accounts of its hosts, as cards name them.</summary>
    public static string Hosts(ChatInfo chat) => string.Join(' ', chat.Hosts.Select(host => Account(host.Account)).OfType<string>());

    // As people write it, with or without the sign before a name.
    static string? Account(string? account) =>
        account?.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? $"{account[..colon].Trim()}:{account[(colon + 1)..].Trim().TrimStart('@')}".ToLowerInvariant().Replace(' ', '_') : null;
}
