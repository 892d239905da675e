using Backchannel.Contracts;
using Backchannel.Hub.Engagement;
using Xunit;
using static Backchannel.Hub.Tests.Engagement.MadeCards;

namespace Backchannel.Hub.Tests.Engagement;

public class ComparingTests
{
    static readonly SessionInfo Pier = Session("pier", -300, 45), Quay = Session("quay", -30, 60);

    [Fact]
    public void Two_sessions_lie_on_one_axis_from_a_quarter_of_an_hour_before_their_start()
    {
        var cards = InOrder(Card(300, 1, "pier"), Card(299.5, 2, "pier", reply: true), Card(30, 1, "quay"), Card(20, 3, "quay"), Card(20, 4));
        var compared = Compare(cards);
        Assert.Equal((-15, 1, 1), (compared.First, compared.Step, compared.InBoth));
        Assert.Equal((2, 15, 105), (compared.A.Chart[15], compared.A.PeakAt + 15, compared.A.Chart.Count));
        Assert.Equal((2, 2, 1, 0.5, 2), (compared.A.Posts, compared.A.People, compared.A.Replies, compared.A.ReplyShare!.Value, compared.A.Peak));
        // Of the one that is on, what has begun.
        Assert.Equal((46, 1), (compared.B.Chart.Count, compared.B.Chart[15]));
    }

    [Fact]
    public void New_are_those_whose_first_post_at_the_event_is_there()
    {
        var compared = Compare(InOrder(Card(400, 1), Card(300, 1, "pier"), Card(299, 2, "pier"), Card(290, 2), Card(25, 2, "quay"), Card(24, 3, "quay")));
        Assert.Equal((1, 1), (compared.A.NewPeople, compared.B.NewPeople));
    }

    [Fact]
    public void Two_days_are_compared_from_midnight_to_midnight_there()
    {
        var lisbon = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");
        var day = new DateOnly(2026, 9, 1);
        var cards = InOrder(Card(0, 1), Card(13 * 60, 1), Card((13 * 60) + 1, 2), Card(30 * 60, 1));
        var compared = Comparing.Of(Made.Event, Compared.Days, Comparing.Day(day, lisbon, cards), Comparing.Day(day.AddDays(-1), lisbon, cards), Now);
        Assert.Equal(("2026-09-01", 2, 2, 10), (compared.A.Id, compared.A.Posts, compared.B.Posts, compared.Step));
        Assert.Equal((0, 1, 144), (compared.First, compared.InBoth, compared.B.Chart.Count));
        Assert.Equal(79, compared.A.Chart.Count);
    }

    static EngagementComparison Compare(CardsInOrder cards) =>
        Comparing.Of(Made.Event, Compared.Sessions, Comparing.Session(Pier, cards), Comparing.Session(Quay, cards), Now);
}
