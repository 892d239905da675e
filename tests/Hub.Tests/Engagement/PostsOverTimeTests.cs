using Backchannel.Contracts;
using Backchannel.Hub.Engagement;
using Xunit;
using static Backchannel.Hub.Tests.Engagement.MadeCards;

namespace Backchannel.Hub.Tests.Engagement;

public class PostsOverTimeTests
{
    static readonly TimeZoneInfo Lisbon = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");

    [Fact]
    public void The_minute_that_has_begun_is_the_last_one_and_grows()
    {
        var later = Now.AddSeconds(20);
        var chart = PostsOverTime.Chart(ChartSpan.Quarter, InOrder(Card(14.5), Card(14), Card(0.5), Card(0), Card(-0.2)), [], Lisbon, later);
        Assert.Equal((15, 1, Now.AddMinutes(-14)), (chart.Posts.Count, chart.Step, chart.From));
        Assert.Equal((1, 1, 2), (chart.Posts[0], chart.Posts[^2], chart.Posts[^1]));
    }

    [Fact]
    public void Today_begins_with_the_first_post_or_session_of_the_day_there()
    {
        var morning = Session("opening", -180);
        var chart = PostsOverTime.Chart(ChartSpan.Today, InOrder(Card(14 * 60), Card(90)), [morning, Session("yesterday", -24 * 60)], Lisbon, Now);
        Assert.Equal((morning.Start, 1, 181), (chart.From, chart.Step, chart.Posts.Count));
        Assert.Equal(["opening"], chart.Sessions.Select(session => session.Id));
        // At 23:30 UTC of the day before it was half past midnight in Lisbon.
        Assert.Equal(Now.AddMinutes(-12.5 * 60), PostsOverTime.Chart(ChartSpan.Today, InOrder(Card(12.5 * 60)), [], Lisbon, Now).From);
    }

    [Fact]
    public void A_whole_event_is_drawn_in_as_many_steps_as_can_be_seen_and_ends_where_it_ended()
    {
        var days = Enumerable.Range(0, 3).SelectMany(day => Steady((30 - day) * 24 * 60, ((30 - day) * 24 * 60) - 600, 10));
        var chart = PostsOverTime.Chart(ChartSpan.Event, InOrder(days), [], Lisbon, Now);
        Assert.True(chart.Posts.Count <= 240);
        Assert.Equal((15, 3 * 61), (chart.Step, chart.Posts.Sum()));
        Assert.True(chart.From.AddMinutes(chart.Step * chart.Posts.Count) < Now.AddDays(-27));
    }

    [Fact]
    public void Steps_begin_at_whole_hours_of_a_zone_that_is_half_an_hour_off()
    {
        var kolkata = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata");
        var chart = PostsOverTime.Chart(ChartSpan.Event, InOrder(Card(9 * 24 * 60), Card(1)), [], kolkata, Now);
        Assert.Equal((60, 0), (chart.Step, TimeZoneInfo.ConvertTime(chart.From, kolkata).Minute));
    }

    [Fact]
    public void Sessions_on_the_axis_come_with_their_posts_and_without_those_called_off()
    {
        var sessions = (SessionInfo[])[Session("a", -50), Session("b", -30), Session("gone", -30) with { Cancelled = true }, Session("later", 30)];
        var chart = PostsOverTime.Chart(ChartSpan.Hour, InOrder(Card(20, session: "b"), Card(10, session: "b"), Card(200, session: "a")), sessions, Lisbon, Now);
        Assert.Equal([("a", 0), ("b", 2)], chart.Sessions.Select(session => (session.Id, session.Posts)));
    }

    [Theory]
    [InlineData("America/Havana", "2026-03-08T05:00:00Z")]
    [InlineData("Europe/Lisbon", "2026-03-07T00:00:00Z")]
    public void A_day_begins_at_midnight_or_where_there_is_none_at_its_first_moment(string zone, string start)
    {
        var begin = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        var there = TimeZoneInfo.FindSystemTimeZoneById(zone);
        Assert.Equal(begin, ChartRange.StartOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(begin, there).DateTime), there));
    }
}
