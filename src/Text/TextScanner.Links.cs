namespace Backchannel.Text;

public static partial class TextScanner
{
    // twitter-text's own limits; t.co is X's link shortener, where what follows the short name is never part of the link.
    const int MaxLink = 4096;
    const int MaxShortName = 40;
    const string Shortener = "t.co/";

    /// <summary>The links of a text in order: http and https addresses, and bare domains (<c>example.com/path</c>) with a known top-level domain.</summary>
    public static IReadOnlyList<TextEntity> Links(string text)
    {
        var links = new List<TextEntity>();
        if (!text.Contains('.', StringComparison.Ordinal)) return links;
        for (var at = 0; at < text.Length;)
            at = IsBareDomainPart(text[at]) ? ReadLink(text, at, links) : at + 1;
        return links;
    }

    // Reads from the first character of a run of letters, digits, dots, … (a domain, a word, or "http") and returns where to go on.
    static int ReadLink(string text, int start, List<TextEntity> links)
    {
        var end = start;
        while (end < text.Length && IsBareDomainPart(text[end])) end++;
        if (!IsProtocolMark(text, end)) return ReadBare(text, start, end, links);
        var protocol = ProtocolStart(text, start, end);
        return protocol < 0 ? end : ReadAddress(text, protocol, end + 3, links);
    }

    static int ProtocolStart(string text, int from, int end)
    {
        var run = text.AsSpan(from, end - from);
        var start = run.EndsWith("https", StringComparison.OrdinalIgnoreCase) ? end - 5
            : run.EndsWith("http", StringComparison.OrdinalIgnoreCase) ? end - 4 : -1;
        return start >= 0 && (start == 0 || MayPrecedeLink(text[start - 1])) ? start : -1;
    }

    static int ReadAddress(string text, int start, int host, List<TextEntity> links)
    {
        var run = host;
        while (run < text.Length && IsDomainPart(text[run])) run++;
        var domain = DomainEnd(text, host, run);
        if (domain < 0) return host;
        var end = QueryEnd(text, PathEnd(text, PortEnd(text, domain)));
        var kept = Shortened(text, host, end);
        if (kept > 0 && kept - start <= MaxLink && CanResolve(text[host..domain])) links.Add(new(start, kept - start, text[start..kept]));
        return end;
    }

    static int Shortened(string text, int host, int end)
    {
        if (string.Compare(text, host, Shortener, 0, Shortener.Length, StringComparison.OrdinalIgnoreCase) != 0) return end;
        var name = host + Shortener.Length;
        var nameEnd = name;
        while (nameEnd < end && char.IsAsciiLetterOrDigit(text[nameEnd])) nameEnd++;
        if (nameEnd == name) return end;
        return nameEnd - name > MaxShortName ? -1 : Math.Min(end, QueryEnd(text, nameEnd));
    }

    static int ReadBare(string text, int start, int run, List<TextEntity> links)
    {
        if (start > 0 && !(MayPrecedeLink(text[start - 1]) && text[start - 1] is not ('-' or '_' or '.' or '/'))) return run;
        var domain = DomainEnd(text, start, run);
        if (domain < 0) return run;
        var port = PortEnd(text, domain);
        var end = QueryEnd(text, PathEnd(text, port));
        // Without a protocol a port or a query alone is too likely to be punctuation.
        var kept = port < text.Length && text[port] == '/' ? end : domain;
        if (kept - start <= MaxLink && CanResolve(text[start..domain])) links.Add(new(start, kept - start, text[start..kept]));
        return end;
    }

    static bool MayPrecedeLink(char c) => !(char.IsAsciiLetterOrDigit(c) || c is '@' or '＠' or '$' or '#' or '＃' || IsInvalid(c));

    static int PortEnd(string text, int at)
    {
        if (at >= text.Length || text[at] != ':') return at;
        var end = at + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end > at + 1 ? end : at;
    }
}
