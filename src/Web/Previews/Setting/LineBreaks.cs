using System.Buffers;

namespace Backchannel.Web.Previews.Setting;

/// <summary>
/// Where a line may end: after a space or a hyphen, and between the letters of scripts that are written without spaces, except where Japanese
/// and Chinese never break.
/// </summary>
static class LineBreaks
{
    static readonly SearchValues<char> NeverFirst = SearchValues.Create(
        "、。，．・：；？！）］｝〕〉》」』】〗〙ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶゝゞヽヾ々…‥”’)]}!?,.:;");

    static readonly SearchValues<char> NeverLast = SearchValues.Create("（［｛〔〈《「『【〖〘“‘([{");

    public static bool After(Character one, Character next)
    {
        if (next.IsSpace) return false;
        if (one.IsSpace) return true;
        if (one.Rune.IsBmp && NeverLast.Contains((char)one.Rune.Value) || next.Rune.IsBmp && NeverFirst.Contains((char)next.Rune.Value)) return false;
        return one.Rune.Value is '-' or 0x2010 or >= 0x2012 and <= 0x2014 or '/' || IsWide(one.Rune.Value) || IsWide(next.Rune.Value);
    }

    // Hangul is not among them: Korean is written with spaces.
    static bool IsWide(int rune) => rune is >= 0x2e80 and <= 0xa4cf and not (>= 0x3130 and <= 0x318f)
        or >= 0xf900 and <= 0xfaff or >= 0xff00 and <= 0xff9f or >= 0x20000 and <= 0x3ffff;
}
