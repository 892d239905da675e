using Xunit;

namespace Backchannel.Text.Tests;

public class ConformanceTests
{
    public static TheoryData<string, string, string[]> Cases(string group) => Conformance.Cases(group);

    [Theory]
    [MemberData(nameof(Cases), "mentions")]
    public void Mentions(string _, string text, string[] expected) => Assert.Equal(expected, Values(TextScanner.Mentions(text)));

    [Theory]
    [MemberData(nameof(Cases), "mentions_with_indices")]
    [MemberData(nameof(Cases), "mentions_or_lists_with_indices")]
    public void Mentions_and_lists_where_they_are(string _, string text, string[] expected) =>
        Assert.Equal(expected, Indexed(text, TextScanner.Mentions(text)));

    [Theory]
    [MemberData(nameof(Cases), "replies")]
    public void Replies(string _, string text, string[] expected) => Assert.Equal(expected.SingleOrDefault(), TextScanner.ReplyTo(text));

    [Theory]
    [MemberData(nameof(Cases), "urls")]
    [MemberData(nameof(Cases), "tco_urls_with_params")]
    public void Links(string _, string text, string[] expected) => Assert.Equal(expected, Values(TextScanner.Links(text)));

    [Theory]
    [MemberData(nameof(Cases), "urls_with_indices")]
    [MemberData(nameof(Cases), "urls_with_directional_markers")]
    public void Links_where_they_are(string _, string text, string[] expected) => Assert.Equal(expected, Indexed(text, TextScanner.Links(text)));

    [Theory]
    [MemberData(nameof(Cases), "hashtags")]
    [MemberData(nameof(Cases), "hashtags_from_astral")]
    public void Hashtags(string _, string text, string[] expected) => Assert.Equal(expected, Values(TextScanner.Hashtags(text)));

    [Theory]
    [MemberData(nameof(Cases), "hashtags_with_indices")]
    public void Hashtags_where_they_are(string _, string text, string[] expected) => Assert.Equal(expected, Indexed(text, TextScanner.Hashtags(text)));

    [Theory]
    [MemberData(nameof(Cases), "cashtags")]
    public void Cashtags(string _, string text, string[] expected) => Assert.Equal(expected, Values(TextScanner.Cashtags(text)));

    [Theory]
    [MemberData(nameof(Cases), "cashtags_with_indices")]
    public void Cashtags_where_they_are(string _, string text, string[] expected) => Assert.Equal(expected, Indexed(text, TextScanner.Cashtags(text)));

    [Fact]
    public void Every_case_of_the_suite_is_run()
    {
        var groups = typeof(ConformanceTests).GetMethods()
            .SelectMany(test => test.GetCustomAttributes(typeof(MemberDataAttribute), false).Cast<MemberDataAttribute>())
            .Select(data => (string)data.Arguments[0]!);
        Assert.Equal(Conformance.GroupNames.Order(), groups.Order());
        Assert.Equal(238, Conformance.Count);
    }

    static IEnumerable<string> Values(IEnumerable<TextEntity> found) => found.Select(entity => entity.Value);

    static IEnumerable<string> Indexed(string text, IEnumerable<TextEntity> found) => found.Select(entity =>
    {
        Assert.EndsWith(entity.Value, text.Substring(entity.Start, entity.Length), StringComparison.Ordinal);
        return $"{entity.Value} {entity.Start}-{entity.End}";
    });
}
