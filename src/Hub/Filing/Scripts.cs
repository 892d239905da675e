using System.Text;

namespace Backchannel.Hub.Filing;

/// <summary>What a word is in scripts that write without spaces between them.</summary>
static class Scripts
{
    public enum Kind { Spaced, Han, Hiragana, Katakana, Thai }

    public static Kind Of(Rune rune) => rune.Value switch
    {
        >= 0x3041 and <= 0x309f => Kind.Hiragana,
        >= 0x30a1 and <= 0x30ff or >= 0x31f0 and <= 0x31ff => Kind.Katakana,
        0x3005 or >= 0x3400 and <= 0x9fff or >= 0xf900 and <= 0xfaff or >= 0x20000 and <= 0x3ffff => Kind.Han,
        >= 0x0e00 and <= 0x0e7f => Kind.Thai,
        _ => Kind.Spaced,
    };

    public static bool HasNoSpaces(string word) => word.EnumerateRunes().Any(rune => Of(rune) != Kind.Spaced);
}
