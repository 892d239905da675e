using Backchannel.Contracts;
using Backchannel.Hub.Filing;
using Xunit;
using static Backchannel.Hub.Tests.Filing.RulesBed;

namespace Backchannel.Hub.Tests.Filing;

public class FilingRulesTests
{
    [Fact]
    public void Each_reason_has_its_confidence_and_the_strongest_wins()
    {
        var rules = new FilingRules(With("p1", s => s with { Url = "https://talks.example.org/p1" }), Rooms);
        var everything = "#tdwd2 https://talks.example.org/p1 #tdwD Mira Okonjo on lighthouses";
        Assert.Equal(new("p3", FiledBy.Author, 1), rules.File(Post(everything), "p3", new("d3", FiledBy.Hashtag)));
        Assert.Equal(new("d2", FiledBy.Hashtag, 1), rules.File(Post(everything), null, new("d3", FiledBy.Hashtag)));
        Assert.Equal(new("d3", FiledBy.Reply, 0.9), rules.File(Post(everything[7..]), null, new("d3", FiledBy.Hashtag)));
        Assert.Equal(new("p1", FiledBy.Link, 0.9), rules.File(Post(everything[7..]), null, Filed.Nowhere));
        Assert.Equal(new("d1", FiledBy.Room, 0.8), rules.File(Post("#tdwD on undo"), null, Filed.Nowhere));
        Assert.Equal(new("p1", FiledBy.Speaker, 0.7), rules.File(Post("Mira Okonjo on a lighthouse"), null, Filed.Nowhere));
        Assert.Equal(new("d1", FiledBy.Title, 0.5), rules.File(Post("The lighthouse part was great"), null, Filed.Nowhere));
        Assert.Equal(Filed.Nowhere, rules.File(Post("Lovely"), null, Filed.Nowhere));
    }

    [Fact]
    public void A_choice_or_a_thread_of_a_session_that_is_gone_counts_for_nothing()
    {
        Assert.Equal("p1/hashtag", File(Post("#tdwp1"), chosen: "no-such"));
        Assert.Equal("p1/room", File(Post("#tdwP"), answered: new("no-such", FiledBy.Hashtag, 1)));
    }

    [Fact]
    public void A_thread_that_a_moderator_took_out_stays_out_but_for_what_has_a_sessions_hashtag()
    {
        Assert.Equal("-", File(Post("Mira Okonjo #tdwP"), answered: Filed.ByModerator(null)));
        Assert.Equal("-", File(Post("Mira Okonjo #tdwP"), answered: Filed.OutWithThread));
        Assert.Equal("p2/hashtag", File(Post("#tdwp2"), answered: Filed.OutWithThread));
    }

    [Fact]
    public void Without_a_programme_nothing_is_filed() => Assert.Equal("-", File(Post("#tdwp1"), [], new("p1", FiledBy.Hashtag, 1)));

    [Theory]
    [InlineData("Later #tdwp1", 5_000, "p1/hashtag")]
    [InlineData("Folded #TDWP1 and #ＴＤＷＰ１", 30, "p1/hashtag")]
    [InlineData("From #tdwp1 to #tdwd2", 71, "d2/hashtag")]
    [InlineData("From #tdwp1 to #tdwd2", 65, "p1/hashtag")]
    [InlineData("#tdwd3 and #tdwp3 long before", -500, "d3/hashtag")]
    [InlineData("No such #tdwp11", 30, "-")]
    public void A_sessions_hashtag_files_at_any_time_and_of_several_the_one_that_runs(string text, int minute, string filed) => Assert.Equal(filed, File(text, minute));

    [Theory]
    [InlineData(-500, "p1/hashtag")]
    [InlineData(20, "p1/hashtag")]
    [InlineData(66, "p2/hashtag")]
    [InlineData(100, "p2/hashtag")]
    [InlineData(500, "p2/hashtag")]
    public void A_hashtag_that_two_share_means_the_one_that_is_on_or_the_nearest(int minute, string filed) =>
        Assert.Equal(filed, File("#tdwboth", minute, [.. Sessions[..2].Select(s => s with { Hashtags = ["tdwBoth"] })]));

    [Theory]
    [InlineData("#tdwboth #tdwD", "d1/hashtag")]
    [InlineData("#tdwboth Mira Okonjo", "p1/hashtag")]
    [InlineData("#tdwboth on lighthouses", "d1/hashtag")]
    public void Of_two_that_share_a_hashtag_and_run_at_once_the_other_words_decide(string text, string filed) =>
        Assert.Equal(filed, File(text, 30, [.. Sessions.Select(s => s.Id is "p1" or "d1" ? s with { Hashtags = ["tdwBoth"] } : s)]));

    [Fact]
    public void The_events_own_hashtag_says_nothing_even_where_the_schedule_gives_it_to_a_session() =>
        Assert.Equal("-", File("#Tidewater26", 30, With("p1", s => s with { Hashtags = ["tidewater26"] })));

    [Theory]
    [InlineData("#tdwP", -11, "-")]
    [InlineData("#tdwP", -10, "p1/room")]
    [InlineData("#tdwP", 60, "p1/room")]
    [InlineData("#tdwP", 69, "p1/room")]
    [InlineData("#tdwP", 70, "p2/room")]
    [InlineData("#tdwP", 215, "p3/room")]
    [InlineData("#tdwP", 216, "-")]
    [InlineData("#other #tdwD", 30, "d1/room")]
    [InlineData("#tdwP but all ears for Dario Amin", 30, "d1/speaker")]
    [InlineData("#tdwP Mira Okonjo, not Dario Amin", 30, "p1/room")]
    public void A_rooms_hashtag_means_what_is_on_there(string text, int minute, string filed) => Assert.Equal(filed, File(text, minute));

    [Fact]
    public void A_break_in_a_room_is_meant_only_where_no_talk_is_on_there()
    {
        var lunch = Talk("lunch", "Pier", 62, "Lunch", minutes: 6);
        Assert.Equal("p1/room", File("#tdwP", 65, [.. Sessions, lunch]));
        Assert.Equal("lunch/room", File("#tdwP", 65, [lunch]));
    }

    [Fact]
    public void What_is_cancelled_is_filed_by_hashtag_link_or_answer_only()
    {
        var sessions = With("p1", s => s with { Cancelled = true, Url = "https://talks.example.org/p1", SpeakerHandles = ["bluesky:mira.tidewater.example"] });
        Assert.Equal("p1/hashtag", File("#tdwp1", 30, sessions));
        Assert.Equal("p1/link", File("https://talks.example.org/p1", 30, sessions));
        Assert.Equal("p1/reply", File(Post("Pity"), sessions, new("p1", FiledBy.Hashtag, 1)));
        Assert.Equal("-", File("#tdwP", 30, sessions));
        Assert.Equal("-", File("Mira Okonjo on caching", 30, [.. sessions, Talk("d4", "Dock", 0)]));
        var shared = With("p2", s => s with { Hashtags = ["tdwp1"] }).Select(s => s.Id == "p1" ? s with { Cancelled = true } : s).ToArray();
        Assert.Equal("p2/hashtag", File("#tdwp1", 30, shared));
    }
}
