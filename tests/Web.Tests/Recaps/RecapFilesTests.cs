using System.Diagnostics.Metrics;
using System.Net;
using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Backchannel.Text;
using Backchannel.Web.Live;
using Backchannel.Web.Recaps;
using FsCheck;
using FsCheck.Fluent;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Backchannel.Web.Tests.Recaps;

/// <summary>Whatever people wrote, it stays what they wrote: it makes no head, no list, no link, no HTML, no formula.</summary>
public partial class RecapFilesTests
{
    static readonly string[] Tricks =
    [
        "# Head", "\n\n# Head", "- item", "1. item", "12) item", "> quoted", "    code", "\tcode", "```\nfence", "~~~", "---", "===", "***bold***", "_it_", "[a](javascript:alert(1))", "![x](https://evil.example/x.png)",
        "[ref]: https://evil.example", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "a | b\n--|--", "\\", "\\\\\n", "`code`", "$x$", "~~gone~~", "[^1]: note", "\r\n\r\n", "\u2028", "\u0085", "\0",
        "=HYPERLINK(\"https://evil.example\")", "\"quoted\", comma", "+1", "@sum", "</style><script>", "picture:0:1", "<!-- -->", "]]>", "\u202Eabc", "👩‍👩‍👧", "ﷺ", "",
    ];

