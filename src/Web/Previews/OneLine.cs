using System.Globalization;
using System.Text;
using Backchannel.Text;

namespace Backchannel.Web.Previews;

/// <summary>A text as one line of bounded length, for places that have no room for more.</summary>
static class OneLine
{
    // Enough to fill any length asked for, so that the cleaning of a text of a megabyte stops early.
    const int Margin = 4;

    // A letter may carry a few accents. Hundreds of them would reach over the whole picture.
    const int MostMarks = 4;

    /// <summary>The text without line breaks, control characters and direction marks, cut with … after <paramref name="most"/> UTF-16 units.</summary>
    public static string Of(string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var line = Joined(TextCut.Clean(text.Length > most * Margin ? TextCut.At(text, most * Margin) : text));
        if (line.Length <= most) return line;
        var cut = TextCut.At(line, most - 1);
        var space = cut.LastIndexOf(' ');
        return (space > most * 2 / 3 ? cut[..space] : cut).TrimEnd(' ', ',', '.', ';', ':', '–', '—', '-') + "…";
    }

    static string Joined(string text)
    {
        var line = new StringBuilder(text.Length);
        var (space, marks) = (false, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                space = line.Length > 0;
                continue;
            }
            var kind = Rune.GetUnicodeCategory(rune);
            marks = kind is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks || IsUnseen(rune, kind)) continue;
            if (space) line.Append(' ');
            space = false;
            line.Append(rune);
        }
        return line.ToString();
    }

    // All that turns text round, but not the joiners, which emoji families and Persian words are written with.
    static bool IsUnseen(Rune rune, UnicodeCategory kind) =>
        kind is UnicodeCategory.Control or UnicodeCategory.Surrogate
        || (kind is UnicodeCategory.Format && rune.Value is not (0x200c or 0x200d or (>= 0xe0020 and <= 0xe007f)));
}
