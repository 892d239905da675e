using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace Backchannel.Web.Previews.Setting;

/// <summary>A character as readers see it (a letter with its accents, an emoji of several code points), and how it is written.</summary>
/// <param name="Start">First UTF-16 unit of the text.</param>
/// <param name="End">Past its last.</param>
/// <param name="Typeface">Writes it.</param>
/// <param name="Level">Which way it runs, see <see cref="BidiLevels"/>.</param>
/// <param name="Script">Decides on the rules by which it is shaped.</param>
/// <param name="Rune">Its first code point.</param>
readonly record struct Character(int Start, int End, Typeface Typeface, byte Level, Script Script, Rune Rune)
{
    public bool IsSpace => Rune.IsWhiteSpace(Rune);
}

/// <summary>One line of text, not yet broken, as characters.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Characters">Those that can be written.</param>
/// <param name="RightToLeft">Its line begins at the right.</param>
/// <param name="IsLegible">Hardly any are missing.</param>
sealed record Passage(string Text, IReadOnlyList<Character> Characters, bool RightToLeft, bool IsLegible)
{
    /// <param name="text">Cleaned: see <see cref="OneLine"/>.</param>
    /// <param name="typefaces">Where to look for letters.</param>
    /// <param name="bold">In which weight.</param>
    public static Passage Of(string text, Typefaces typefaces, bool bold)
    {
        text = text.Normalize();
        var (found, missing) = Find(text, typefaces, bold);
        var runes = found.ConvertAll(each => Rune.GetRuneAt(text, each.Start));
        var (levels, rightToLeft) = BidiLevels.Of(runes);
        var characters = new List<Character>(found.Count);
        var script = Script.Common;
        for (var i = 0; i < found.Count; i++)
        {
            // What belongs to all scripts goes with the letters before it.
            var own = UnicodeFunctions.Default.GetScript(runes[i].Value);
            if (own != Script.Common && own != Script.Inherited) script = own;
            characters.Add(new(found[i].Start, found[i].End, found[i].Typeface, levels[i], script, runes[i]));
        }
        return new Passage(text, characters, rightToLeft, missing * 4 <= found.Count);
    }

    static (List<(int Start, int End, Typeface Typeface)> Found, int Missing) Find(string text, Typefaces typefaces, bool bold)
    {
        var (found, missing) = (new List<(int, int, Typeface)>(), 0);
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = start + StringInfo.GetNextTextElementLength(text.AsSpan(start));
            if (typefaces.For(text.AsSpan(start, end - start), bold) is { } typeface) found.Add((start, end, typeface));
            else missing++;
        }
        return (found, missing);
    }
}
