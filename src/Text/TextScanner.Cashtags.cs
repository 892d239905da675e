namespace Backchannel.Text;

public static partial class TextScanner
{
    const int MaxSymbol = 6;

    /// <summary>The cashtags of a text in order: <c>$</c> and one to six letters, perhaps with <c>.</c> or <c>_</c> and one or two more.</summary>
    public static IReadOnlyList<TextEntity> Cashtags(string text)
    {
        var tags = new List<TextEntity>();
        for (var at = text.IndexOf('$'); at >= 0; at = text.IndexOf('$', at + 1))
        {
            if (at > 0 && !IsSpace(text[at - 1]) && !IsDirectional(text[at - 1])) continue;
            var end = SymbolEnd(text, at + 1);
            if (end > 0) tags.Add(new(at, end - at, text[(at + 1)..end]));
        }
        return tags;
    }

    static int SymbolEnd(string text, int start)
    {
        var end = LettersEnd(text, start, MaxSymbol);
        if (end == start) return -1;
        if (end < text.Length && text[end] is '.' or '_')
        {
            var suffix = LettersEnd(text, end + 1, 2);
            if (suffix > end + 1 && ClosesSymbol(text, suffix)) return suffix;
        }
        return ClosesSymbol(text, end) ? end : -1;
    }

    static int LettersEnd(string text, int start, int most)
    {
        var end = start;
        while (end < text.Length && end - start < most && char.IsAsciiLetter(text[end])) end++;
        return end;
    }

    static bool ClosesSymbol(string text, int at) => at == text.Length || IsSpace(text[at]) || IsPunctuation(text[at]);
}
