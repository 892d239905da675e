using AngleSharp.Dom;
using Backchannel.Contracts;
using Ganss.Xss;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>Makes plain text with spans of a status's HTML. Nothing of it ever leaves as markup.</summary>
static class StatusText
{
    // Far above any real status; what is longer is made to cost time.
    const int MaxHtml = 64_000, MaxTags = 3_000, MaxDepth = 100;

    // The tags that carry text. All others go with what they hold: script and style above all.
    static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "p", "br", "span", "a", "del", "s", "pre", "code", "em", "strong", "b", "i", "u", "ul", "ol", "li", "blockquote",
            "div", "small", "sub", "sup", "h1", "h2", "h3", "h4", "h5", "h6", "ruby", "rt", "rp",
        },
        AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "class", "rel", "start" },
        AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https" },
        UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
    });

    public static (string Text, IReadOnlyList<TextSpan> Spans, IReadOnlyList<Flaw> Flaws) Read(string html)
    {
        var (text, flaws) = (new PlainText(), new List<Flaw>());
        var shortened = Shorten(html);
        using var document = Sanitizer.SanitizeDom(shortened);
        if (document.Body is { } body) Children(body, text, Spacing.Collapsed, 0);
        if (shortened.Length < html.Length || text.Full) flaws.Add(Flaw.LongText);
        if (html.Contains("<script", StringComparison.OrdinalIgnoreCase)) flaws.Add(Flaw.Script);
        var (shown, spans) = text.Finish();
        return (shown, spans, flaws);
    }

    /// <summary>Cuts before a tag or an entity, never in one, so that a cut adds no character the author did not write.</summary>
    internal static string Shorten(string html)
    {
        var end = Math.Min(html.Length, MaxHtml);
        for (int i = 0, tags = 0; i < end; i++)
            if (html[i] == '<' && ++tags > MaxTags) end = i;
        if (end == html.Length) return html;
        var open = html.LastIndexOf('<', end - 1);
        if (open >= 0 && html.IndexOf('>', open, end - open) < 0) end = open;
        var entity = end > 0 ? html.LastIndexOf('&', end - 1, Math.Min(end, 12)) : -1;
        if (entity >= 0 && html.IndexOf(';', entity, end - entity) < 0) end = entity;
        if (end > 0 && char.IsHighSurrogate(html[end - 1])) end--;
        return html[..end];
    }

    static void Children(INode parent, PlainText text, Spacing spacing, int depth)
    {
        if (depth > MaxDepth) return;
        foreach (var node in parent.ChildNodes)
        {
            if (text.Full) return;
            if (node is IText words) text.Add(words.Data, spacing);
            else if (node is IElement element) Element(element, text, spacing, depth + 1);
        }
    }

    static void Element(IElement element, PlainText text, Spacing spacing, int depth)
    {
        if (element.ClassList.Contains("invisible")) return;
        switch (element.LocalName)
        {
            case "br": text.AddBreak(); break;
            case "a": Anchor(element, text, spacing, depth); break;
            case "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6": Block(element, text, Apart(element), Paragraph(spacing), depth); break;
            case "pre": Block(element, text, Apart(element), Spacing.Kept, depth); break;
            case "div": Block(element, text, 1, spacing, depth); break;
            case "blockquote": Quote(element, text, spacing, depth); break;
            case "ul" or "ol": List(element, text, spacing, depth); break;
            case "li": Item(element, text, "• ", spacing, depth); break;
            case "rt" or "rp": break;
            default: Inline(element, text, spacing, depth); break;
        }
    }

    static void Inline(IElement element, PlainText text, Spacing spacing, int depth)
    {
        Children(element, text, spacing, depth);
        if (element.ClassList.Contains("ellipsis")) text.Add("…", spacing);
    }

    static void Block(IElement element, PlainText text, int lines, Spacing spacing, int depth)
    {
        text.Break(lines);
        Children(element, text, spacing, depth);
        text.Break(lines);
    }

    /// <summary>A blank line between paragraphs, none within a list.</summary>
    static int Apart(IElement element) => element.ParentElement?.LocalName == "li" ? 1 : 2;

    static Spacing Paragraph(Spacing spacing) => spacing == Spacing.Kept ? spacing : Spacing.Lines;

    static void Quote(IElement element, PlainText text, Spacing spacing, int depth)
    {
        text.BeginQuote();
        Block(element, text, 2, spacing, depth);
        text.EndQuote();
    }

    static void List(IElement list, PlainText text, Spacing spacing, int depth)
    {
        if (depth > MaxDepth) return;
        text.Break(Apart(list));
        var number = list.LocalName == "ol" ? StartOf(list) : (int?)null;
        foreach (var item in list.Children)
            Item(item, text, number is { } n ? $"{number = n + 1}. " : "• ", spacing, depth + 1);
        text.Break(Apart(list));
    }

    /// <returns>One less than the first item's number.</returns>
    static int StartOf(IElement list) => int.TryParse(list.GetAttribute("start"), out var start) && start is > 0 and < 100_000 ? start - 1 : 0;

    static void Item(IElement item, PlainText text, string bullet, Spacing spacing, int depth)
    {
        text.Break(1);
        text.Bullet(bullet);
        // A paragraph in an item begins on the item's own line: the bullet is still waiting for its first word.
        Children(item, text, spacing, depth);
        text.Bullet("");
        text.Break(1);
    }

    static void Anchor(IElement anchor, PlainText text, Spacing spacing, int depth)
    {
        var begun = text.BeginSpan();
        Inline(anchor, text, spacing, depth);
        if (begun) text.EndSpan(written => Meaning(anchor, written));
    }

    static (SpanKind, string)? Meaning(IElement anchor, string written)
    {
        var href = WebAddress.Of(anchor.GetAttribute("href"));
        if (written.Length > 1 && written[0] is '#' or '＃' && (anchor.ClassList.Contains("hashtag") || anchor.GetAttribute("rel") == "tag"))
            return (SpanKind.Hashtag, written[1..]);
        if (anchor.ClassList.Contains("mention")) return (SpanKind.Mention, href ?? written.TrimStart('@'));
        return href is null ? null : (SpanKind.Link, href);
    }
}
