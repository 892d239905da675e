using System.Buffers;

namespace Backchannel.Text;

/// <summary>Keeps direction marks from reaching out of the text they stand in.</summary>
/// <remarks>
/// An embedding (U+202A, U+202B) or isolate (U+2066–2068) holds to its closing mark (U+202C, U+2069) or to the end of the line, and one
/// left open would turn round what a page shows behind it. Overrides (U+202D, U+202E) make readers see other letters than are there.
/// Pairs as X and keyboards write them around links and handles stay. Rules: Unicode Annex 9.
/// </remarks>
static class BidiMarks
{
    const char PopEmbedding = '\u202c';
    const char PopIsolate = '\u2069';
    static readonly SearchValues<char> Marks = SearchValues.Create("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");

    /// <summary>The text without overrides and without marks that have no partner in their line.</summary>
    public static string Balanced(string text)
    {
        if (!text.AsSpan().ContainsAny(Marks)) return text;
        var kept = Partnered(text);
        var balanced = new char[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
            if (kept[i] || !Marks.Contains(text[i])) balanced[length++] = text[i];
        return new(balanced, 0, length);
    }

    static bool[] Partnered(string text)
    {
        var kept = new bool[text.Length];
        var open = new Stack<int>();
        var isolates = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (TextCut.IsLineBreak(text[i]))
            {
                open.Clear();
                isolates = 0;
            }
            else if (text[i] == PopIsolate && isolates > 0)
            {
                // What is still open inside an isolate ends with it, unpartnered.
                while (!IsIsolate(text[open.Peek()])) _ = open.Pop();
                kept[open.Pop()] = kept[i] = true;
                isolates--;
            }
            else if (text[i] == PopEmbedding && open.TryPeek(out var start) && !IsIsolate(text[start]))
                kept[open.Pop()] = kept[i] = !IsOverride(text[start]);
            else if (text[i] is not (PopEmbedding or PopIsolate) && Marks.Contains(text[i]))
            {
                open.Push(i);
                if (IsIsolate(text[i])) isolates++;
            }
        }
        return kept;
    }

    static bool IsIsolate(char c) => c is >= '\u2066' and <= '\u2068';

    static bool IsOverride(char c) => c is '\u202d' or '\u202e';
}
