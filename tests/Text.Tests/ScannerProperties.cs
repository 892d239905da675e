using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Text.Tests;

public class ScannerProperties
{
    [Fact]
    public void Every_entity_lies_in_its_text_in_order_and_whole() => Texts.Check(text =>
    {
        foreach (var found in new[] { TextScanner.Hashtags(text), TextScanner.Mentions(text), TextScanner.Links(text), TextScanner.Cashtags(text) })
            AssertSound(text, found.Select(entity => (entity.Start, entity.Length)));
    });

    [Fact]
    public void Spans_lie_in_their_text_in_order_and_whole() => Texts.Check(text =>
        AssertSound(text, TextScanner.Spans(text).Select(span => (span.Start, span.Length))));

    [Fact]
    public void Every_link_is_an_address_of_http_or_https() => Texts.Check(text =>
    {
        foreach (var span in TextScanner.Spans(text).Where(span => span.Kind == SpanKind.Link))
        {
            Assert.True(Uri.TryCreate(span.Value, UriKind.Absolute, out var address), span.Value);
            Assert.Contains(address.Scheme, new[] { "http", "https" });
        }
    });

    [Fact]
    public void Hashtags_hold_no_sign_and_no_space() => Texts.Check(text =>
    {
        foreach (var tag in TextScanner.Hashtags(text)) Assert.DoesNotContain(tag.Value, c => c is '#' or '＃' || char.IsWhiteSpace(c));
    });

    // In code, as an attribute cannot hold half a surrogate pair.
    public static TheoryData<string> Pieces =>
    [
        "#", "#a", "#1", "@", "@a/", "$A", "a.", "a.com", "a.com_", "あ", "あ.", "(", "http://", "http://a.com/(",
        "http://a.com/(x(", "http://a.com/,", "http://a.com?!", "http://あ.xn--", "\u2066", "\u202a\u2069", "e\u0301", "\u0301", "\ud83d", "\n ",
    ];

    [Theory]
    [MemberData(nameof(Pieces))]
    public void A_hostile_text_of_200_000_characters_is_read_to_its_end(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        AssertSound(text, TextScanner.Spans(text).Select(span => (span.Start, span.Length)));
        _ = TextScanner.Cashtags(text);
        _ = TextFold.Fold(text);
        Assert.True(TextCut.At(TextCut.Clean(text), 10_000).Length <= 10_000);
    }

    static void AssertSound(string text, IEnumerable<(int Start, int Length)> found)
    {
        var end = 0;
        foreach (var (start, length) in found)
        {
            Assert.True(start >= end && length > 0 && start + length <= text.Length, $"{start}+{length}, the last ended at {end}");
            end = start + length;
            Assert.False(SplitsPair(text, start) || SplitsPair(text, end), $"{start}+{length} splits a surrogate pair");
        }
    }

    static bool SplitsPair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);
}
