using System.Globalization;

namespace Backchannel.Text;

/// <summary>Makes a text from a network fit to be kept and shown: no longer than it may be, and without what would upset a page.</summary>
/// <remarks>Cutting and cleaning move offsets: compute spans (<see cref="TextScanner.Spans"/>, a network's own) for the text that comes out.</remarks>
public static partial class TextCut
{
    // More than this is not given up for the sake of a whole character: a "character" may be thousands of accents.
    const int MostLost = 64;

    /// <summary>The text itself where it is short enough, else its beginning, never more than <paramref name="maxUtf16"/> UTF-16 units.</summary>
    /// <remarks>It is cut between characters as readers see them (grapheme clusters) where that loses little, and never inside a surrogate pair.</remarks>
    public static string At(string text, int maxUtf16)
    {
        if (text.Length <= maxUtf16) return text;
        if (maxUtf16 <= 0) return "";
        var edge = GraphemeEdge(text, maxUtf16);
        return text[..(maxUtf16 - edge <= MostLost && edge > 0 ? edge : RuneEdge(text, maxUtf16))];
    }

    /// <summary>The text itself where it is short enough, else its beginning with an ellipsis after it, which is not counted.</summary>
    public static string Shortened(string text, int maxUtf16) => text.Length <= maxUtf16 ? text : At(text, maxUtf16).TrimEnd() + "…";

    /// <summary>How many characters a reader sees: an emoji of several code points, or a letter with its accents, is one.</summary>
    public static int Graphemes(string text)
    {
        var count = 0;
        for (var rest = text.AsSpan(); rest.Length > 0; rest = rest[StringInfo.GetNextTextElementLength(rest)..]) count++;
        return count;
    }

    static int GraphemeEdge(string text, int max)
    {
        var edge = 0;
        for (int length; (length = StringInfo.GetNextTextElementLength(text.AsSpan(edge))) <= max - edge && length > 0;) edge += length;
        return edge;
    }

    static int RuneEdge(string text, int max) => char.IsSurrogatePair(text[max - 1], text[max]) ? max - 1 : max;
}
