using Backchannel.Contracts;

namespace Backchannel.Text;

/// <summary>Finds hashtags, mentions, links and cashtags by twitter-text's rules.</summary>
/// <remarks>
/// The rules are those of https://github.com/twitter/twitter-text, whose conformance suite the tests run. They are walked by hand and
/// not by its regular expressions: .NET's work on UTF-16 and so miss letters beyond the BMP, and they backtrack, which a hostile text
/// can make quadratic or worse. Every scan here reads a stretch of text a small, fixed number of times.
/// Any string is accepted, lone surrogates included; no entity ever begins or ends inside a surrogate pair.
/// </remarks>
public static partial class TextScanner
{
    /// <summary>Hashtags, mentions and links as the spans of a post, sorted and without overlap: what begins first wins, and the longer of two.</summary>
    /// <remarks>
    /// A hashtag's value has no #, a mention's is the handle alone (of a list too), a link's is a full http or https address.
    /// Positions hold for exactly this text: cut and clean before scanning, not after.
    /// </remarks>
    public static IReadOnlyList<TextSpan> Spans(string text)
    {
        var links = Links(text);
        var spans = new List<TextSpan>(links.Count);
        foreach (var link in links) spans.Add(new(link.Start, link.Length, SpanKind.Link, Address(link.Value)));
        foreach (var tag in AllHashtags(text)) spans.Add(new(tag.Start, tag.Length, SpanKind.Hashtag, tag.Value));
        foreach (var mention in Mentions(text)) spans.Add(Mention(mention));
        return WithoutOverlap(spans);
    }

    static TextSpan Mention(TextEntity mention)
    {
        var handle = mention.Value.Split('/')[0];
        return new(mention.Start, handle.Length + 1, SpanKind.Mention, handle);
    }

    static string Address(string link)
    {
        var protocol = link.IndexOf("://", StringComparison.Ordinal);
        return protocol is 4 or 5 ? link[..protocol].ToLowerInvariant() + link[protocol..] : "https://" + link;
    }

    static List<TextSpan> WithoutOverlap(List<TextSpan> spans)
    {
        spans.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length));
        var end = 0;
        spans.RemoveAll(span =>
        {
            if (span.Start < end) return true;
            end = span.Start + span.Length;
            return false;
        });
        return spans;
    }
}
