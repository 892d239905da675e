using System.Globalization;
using System.Text;

namespace Backchannel.Hub.Questions;

/// <summary>Counts the words of a sentence as one reads along it, and begins anew where the next one does.</summary>
struct SentenceLength
{
    /// <summary>Stands for a hashtag, and is no letter: it counts as a word within a sentence, not before it.</summary>
    public const char Hashtag = '\ue000';

    /// <summary>A word, in the smallest parts that letters of some scripts are of it.</summary>
    const int Word = 12;

    int _parts, _letters;
    bool _dotted;

    public readonly int Words => _parts / Word;

    /// <returns>How many UTF-16 units were read.</returns>
    public int Take(ReadOnlySpan<char> text, int at)
    {
        _ = Rune.DecodeFromUtf16(text[at..], out var rune, out var units);
        if (rune.Value == Hashtag) _parts += _parts > 0 ? Word : 0;
        else if (Rune.IsLetterOrDigit(rune)) Letter(rune);
        else if (Ends(rune, text[(at + units)..])) this = new();
        else if (rune.Value is '.') _dotted = true;
        else if (!IsWithin(rune)) (_letters, _dotted) = (0, false);
        return units;
    }

    void Letter(Rune rune)
    {
        var own = Part(rune);
        if (own < Word) (_parts, _letters) = (_parts + own, 0);
        else if (_letters++ == 0) _parts += Word;
    }

    /// <summary>A full stop after "e.g." or "vs." ends no sentence: before one that does stands a word of at least three letters, without another stop in it.</summary>
    readonly bool Ends(Rune rune, ReadOnlySpan<char> rest) => rune.Value switch
    {
        '\n' or '。' or '…' or '।' or '۔' => true,
        '.' => rest is [] || rest[0] is '.' || char.IsWhiteSpace(rest[0]) && _letters >= 3 && !_dotted,
        _ => false,
    };

    // "isn't", "state-of-the-art", "2.0", and letters with marks of their own are one word.
    static bool IsWithin(Rune rune) => rune.Value is '\'' or '’' or '-' or '_'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    static int Part(Rune rune) => rune.Value switch
    {
        >= 0x4e00 and <= 0x9fff or >= 0x3400 and <= 0x4dbf or >= 0xf900 and <= 0xfaff or >= 0x20000 and <= 0x3ffff or 0x3005 => Word / 2,
        >= 0x3041 and <= 0x30ff => Word / 3,
        >= 0x0e00 and <= 0x0eff or >= 0x1000 and <= 0x109f or >= 0x1780 and <= 0x17ff => Word / 4,
        _ => Word,
    };
}
