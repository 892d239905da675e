using Backchannel.Contracts;
using Backchannel.Ingest.Sources.Mastodon;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Ingest.Tests.Mastodon;

public class StatusTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("<p>One</p><p>Two<br>Three<br/>Four</p>", "One\n\nTwo\nThree\nFour")]
    [InlineData("<p>Fish &amp; chips &lt;3 &#127754;</p>", "Fish & chips <3 🌊")]
    [InlineData("Rough   seas\n  today", "Rough seas today")]
    [InlineData("<div>\n <p>Bridged\nfrom   elsewhere \n\n <a>#tide</a></p>\n\n<p>End</p>\n</div>", "Bridged\nfrom elsewhere\n\n#tide\n\nEnd")]
    [InlineData("<p>Far<br><br><br><br><br>apart</p>", "Far\n\napart")]
    [InlineData("<p>List:</p><ul><li>salt</li><li><p>pepper</p><ul><li>black</li></ul></li></ul><p>End</p>", "List:\n\n• salt\n• pepper\n• black\n\nEnd")]
    [InlineData("<ol start=\"3\"><li>three</li><li>four</li></ol>", "3. three\n4. four")]
    [InlineData("<blockquote><p>Said<br>she</p></blockquote><p>No</p>", "> Said\n> she\n\nNo")]
    [InlineData("<pre><code>if (tide) {\n    wait();\n}</code></pre>", "if (tide) {\n    wait();\n}")]
    [InlineData("<p>Hello :wave: <img src=x onerror=alert(1)>there</p>", "Hello :wave: there")]
    [InlineData("a<script>alert(1)</script>b<style>c</style><iframe>d</iframe><textarea>e</textarea><svg><text>f</text></svg>g", "abg")]
    [InlineData("<p>unclosed <b>bold <i>both", "unclosed bold both")]
    [InlineData("a <<b> b", "a < b")]
    [InlineData("<p>\u0007bell\u0000</p>", "bell")]
    public void Html_becomes_the_text_a_reader_sees(string html, string text) => Assert.Equal(text, StatusText.Read(html).Text);

    [Fact]
    public void A_link_keeps_its_short_form_and_carries_the_full_address()
    {
        var (text, spans, _) = StatusText.Read(
            "<p>See <a href=\"https://tidewater.example/talks/long-name?a=1&amp;b=2\"><span class=\"invisible\">https://</span>"
            + "<span class=\"ellipsis\">tidewater.example/talks</span><span class=\"invisible\">/long-name?a=1&amp;b=2</span></a>.</p>");
        Assert.Equal("See tidewater.example/talks….", text);
        Assert.Equal([new TextSpan(4, 24, SpanKind.Link, "https://tidewater.example/talks/long-name?a=1&b=2")], spans);
    }

    [Fact]
    public void Mentions_and_hashtags_are_spans_with_their_meaning()
    {
        var (text, spans, _) = StatusText.Read(
            "<p><span class=\"h-card\"><a href=\"https://tidewater.example/@mira\" class=\"u-url mention\">@<span>mira</span></a></span> on "
            + "<a href=\"https://tidewater.example/tags/HarbourConf\" class=\"mention hashtag\" rel=\"tag\">#<span>HarbourConf</span></a></p>");
        Assert.Equal("@mira on #HarbourConf", text);
        Assert.Equal([new(0, 5, SpanKind.Mention, "https://tidewater.example/@mira"), new(9, 12, SpanKind.Hashtag, "HarbourConf")], spans);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/relative")]
    [InlineData("ipfs://x")]
    public void A_link_that_no_page_may_follow_is_only_text(string href)
    {
        var (text, spans, _) = StatusText.Read($"<a href=\"{href}\">words</a>");
        Assert.Equal(("words", 0), (text, spans.Count));
    }

    [Theory]
    [InlineData("<b>")]
    [InlineData("<blockquote>")]
    [InlineData("<ul><li>")]
    [InlineData("<a href='https://tidewater.example'>x")]
    [InlineData("<p")]
    [InlineData("&amp")]
    [InlineData("<font><table>")]
    public void Documents_made_to_cost_time_are_cut_first(string piece)
    {
        var (text, spans, _) = StatusText.Read("begin " + string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)));
        Assert.StartsWith("begin", text);
        AssertSound(text, spans);
    }

    [Fact]
    public void A_cut_splits_neither_tag_nor_entity_nor_character()
    {
        Assert.DoesNotContain("<", StatusText.Shorten(new string('a', 63_990) + "<span class=\"invisible\">"), StringComparison.Ordinal);
        Assert.DoesNotContain("&", StatusText.Shorten(new string('a', 63_998) + "&amp;"), StringComparison.Ordinal);
        Assert.False(char.IsHighSurrogate(StatusText.Shorten(new string('a', 63_999) + "🌊")[^1]));
        Assert.Equal("<p>short &", StatusText.Shorten("<p>short &"));
    }

    [Fact]
    public void Whatever_comes_the_text_is_sound_and_its_spans_lie_in_it()
    {
        string[] pieces =
        [
            "<p>", "</p>", "<br>", "<a href=\"https://tidewater.example/x\">", "<a class=\"hashtag\" href=\"https://tidewater.example/t\">", "#tag", "</a>",
            "<pre>", "</pre>",
            "<blockquote>", "</blockquote>", "<ul>", "<li>", "</li>", "</ul>", "<ol start=9>", "<span class=\"invisible\">", "<span class=\"ellipsis\">",
            "</span>", "🌊", "\ud83c", "&amp;",
            "&#x1F30A", "  ", "\n", "word", "<script>", "</script>", "<!--", "-->", "<", ">", "\"", "<table>", "<svg>", "\u00a0", "\t",
        ];
        var html = Gen.Elements(pieces).ListOf().Select(list => string.Concat(list));
        Prop.ForAll(html.ToArbitrary(), document =>
        {
            var (text, spans, _) = StatusText.Read(document);
            AssertSound(text, spans);
        }).QuickCheckThrowOnFailure();
    }

    internal static void AssertSound(string text, IReadOnlyList<TextSpan> spans)
    {
        Assert.InRange(text.Length, 0, Post.MaxTextLength);
        Assert.Equal(text, string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())));
        var end = 0;
        foreach (var span in spans)
        {
            Assert.True(span.Start >= end && span.Length > 0, $"{span} overlaps or is empty");
            end = span.Start + span.Length;
            Assert.True(end <= text.Length, $"{span} is out of range");
            Assert.False(char.IsLowSurrogate(text[span.Start]) || end < text.Length && char.IsLowSurrogate(text[end]), $"{span} splits a character");
            if (span.Kind == SpanKind.Link) Assert.StartsWith("http", span.Value);
        }
    }
}
