namespace Backchannel.Text;

public static partial class TextCut
{
    const int MostLineBreaks = 3;

    /// <summary>The text trimmed, with well-formed UTF-16, at most two blank lines in a row and no character that could spoil the page around it.</summary>
    /// <remarks>
    /// Line breaks of every kind become \n. Other control characters but tabs, byte order marks and noncharacters go; lone surrogates
    /// become U+FFFD; direction marks that would turn round the text after them go too (see <see cref="BidiMarks"/>). Cleaning twice is cleaning once.
    /// </remarks>
    public static string Clean(string text)
    {
        var balanced = BidiMarks.Balanced(text);
        var clean = new char[balanced.Length];
        var (length, breaks) = (0, 0);
        for (var i = 0; i < balanced.Length; i++)
        {
            var c = balanced[i];
            if (IsLineBreak(c))
            {
                if (c == '\n' && i > 0 && balanced[i - 1] == '\r') continue;
                length = WithoutSpaces(clean, length);
                if (++breaks <= MostLineBreaks) clean[length++] = '\n';
            }
            else if (char.IsSurrogate(c))
            {
                var pair = i + 1 < balanced.Length && char.IsSurrogatePair(c, balanced[i + 1]);
                clean[length++] = pair ? c : '\ufffd';
                if (pair) clean[length++] = balanced[++i];
                breaks = 0;
            }
            else if (!IsRemoved(c))
            {
                clean[length++] = c;
                if (!char.IsWhiteSpace(c)) breaks = 0;
            }
        }
        var kept = clean.AsSpan(0, length).Trim();
        return kept.SequenceEqual(text) ? text : kept.ToString();
    }

    internal static bool IsLineBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    static bool IsRemoved(char c) => char.IsControl(c) && c != '\t' || c is '\ufeff' or '\ufffe' or '\uffff' or >= '\ufdd0' and <= '\ufdef';

    // Spaces before a line break are not seen, but would make an empty line look like one that is not.
    static int WithoutSpaces(char[] clean, int length)
    {
        while (length > 0 && clean[length - 1] != '\n' && char.IsWhiteSpace(clean[length - 1])) length--;
        return length;
    }
}
