using Backchannel.Contracts;
using Backchannel.Web.Search;
using FsCheck;
using FsCheck.Fluent;

namespace Backchannel.Web.Tests.Search;

public sealed class SearchWordsTests
{
    static readonly SessionInfo Talk = Made.Session("tides") with
    {
        Title = "Größe is no Excuse",
        Speakers = ["Łukasz Żak", "佐藤 みなと"],
        Hashtags = ["hbrT1"],
        Track = "Databases",
        Abstract = "Of logs, and of forgetting on purpose.",
    };

    [Theory]
    [InlineData("grosse EXCUSE", 3)]
    [InlineData("lukasz excuse", 2)]
    [InlineData("#hbrt1", 2)]
    [InlineData("みなと", 2)]
    [InlineData("forgetting zak", 1)]
    [InlineData("forgetting boats", 0)]
    public void A_session_fits_by_its_title_its_people_or_what_it_is_about(string query, int fit) => Assert.Equal(fit, SearchWords.Of(query)!.Fit(Talk));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\u200b # @ ")]
    public void Nothing_asked_is_nothing(string? query) => Assert.Null(SearchWords.Of(query));

    [Theory]
    [InlineData("grosse", "Die Größe zählt", "Die [Größe] zählt")]
    [InlineData("ize", "Size: Größe", "S[ize]: Größe")]
    [InlineData("zah er", "Zähler er", "[Zäh]l[er] [er]")]
    [InlineData("family", "👩‍👩‍👧 Family", "👩‍👩‍👧 [Family]")]
    [InlineData("x", "nothing of it", "nothing of it")]
    public void What_was_looked_for_is_marked_in_the_words_as_they_are_written(string query, string text, string marked) =>
        Assert.Equal(marked, string.Concat(SearchWords.Of(query)!.Mark(text).Select(part => part.Hit ? $"[{part.Text}]" : part.Text)));

    [Fact]
    public void No_letter_is_lost_by_marking() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (text, query) =>
            SearchWords.Of(query.Get) is not { } words || string.Concat(words.Mark(text.Get).Select(part => part.Text)) == text.Get).QuickCheckThrowOnFailure();

    [Fact]
    public void A_very_long_query_is_cut() => Assert.Equal(SearchWords.Longest, SearchWords.Of(new string('a', 5_000))!.Asked.Length);
}
