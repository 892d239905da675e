namespace Backchannel.Hub.Questions;

/// <summary>What a post quotes: words between quotation marks of one line, and lines that begin with &gt;.</summary>
static class Quotation
{
    // What opens, and what closes it: some languages close with what others open with.
    static readonly Dictionary<char, string> Pairs = new()
    {
        ['"'] = "\"",
        ['“'] = "”",
        ['„'] = "“”",
        ['«'] = "»",
        ['»'] = "«",
        ['「'] = "」",
        ['『'] = "』",
        ['”'] = "”",
        ['＂'] = "＂",
    };

    /// <summary>The same text with spaces in the place of what it quotes. A mark that nothing closes quotes nothing.</summary>
    public static char[] Blank(char[] text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Array.IndexOf(text, '\n', start);
            Blank(text.AsSpan(start, (end < 0 ? text.Length : end) - start));
            start = end < 0 ? text.Length : end + 1;
        }
        return text;
    }

    static void Blank(Span<char> line)
    {
        if (line.TrimStart() is ['>', ..]) line.Fill(' ');
        for (var at = 0; at < line.Length; at++)
        {
            if (!Pairs.TryGetValue(line[at], out var closing)) continue;
            var length = line[(at + 1)..].IndexOfAny(closing);
            if (length < 0) continue;
            line.Slice(at, length + 2).Fill(' ');
            at += length + 1;
        }
    }
}
