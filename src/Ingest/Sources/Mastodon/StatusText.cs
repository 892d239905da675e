using AngleSharp.Dom;
using Backchannel.Contracts;
using Ganss.Xss;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>Makes plain text with spans of a status's HTML. Nothing of it ever leaves as markup.</summary>
static class StatusText
{
    // Far above any real status; what is longer is made to cost time.
    const int MaxHtml = 64_000, MaxTags = 3_000, MaxLink = 2_000, MaxDepth = 100;

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

    public static (string Text, IReadOnlyList<TextSpan> Spans) Read(string html)
    {
        var text = new PlainText();
        using var document = Sanitizer.SanitizeDom(Shorten(html));
        if (document.Body is { } body) Children(body, text, false, 0);
        return text.Finish();
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

    static void Children(INode parent, PlainText text, bool keepSpaces, int depth)
    {
        if (depth > MaxDepth) return;
        foreach (var node in parent.ChildNodes)
        {
            if (text.Full) return;
            if (node is IText words) text.Add(words.Data, keepSpaces);
            else if (node is IElement element) Element(element, text, keepSpaces, depth + 1);
        }
    }

    static void Element(IElement element, PlainText text, bool keepSpaces, int depth)
    {
        if (element.ClassList.Contains("invisible")) return;
        switch (element.LocalName)
        {
            case "br": text.AddBreak(); break;
            case "a": Anchor(element, text, keepSpaces, depth); break;
            case "p" or "pre" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6": Block(element, text, 2, keepSpaces || element.LocalName == "pre", depth); break;
            case "div": Block(element, text, 1, keepSpaces, depth); break;
            case "blockquote": Quote(element, text, keepSpaces, depth); break;
            case "ul" or "ol": List(element, text, keepSpaces, depth); break;
            case "li": Item(element, text, "• ", keepSpaces, depth); break;
            case "rt" or "rp": break;
            default: Inline(element, text, keepSpaces, depth); break;
        }
    }

    static void Inline(IElement element, PlainText text, bool keepSpaces, int depth)
    {
        Children(element, text, keepSpaces, depth);
        if (element.ClassList.Contains("ellipsis")) text.Add("…", keepSpaces);
    }

    static void Block(IElement element, PlainText text, int lines, bool keepSpaces, int depth)
    {
        text.Break(lines);
        Children(element, text, keepSpaces, depth);
        text.Break(lines);
    }

    static void Quote(IElement element, PlainText text, bool keepSpaces, int depth)
    {
        text.BeginQuote();
        Block(element, text, 2, keepSpaces, depth);
        text.EndQuote();
    }

    static void List(IElement list, PlainText text, bool keepSpaces, int depth)
    {
        if (depth > MaxDepth) return;
        text.Break(list.ParentElement?.LocalName == "li" ? 1 : 2);
        var number = list.LocalName == "ol" ? StartOf(list) : (int?)null;
        foreach (var item in list.Children)
            Item(item, text, number is { } n ? $"{number = n + 1}. " : "• ", keepSpaces, depth + 1);
        text.Break(list.ParentElement?.LocalName == "li" ? 1 : 2);
    }

    /// <returns>One less than the first item's number.</returns>
    static int StartOf(IElement list) => int.TryParse(list.GetAttribute("start"), out var start) && start is > 0 and < 100_000 ? start - 1 : 0;

    static void Item(IElement item, PlainText text, string bullet, bool keepSpaces, int depth)
    {
        text.Break(1);
        text.Bullet(bullet);
        // A paragraph in an item begins on the item's own line: the bullet is still waiting for its first word.
        Children(item, text, keepSpaces, depth);
        text.Bullet("");
        text.Break(1);
    }

    static void Anchor(IElement anchor, PlainText text, bool keepSpaces, int depth)
    {
        var begun = text.BeginSpan();
        Inline(anchor, text, keepSpaces, depth);
        if (begun) text.EndSpan(written => Meaning(anchor, written));
    }

    static (SpanKind, string)? Meaning(IElement anchor, string written)
    {
        var href = WebAddress.Of(anchor.GetAttribute("href"));
        if (href?.Length > MaxLink) href = null;
        if (written.Length > 1 && written[0] is '#' or '＃' && (anchor.ClassList.Contains("hashtag") || anchor.GetAttribute("rel") == "tag"))
            return (SpanKind.Hashtag, written[1..]);
        if (anchor.ClassList.Contains("mention")) return (SpanKind.Mention, href ?? written.TrimStart('@'));
        return href is null ? null : (SpanKind.Link, href);
    }
}
