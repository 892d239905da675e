using Backchannel.Contracts;
using Backchannel.Hub.Filing;
using Xunit;
using static Backchannel.Hub.Tests.Filing.RulesBed;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>Posts without any sign but their hour.</summary>
public class AloneTests
{
    static readonly SessionInfo[] Track = [Talk("one", "Pier", 0), Talk("two", "Pier", 60), Talk("three", "Pier", 130)];

    [Theory]
    [InlineData(-11, "-")]
    [InlineData(-10, "one/time")]
    [InlineData(30, "one/time")]
    [InlineData(59, "one/time")]
    [InlineData(60, "two/time")]
    [InlineData(129, "two/time")]
    [InlineData(130, "three/time")]
    [InlineData(205, "three/time")]
    [InlineData(206, "-")]
    public void In_a_single_track_the_hour_says_it(int minute, string filed) => Assert.Equal(filed, File("Lovely", minute, Track));

    [Fact]
    public void Beside_a_plenary_others_may_be_about_to_begin_but_not_have_just_ended()
    {
        var plenary = Talk("plenary", "Hall", 0);
        Assert.Equal("plenary/time", File("Lovely", 55, [plenary, Talk("next", "Pier", 60), Talk("other", "Dock", 60)]));
        Assert.Equal("-", File("Lovely", 5, [plenary, Talk("before", "Pier", -60), Talk("other", "Dock", -60)]));
        Assert.Equal("plenary/time", File("Lovely", 20, [plenary, Talk("before", "Pier", -60), Talk("other", "Dock", -60)]));
    }

    [Fact]
    public void Breaks_and_what_is_cancelled_do_not_run()
    {
        var plenary = Talk("plenary", "Hall", 0);
        Assert.Equal("plenary/time", File("Lovely", 30, [plenary, Talk("coffee", null, 0, "Coffee break"), Talk("gone", "Pier", 0) with { Cancelled = true }]));
        Assert.Equal("-", File("Lovely", 30, [Talk("lunch", null, 0, "Mittagspause")]));
        Assert.Equal("-", File("Lovely", 65, [plenary, Talk("coffee", null, 60, "Coffee break", minutes: 20)]));
        Assert.Equal("talk/time", File("Lovely", 30, [Talk("talk", "Pier", 0, "Breaking the ice with lunch poems") with { Speakers = ["Ada Lund"] }]));
    }

    [Theory]
    [InlineData("Coffee break", null, null, true)]
    [InlineData("Registration", null, null, true)]
    [InlineData("昼食", null, null, true)]
    [InlineData("Kaffeepause", null, null, true)]
    [InlineData("Downtime", "break", null, true)]
    [InlineData("The chemistry of coffee", "talk", "Ada Lund", false)]
    [InlineData("Breaking changes", "talk", null, false)]
    public void A_break_is_told_by_its_words_and_its_lack_of_speakers(string title, string? kind, string? speaker, bool isBreak) =>
        Assert.Equal(isBreak, Breaks.Is(Talk("it", null, 0, title, speaker) with { Kind = kind }));

    [Theory]
    [InlineData("Has anybody got a charger?")]
    [InlineData("Train is late again")]
    [InlineData("お昼ごはん、何にしよう")]
    [InlineData("Watching #gullconf26 at the same time")]
    public void Small_talk_and_other_events_are_not_filed_by_the_hour(string text) => Assert.Equal("-", File(text, 30, Track));

    [Fact]
    public void Nor_is_what_names_another_room() => Assert.Equal("-", File("Waiting in #tdwD", 30, Track));

    [Fact]
    public void An_answer_is_not_filed_by_the_hour() => Assert.Equal("-", File(Post("Lovely") with { ReplyTo = "bluesky:elsewhere" }, Track));
}
