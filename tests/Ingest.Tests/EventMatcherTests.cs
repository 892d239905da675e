using Xunit;

namespace Backchannel.Ingest.Tests;

public class EventMatcherTests
{
    readonly EventMatcher _matcher = new([new("harbourconf", ["harbourconf", "qualität"]), new("tidetalk", ["tidetalk", "harbourconf"])]);

    [Fact]
    public void A_hashtag_matches_whatever_its_case_accents_and_width()
    {
        Assert.Equal(["harbourconf"], _matcher.Match(["#Qualitat"]));
        Assert.Equal(["harbourconf"], _matcher.Match(["QUALITÄT"]));
        Assert.Equal(["harbourconf", "tidetalk"], _matcher.Match(["ＨａｒｂｏｕｒＣｏｎｆ"]));
    }

    [Fact]
    public void A_post_with_hashtags_of_two_events_belongs_to_both_once() =>
        Assert.Equal(["tidetalk", "harbourconf"], _matcher.Match(["TideTalk", "harbourconf"]));

    [Fact]
    public void A_longer_hashtag_is_another_hashtag() => Assert.Empty(_matcher.Match(["harbourconf2", "harbour"]));
}
