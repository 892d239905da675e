using Backchannel.Contracts;
using Backchannel.Web.Cards;
using FsCheck;
using FsCheck.Fluent;

namespace Backchannel.Web.Tests.Cards;

public sealed class SessionLabelTests
{
    [Theory]
    [InlineData("Caching without tears", "Caching without tears")]
    [InlineData("Offline first, for people with trains", "Offline first")]
    [InlineData("Rust in the harbour: a year of small boats", "Rust in the harbour")]
    [InlineData("What the harbour master knows about queues", "What the harbour master…")]
    [InlineData("オフライン優先の話をもう一度はじめから全部くわしくする会議の時間", "オフライン優先の話をもう一度はじめから全部くわしくする会…")]
    public void A_long_title_is_cut_where_it_pauses(string title, string label) => Assert.Equal(label, SessionLabel.Short(title));

    [Fact]
    public void Every_reason_is_said_in_words_of_its_own()
    {
        var words = Enum.GetValues<FiledBy>().Select(why => SessionLabel.Why(why, 1)).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.Equal("here by time and words of its title, perhaps", SessionLabel.Why(FiledBy.Title, 0.5));
        Assert.Equal("here by time and speaker, likely", SessionLabel.Why(FiledBy.Speaker, 0.7));
    }

    [Fact]
    public void A_label_is_short_whatever_the_title() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(title => title is not null), title => SessionLabel.Short(title).Length <= SessionLabel.Long + 1)
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(FiledBy.Hashtag, 1.0, "here by its hashtag")]
    [InlineData(FiledBy.Reply, 0.9, "in a thread of this session")]
    [InlineData(FiledBy.Room, 0.8, "here by its room, likely")]
    [InlineData(FiledBy.Speaker, 0.7, "here by time and speaker, likely")]
    [InlineData(FiledBy.Time, 0.5, "here by its time, perhaps")]
    [InlineData(FiledBy.Author, null, "posted to this session")]
    public void A_reason_says_how_sure_it_is(FiledBy why, double? confidence, string words) => Assert.Equal(words, SessionLabel.Why(why, confidence));

    [Theory]
    [InlineData(-4, "4 min before")]
    [InlineData(0, "0 min in")]
    [InlineData(59, "59 min in")]
    [InlineData(60, "0 min after")]
    [InlineData(-200, null)]
    [InlineData(400, null)]
    public void A_moment_is_told_by_the_session(int minutes, string? words)
    {
        var session = Made.Session("tides");
        Assert.Equal(words, SessionLabel.Into(session, session.Start.AddMinutes(minutes)));
    }
}