    [Fact]
    public void Markdown_keeps_every_word_where_it_belongs() =>
        Prop.ForAll(Hostile().ToArbitrary(), text =>
        {
            var document = Markdown.Parse(RecapMarkdown.Of(Taken(text), "https://chats.example/recap"), Readers);
            Assert.Equal([1, 2, 2, 2, 2, 2], document.Descendants<HeadingBlock>().Select(head => head.Level));
            Assert.Equal(4, document.Descendants<ListBlock>().Count());
            Assert.All(document.Descendants<ListBlock>(), list => Assert.Same(document, list.Parent));
            // The question, the answer, and what was answered to that in it.
            Assert.Equal([1, 1, 2], document.Descendants<QuoteBlock>().Select(quote => Depth(quote)));
            Assert.DoesNotContain(document.Descendants(), part => part is HtmlBlock or HtmlInline or CodeBlock or CodeInline or ThematicBreakBlock or Table or Footnote or LinkReferenceDefinition or TaskList);
            Assert.All(document.Descendants<LinkInline>(), link => Assert.True(!link.IsImage && link.Url!.StartsWith("http", StringComparison.Ordinal), link.Url));
            Assert.All(document.Descendants<EmphasisInline>(), inline => Assert.True(inline.DelimiterChar == '*', "Only what is ours is bold."));
            Assert.InRange(document.Descendants<EmphasisInline>().Count(), 1, 7);
            var answer = (QuoteBlock)document.Descendants<QuoteBlock>().ElementAt(1);
            Assert.Contains(Plain(text), Plain(string.Concat(answer.OfType<ParagraphBlock>().SelectMany(paragraph => paragraph.Inline!.Descendants()).Select(part => Words(part)))), StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void A_table_has_as_many_rows_as_posts_and_no_formula() =>
        Prop.ForAll(Hostile().ToArbitrary(), text =>
        {
            var rows = Rows(RecapCsv.Of(Taken(text), "https://chats.example/recap"));
            Assert.Equal(5, rows.Count);
            Assert.All(rows, row => Assert.Equal(17, row.Count));
            Assert.All(rows.SelectMany(row => row), cell => Assert.DoesNotMatch(@"^[=+\-@\t\r\n]", cell));
            Assert.Equal(text, rows[2][9].StartsWith('\'') && !text.StartsWith('\'') ? rows[2][9][1..] : rows[2][9]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public async Task A_page_of_its_own_shows_what_was_written_as_it_was_written_and_runs_none_of_it()
    {
        await using var services = new ServiceCollection().AddLogging().AddMetrics().BuildServiceProvider();
        using var meter = new LiveMeter(services.GetRequiredService<IMeterFactory>());
        var html = new RecapHtml(new(services.GetRequiredService<IServiceScopeFactory>(), meter, NullLoggerFactory.Instance));
        foreach (var trick in Tricks)
        {
            var pictures = new FilePictures();
            using var body = new MemoryStream();
            await RecapHtml.Write(await html.Render(Taken(trick), pictures, "https://chats.example/recap"), pictures, body, CancellationToken.None);
            var text = System.Text.Encoding.UTF8.GetString(body.ToArray());
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("javascript:alert", Address().Replace(text, ""), StringComparison.OrdinalIgnoreCase);
            Assert.Single(Regex.Matches(text, "</style>"));
            Assert.Contains("default-src &#39;none&#39;", text, StringComparison.Ordinal);
            if (trick.Trim().Length > 0 && trick.All(letter => letter >= ' ')) Assert.Contains(trick, WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_feed_is_well_formed_whatever_it_is_named()
    {
        foreach (var trick in Tricks)
        {
            var line = new RecapLine("tidewater26", trick, "Europe/Lisbon", "pier", RecapKind.Chat, trick, trick, Made.Noon, Made.Noon.AddHours(1), 3, Made.Noon, Made.Noon, Made.Noon);
            var feed = System.Xml.Linq.XDocument.Load(new MemoryStream(RecapAtom.Of(trick, "https://chats.example", "/recaps.atom", "/", [line])));
            Assert.Equal("tag:chats.example,2031-05-12:tidewater26/pier", feed.Root!.Elements().Single(each => each.Name.LocalName == "entry").Elements().First().Value);
        }
    }

    static readonly MarkdownPipeline Readers = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseAutoLinks().UseTaskLists().UseFootnotes().Build();

    static int Depth(Block block) => block.Parent is null ? 0 : Depth(block.Parent) + (block is QuoteBlock ? 1 : 0);

    static string Words(MarkdownObject part) => part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline address => address.Url,
        LineBreakInline => " ",
        _ => "",
    };

    static string Plain(string text) => string.Join(' ', text.Replace("\u200B", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static Gen<string> Hostile() => Gen.OneOf(Gen.Elements(Tricks).ArrayOf().Select(parts => string.Concat(parts.Take(6))), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).Select(TextCut.Clean);

    /// <summary>Somebody whose every word is <paramref name="text"/>: a question, an answer, and an answer to it.</summary>
    static RecapFile Taken(string text)
    {
        var author = new Author("1", text, text.Length == 0 ? "x" : text, ProfileUrl: text);
        Post Said(string id) => new() { Id = id, Network = Network.Bluesky, Author = author, Text = text, CreatedAt = Made.Noon, ReceivedAt = Made.Noon, Url = text, Media = [new(MediaKind.Video, text, Alt: text)], Warning = text };
        var posts = new RecapPost("b", Said("b"), text, [new("c", Said("c"), text, [])]);
        return new(
            new("tidewater26", text, "Europe/Lisbon", "pier", RecapKind.Chat, text, text, [text], Made.Noon, Made.Noon.AddHours(1), Made.Noon, Made.Noon, "1",
                [new("q1", 1, text, text, null, Made.Noon, null, 2, 1, new("a", Said("a"), text, []), [posts], 1)],
                [new(text, text, 2)], [new("b", Made.Noon, text, Network.Bluesky, new(MediaKind.Image, text, Alt: text), false)], [new(Network.Bluesky, "1", text, text, text)],
                [new("posts", "posts", 3, "Posts.")], []),
            Made.Noon, 0);
    }

    static List<List<string>> Rows(string csv)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new System.Text.StringBuilder(), false);
        for (var at = 0; at < csv.Length; at++)
            if (quoted)
                if (csv[at] != '"') cell.Append(csv[at]);
                else if (at + 1 < csv.Length && csv[at + 1] == '"') cell.Append(csv[++at]);
                else quoted = false;
            else if (csv[at] == '"') quoted = true;
            else if (csv[at] is ',' or '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (csv[at] != '\r') continue;
                rows.Add(row);
                row = [];
                at++;
            }
            else cell.Append(csv[at]);
        return rows;
    }

    [GeneratedRegex("(?<=>)[^<]*(?=<)|alt=\"[^\"]*\"|aria-label=\"[^\"]*\"")]
    private static partial Regex Address();
}
