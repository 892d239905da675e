namespace Backchannel.Text;

public static partial class TextScanner
{
    // A path may hold . , ! and the like but not end on them, so that "see http://example.com/a." leaves out the full stop.
    static int PathEnd(string text, int at)
    {
        if (at >= text.Length || text[at] != '/') return at;
        var end = at;
        while (at < text.Length)
        {
            if (text[at] == '(')
            {
                at = BracketsEnd(text, at);
                if (at < 0) return end;
                end = at;
            }
            else if (IsPathChar(text[at++]))
            {
                if (IsPathEnding(text[at - 1])) end = at;
            }
            else return end;
        }
        return end;
    }

    // Brackets belong to a path when balanced, and nest once: /Album_(Version_(Edited)). Returns -1 where they do not close.
    static int BracketsEnd(string text, int at)
    {
        var inner = PathCharsEnd(text, at + 1);
        if (IsAtChar(text, inner, ')')) return inner > at + 1 ? inner + 1 : -1;
        if (!IsAtChar(text, inner, '(')) return -1;
        var nested = PathCharsEnd(text, inner + 1);
        if (nested == inner + 1 || !IsAtChar(text, nested, ')')) return -1;
        var outer = PathCharsEnd(text, nested + 1);
        return IsAtChar(text, outer, ')') ? outer + 1 : -1;
    }

    static int PathCharsEnd(string text, int at)
    {
        while (at < text.Length && IsPathChar(text[at])) at++;
        return at;
    }

    static int QueryEnd(string text, int at)
    {
        if (!IsAtChar(text, at, '?')) return at;
        var end = at;
        for (var i = at + 1; i < text.Length && IsQueryChar(text[i]); i++)
            if (IsQueryEnding(text[i])) end = i + 1;
        return end;
    }

    static bool IsAtChar(string text, int at, char c) => at < text.Length && text[at] == c;
}
