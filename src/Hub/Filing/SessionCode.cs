using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>A session's code, as in <c>WX7KQR</c>: only one that cannot be taken for a word or a number names a session.</summary>
static class SessionCode
{
    const int Shortest = 5;

    // Codes of capitals alone are drawn by lot, and a lot may draw these.
    static readonly HashSet<string> Shouted =
    [
        "ABOUT", "AGAIN", "ALWAYS", "AMAZING", "AWESOME", "BREAK", "BUILD", "COFFEE", "DEBUG", "ENJOY", "EVERY", "FIRST", "FOLKS", "FRIDAY",
        "GITHUB", "GREAT", "HAPPY", "HELLO", "HTTPS", "LINUX", "LOVED", "LUNCH", "MONDAY", "MYSQL", "NEVER", "NODEJS", "OFFLINE", "ONLINE",
        "OPENAI", "PLEASE", "POSTER", "QUERY", "REACT", "RIGHT", "SLIDES", "SPEAK", "STAGE", "START", "SUNDAY", "THANK", "THANKS", "THERE",
        "THESE", "THINK", "TODAY", "TOTALLY", "TRACK", "TRULY", "UPDATE", "VIDEO", "WATCH", "WEBGPU", "WELCOME", "WHERE", "WHICH", "WORLD",
        "WRITE", "YEARS",
    ];

    public static bool IsTelling(string? code) =>
        code is { Length: >= Shortest } && code.All(IsPart) && !Shouted.Contains(code) && !CommonWords.Has(TextFold.Fold(code))
        && (code.Any(char.IsAsciiLetter) && code.Any(char.IsAsciiDigit) || code.All(char.IsAsciiLetterUpper));

    /// <summary>The words of a text that could be codes, as they are written.</summary>
    public static IEnumerable<string> In(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            if (!IsPart(text[start]) || start > 0 && char.IsLetterOrDigit(text[start - 1]))
            {
                start++;
                continue;
            }
            var end = start;
            while (end < text.Length && IsPart(text[end])) end++;
            if (end - start >= Shortest && (end == text.Length || !char.IsLetterOrDigit(text[end]))) yield return text[start..end].Trim('-', '_');
            start = end;
        }
    }

    static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
