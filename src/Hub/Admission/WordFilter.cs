using System.Globalization;
using System.Text;
using Backchannel.Text;

namespace Backchannel.Hub.Admission;

/// <summary>
/// Finds blocked words whatever their case, accents and leet spelling (<c>h4rb0ur</c>), as whole words or, where marked <c>*so*</c>, inside words too.
/// </summary>
public sealed class WordFilter
{
    readonly HashSet<string> _words = [];
    readonly List<string> _phrases = [];
    readonly List<string> _parts = [];

    public WordFilter(IEnumerable<string> blocked)
    {
        foreach (var entry in blocked)
        {
            var isPart = entry.StartsWith('*') || entry.EndsWith('*');
            var words = Words(TextFold.Fold(entry.Trim('*', ' ')), leetOne: 'i');
            if (words.Count == 0) continue;
            if (isPart) _parts.Add(string.Join(' ', words));
            else if (words.Count == 1) _words.Add(words[0]);
            else _phrases.Add($" {string.Join(' ', words)} ");
        }
    }

    /// <summary>The first blocked word found in any of <paramref name="texts"/>, folded; null for none.</summary>
    public string? Find(IEnumerable<string?> texts)
    {
        if (_words.Count + _phrases.Count + _parts.Count == 0) return null;
        foreach (var text in texts)
            if (text is { Length: > 0 } && Find(TextFold.Fold(text)) is { } found) return found;
        return null;
    }

    // A 1 stands for an i or an l, so both readings are tried.
    string? Find(string folded) => Find(Words(folded, 'i')) ?? (folded.Contains('1') || folded.Contains('!') || folded.Contains('|') ? Find(Words(folded, 'l')) : null);

    string? Find(List<string> words)
    {
        foreach (var word in words)
            if (_words.Contains(word)) return word;
        if (_phrases.Count + _parts.Count == 0) return null;
        var line = $" {string.Join(' ', words)} ";
        return _phrases.Find(phrase => line.Contains(phrase, StringComparison.Ordinal))?.Trim()
            ?? _parts.Find(part => line.Contains(part, StringComparison.Ordinal));
    }

    static List<string> Words(string folded, char leetOne)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in folded.EnumerateRunes())
        {
            if (Letter(rune, leetOne) is { } letter) word.Append(letter.ToString());
            else Flush(words, word);
        }
        Flush(words, word);
        return words;
    }

    static void Flush(List<string> words, StringBuilder word)
    {
        if (word.Length > 0) words.Add(word.ToString());
        word.Clear();
    }

    static Rune? Letter(Rune rune, char leetOne) => rune.Value switch
    {
        '0' => new Rune('o'),
        '1' or '!' or '|' => new Rune(leetOne),
        '3' => new Rune('e'),
        '4' or '@' => new Rune('a'),
        '5' or '$' => new Rune('s'),
        '7' => new Rune('t'),
        '8' => new Rune('b'),
        _ => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            ? rune
            : null,
    };
}
