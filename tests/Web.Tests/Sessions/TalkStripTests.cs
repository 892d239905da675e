using Backchannel.Contracts;
using Backchannel.Web.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace Backchannel.Web.Tests.Sessions;

public sealed class TalkStripTests
{
    [Fact]
    public void An_hours_talk_has_a_bar_a_minute_from_ten_before_to_fifteen_after()
    {
        var strip = new TalkStrip(Lasting(60), [new(-3, 2, 5), new(0, 4, 8), new(59, 1, 40)]);
        Assert.Equal((-10, 1, 85, 60, 4), (strip.First, strip.Step, strip.Count, strip.Length, strip.Most));
        Assert.Equal([new StripBar(-3, 2, 5), new StripBar(0, 4, 8), new StripBar(59, 1, 40)], strip.Bars);
    }

    [Fact]
    public void It_reaches_as_far_as_posts_go_within_reason()
    {
        var strip = new TalkStrip(Lasting(30), [new(-25, 1, 1), new(-500, 9, 2), new(80, 1, 3), new(4_000, 7, 4)]);
        Assert.InRange(strip.First, -26, -25);
        Assert.Equal(2, strip.Bars.Sum(bar => bar.Posts));
        Assert.True(strip.First + (strip.Count * strip.Step) > 80);
    }

    [Fact]
    public void A_long_one_takes_several_minutes_a_bar_and_keeps_the_lowest_number_of_each()
    {
        var strip = new TalkStrip(Lasting(480), [new(0, 1, 9), new(1, 2, 4), new(2, 3, 7)]);
        Assert.True(strip.Step > 1);
        Assert.Equal(new StripBar(0, 6, 4), Assert.Single(strip.Bars));
    }

    [Fact]
    public void Whatever_the_session_and_its_minutes_the_strip_holds_them() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<(int, int)[]>(),
        (length, minutes) =>
        {
            var given = minutes.DistinctBy(each => each.Item1).Select(each => new DigestMinute(each.Item1, Math.Max(1, each.Item2 & 0xff), 1)).ToList();
            var strip = new TalkStrip(Lasting(length & 0xffff), given);
            return strip.Count is > 0 and <= 122
                && strip.Bars.All(bar => bar.Minute >= strip.First && bar.Minute < strip.First + (strip.Count * strip.Step) && bar.Posts <= strip.Most)
                && strip.Bars.Select(bar => bar.Minute).SequenceEqual(strip.Bars.Select(bar => bar.Minute).Order())
                && strip.Place(0) is >= 0 and <= 100 && strip.Place(strip.Length) is >= 0 and <= 100;
        }).QuickCheckThrowOnFailure();

    static SessionInfo Lasting(int minutes) => Made.Session("tides") with { End = Made.Session("tides").Start.AddMinutes(minutes) };
}
