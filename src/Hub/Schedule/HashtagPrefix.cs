using System.Text;
using Backchannel.Text;

namespace Backchannel.Hub.Schedule;

/// <summary>What all hashtags that an event proposes begin with: its own in two to four letters.</summary>
static class HashtagPrefix
{
    const int MinLetters = 2, MaxLetters = 3, MaxInitials = 4;

    // From the last row l is a 1, and o a 0.
    const string Confusable = "ilo";
    const string Vowels = "aeiouy";
    const string Fallback = "bc";

    /// <summary>The initials of a hashtag in CamelCase; else its first letter and the next two consonants; of a script without case, its first letters.</summary>
    public static string Of(string hashtag)
    {
        var initials = Clear(string.Concat(Words(hashtag).Select(word => word[0])));
        if (Runes(initials) is >= MinLetters and <= MaxInitials) return initials;
        var letters = Clear(hashtag);
        if (letters.EnumerateRunes().Any(rune => !rune.IsAscii)) return First(letters + Fallback, MaxLetters);
        var consonants = string.Concat(letters.Skip(1).Where(c => !Vowels.Contains(c, StringComparison.Ordinal)));
        var prefix = First(letters[..Math.Min(1, letters.Length)] + consonants, MaxLetters);
        return prefix.Length >= MinLetters ? prefix : First(letters + Fallback, MinLetters);
    }

    // Letters that can be told apart, in the form in which hashtags are compared: what is typed from a slide is typed without its accents.
    static string Clear(string text) => string.Concat(TextFold.Tag(text).EnumerateRunes().Where(IsClear).Select(rune => rune.ToString()));

    static bool IsClear(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetter((char)rune.Value) && !Confusable.Contains((char)rune.Value, StringComparison.Ordinal)
        : Rune.IsLetter(rune);

    static int Runes(string text) => text.EnumerateRunes().Count();

    static string First(string text, int count) => string.Concat(text.EnumerateRunes().Take(count).Select(rune => rune.ToString()));

    /// <summary>PyConUK is Py, Con and UK.</summary>
    static IEnumerable<string> Words(string tag)
    {
        var word = new StringBuilder();
        for (var i = 0; i < tag.Length; i++)
        {
            if (!char.IsAsciiLetter(tag[i])) continue;
            var begins = char.IsUpper(tag[i]) && (i == 0 || !char.IsUpper(tag[i - 1]) || i + 1 < tag.Length && char.IsLower(tag[i + 1]));
            if (begins && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
            word.Append(tag[i]);
        }
        if (word.Length > 0) yield return word.ToString();
    }
}
