using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Backchannel.Text;

namespace Backchannel.Hub.Schedule;

/// <summary>Words of a schedule as plain text. HTML is taken apart, its paragraphs kept; Markdown reads well as it is.</summary>
static partial class PlainWords
{
    // Far above any real abstract; what is longer is made to cost time.
    const int MaxHtml = 60_000, MaxTags = 3_000, MaxDepth = 100;

    static readonly HashSet<string> Silent = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "title", "textarea", "select", "button", "audio", "video", "canvas",
    };

    static readonly HashSet<string> Paragraphs = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "pre", "table", "section", "article", "figure", "hr",
    };

    static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase) { "div", "br", "li", "tr", "dt", "dd", "figcaption" };

    public static string Of(string text)
    {
        if (!Tag().IsMatch(text)) return TextCut.Clean(text);
        var words = new StringBuilder();
        using var document = new HtmlParser().ParseDocument(Shorten(text));
        // A mere <b> in Markdown does not make its line ends mean nothing.
        Add(document.Body, words, keepLines: !Block().IsMatch(text), 0);
        return TextCut.Clean(words.ToString()).Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
    }

    /// <summary>On one line.</summary>
    public static string Line(string text) => Spaces().Replace(TextCut.Clean(text), " ");

    static void Add(INode? parent, StringBuilder words, bool keepLines, int depth)
    {
        if (parent is null || depth > MaxDepth) return;
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText text) words.Append(keepLines ? text.Data : Collapsed(text.Data, words));
            else if (node is IElement element && !Silent.Contains(element.LocalName)) Element(element, words, keepLines, depth + 1);
        }
    }

    static void Element(IElement element, StringBuilder words, bool keepLines, int depth)
    {
        var breaks = Paragraphs.Contains(element.LocalName) ? "\n\n" : Lines.Contains(element.LocalName) ? "\n" : "";
        if (element.LocalName != "br") words.Append(breaks);
        if (element.LocalName == "li") words.Append("• ");
        Add(element, words, keepLines || element.LocalName == "pre", depth);
        words.Append(element.LocalName is "td" or "th" ? " " : element.LocalName == "li" ? "" : breaks);
    }

    static string Collapsed(string text, StringBuilder before)
    {
        var collapsed = Spaces().Replace(text, " ");
        return before.Length == 0 || char.IsWhiteSpace(before[^1]) ? collapsed.TrimStart(' ') : collapsed;
    }

    static string Shorten(string html)
    {
        var end = Math.Min(html.Length, MaxHtml);
        for (int i = 0, tags = 0; i < end; i++)
            if (html[i] == '<' && ++tags > MaxTags) end = i;
        return html[..end];
    }

    [GeneratedRegex(
        @"</?(p|br|a|b|i|u|em|strong|ul|ol|li|div|span|h[1-6]|blockquote|pre|code|table|section|article|img|script|style|iframe|svg|hr)(\s[^<>]*)?/?>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<(p|br|ul|ol|div|h[1-6]|blockquote|table|section|article)(\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"[ \t\r\n\f]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
