using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Text.Tests;

public class SpansTests
{
    [Fact]
    public void A_text_yields_its_hashtags_mentions_and_links_in_order()
    {
        const string text = "😀 @mira on #Gezeiten: see tidewater.example/slides or tidewater.com/a#notes";
        Assert.Equal(
            [
                new TextSpan(3, 5, SpanKind.Mention, "mira"),
                new TextSpan(12, 9, SpanKind.Hashtag, "Gezeiten"),
                new TextSpan(text.IndexOf("tidewater.com", StringComparison.Ordinal), 21, SpanKind.Link, "https://tidewater.com/a#notes"),
            ],
            TextScanner.Spans(text));
    }

    [Fact]
    public void A_link_keeps_its_protocol_and_a_bare_domain_gets_one() =>
        Assert.Equal(["http://tidewater.com", "https://www.tidewater.com/x", "https://harbour.org"],
            Values("HTTP://tidewater.com https://www.tidewater.com/x harbour.org"));

    [Theory]
    [InlineData("javascript://tidewater.com/%0aalert(1)")]
    [InlineData("ftp://tidewater.com")]
    [InlineData("data:text/html,hello")]
    [InlineData("http://tidewater.com@evil.example")]
    [InlineData(@"http://evil\.tidewater.com")]
    public void What_is_not_plainly_http_is_no_link(string text) => Assert.Empty(Values(text));

    [Fact]
    public void Hashtags_and_mentions_inside_a_link_are_part_of_it() =>
        Assert.Equal(["https://tidewater.com/@mira/#top"], Values("https://tidewater.com/@mira/#top"));

    [Fact]
    public void A_list_is_a_mention_of_its_owner() =>
        Assert.Equal([new TextSpan(4, 5, SpanKind.Mention, "mira")], TextScanner.Spans("see @mira/speakers"));

    [Theory]
    [InlineData("@mira@tidewater.example hello")]
    [InlineData("write to mira@tidewater.com")]
    public void Handles_with_a_host_and_mail_addresses_yield_nothing(string text) => Assert.Empty(Values(text));

    [Fact]
    public void An_empty_text_has_no_spans() => Assert.Empty(TextScanner.Spans(""));

    static IEnumerable<string> Values(string text) => TextScanner.Spans(text).Select(span => span.Value);
}
