using System.Text.RegularExpressions;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Backchannel.Text;
using Ical.Net.CalendarComponents;

namespace Backchannel.Hub.Chats;

/// <summary>The hashtag of a calendar's entry, and its name beside that. Pure.</summary>
static partial class EntryWords
{
    const int Longest = 1_000;

    public static string? Hashtag(CalendarEvent found, List<string> given) =>
        new[] { Value(given.FirstOrDefault(property => CalendarSchedule.Name(property) == "X-HASHTAG")) is { } own ? $"#{own.TrimStart('#')}" : null, found.Summary, found.Description, string.Join(' ', found.Categories) }
            .OfType<string>().SelectMany(text => TextScanner.Hashtags(PlainWords.Line(text)).Select(span => span.Value)).FirstOrDefault()
        ?? new string([.. TextFold.Fold(found.Summary ?? "").Where(char.IsLetterOrDigit).Take(40)]) switch { { Length: > 2 } made when Slugs.IsHashtag(made) => made, _ => null };

    /// <summary>
    /// <c>Nurse chat</c> of “Nurse chat #wenurses”, “Nurse chat (#wenurses)” and “#wenurses: Nurse chat”. A hashtag in the midst of a sentence is a word of it, and one alone is
    /// the name.
    /// </summary>
    public static string Name(string title)
    {
        title = TextCut.At(title, Longest);
        var rest = Before().Replace(After().Replace(title, ""), "").Trim();
        return rest.Any(char.IsLetterOrDigit) ? rest : title;
    }

    public static string? Value(string? property) => property?[(property.IndexOf(':') + 1)..].Trim();

    [GeneratedRegex(@"([\s,:|·–—-]*[\(\[]?(?<!\w)[#＃]\w+[\)\]]?)+\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex After();

    [GeneratedRegex(@"^\s*[\(\[]?[#＃]\w+[\)\]]?(\s*[:|·–—]|\s+-)\s*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Before();
}
