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
            foreach (var reading in Readings(TextFold.Fold(entry.Trim('*', ' ')))) Block(reading, isPart);
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

    string? Find(string folded) => Readings(folded).Select(Find).FirstOrDefault(found => found is not null);

    string? Find(List<string> words)
    {
        foreach (var word in words)
            if (_words.Contains(word)) return word;
        if (_phrases.Count + _parts.Count == 0) return null;
        var line = $" {string.Join(' ', words)} ";
        return _phrases.Find(phrase => line.Contains(phrase, StringComparison.Ordinal))?.Trim()
            ?? _parts.Find(part => line.Contains(part, StringComparison.Ordinal));
    }

    void Block(List<string> words, bool isPart)
    {
        if (words.Count == 0) return;
        if (isPart) _parts.Add(string.Join(' ', words));
        else if (words.Count == 1) _words.Add(words[0]);
        else _phrases.Add($" {string.Join(' ', words)} ");
    }

    /// <summary>
    /// Every way to read a text: a 1 stands for an i or an l; a sign at the edge of a word is a letter (<c>@ss</c>) or just a sign (<c>ass!</c>).
    /// </summary>
    static IEnumerable<List<string>> Readings(string folded)
    {
        var ones = folded.AsSpan().ContainsAny('1', '!', '|') ? "il" : "i";
        foreach (var one in ones)
        {
            yield return Words(folded, one, "");
            if (folded.AsSpan().ContainsAny('!', '|')) yield return Words(folded, one, "!|");
            if (folded.AsSpan().ContainsAny('@', '$')) yield return Words(folded, one, "@$");
            if (folded.AsSpan().ContainsAny('@', '$') && folded.AsSpan().ContainsAny('!', '|')) yield return Words(folded, one, "!|@$");
        }
    }

    static List<string> Words(string folded, char leetOne, ReadOnlySpan<char> justSigns)
    {
        var (words, raw) = (new List<string>(), new StringBuilder());
        foreach (var rune in folded.EnumerateRunes())
            if (Letter(rune, leetOne) is not null) raw.Append(rune.ToString());
            else Flush(words, raw, leetOne, justSigns);
        Flush(words, raw, leetOne, justSigns);
        return words;
    }

    static void Flush(List<string> words, StringBuilder raw, char leetOne, ReadOnlySpan<char> justSigns)
    {
        if (raw.Length == 0) return;
        var word = new StringBuilder(raw.Length);
        foreach (var rune in raw.ToString().AsSpan().Trim(justSigns).EnumerateRunes()) word.Append((Letter(rune, leetOne) ?? rune).ToString());
        if (word.Length > 0) words.Add(word.ToString());
        raw.Clear();
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
