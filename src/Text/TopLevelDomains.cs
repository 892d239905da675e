using System.Collections.Frozen;

namespace Backchannel.Text;

// The names in tlds.txt, and anything in punycode, as in twitter-text.
static class TopLevelDomains
{
    const string Punycode = "xn--";

    static readonly FrozenSet<string> Names = Read();
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Spans = Names.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly int Longest = Names.Max(name => name.Length);

    /// <summary>Where the top-level domain that begins at <paramref name="start"/> ends; -1 where none does.</summary>
    public static int End(string text, int start)
    {
        for (var end = Math.Min(text.Length, start + Longest); end >= start + 2; end--)
            if (!GoesOn(text, end) && Spans.Contains(text.AsSpan(start, end - start))) return end;
        return PunycodeEnd(text, start);
    }

    static bool GoesOn(string text, int at) => at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '@' or '+' or '-');

    static int PunycodeEnd(string text, int start)
    {
        if (string.Compare(text, start, Punycode, 0, Punycode.Length, StringComparison.OrdinalIgnoreCase) != 0) return -1;
        var end = start + Punycode.Length;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
        return end > start + Punycode.Length ? end : -1;
    }

    static FrozenSet<string> Read()
    {
        using var lines = new StreamReader(typeof(TopLevelDomains).Assembly.GetManifestResourceStream("tlds.txt")!);
        return lines.ReadToEnd().Split('\n')
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
