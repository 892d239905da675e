using Backchannel.Contracts;
using Backchannel.Hub.Engagement;
using Xunit;
using static Backchannel.Hub.Tests.Engagement.MadeCards;

namespace Backchannel.Hub.Tests.Engagement;

public class FiguresTests
{
    [Fact]
    public void Posts_people_and_replies_of_a_span_are_counted()
    {
        var cards = InOrder(Card(20, by: 1), Card(9, by: 1), Card(8, by: 2, reply: true), Card(7, by: 2), Card(0, by: 3));
        Assert.Equal(new(3, 0.3, 2, 1, 1, 1, 0.3333), Figures.Of(cards, Now.AddMinutes(-10), Now));
    }

    [Fact]
    public void Nothing_has_no_share_of_replies() => Assert.Equal(new(0, 0, 0, 0, 0, 0, null), Figures.Of(InOrder(), Now.AddMinutes(-10), Now));

    [Fact]
    public void Whoever_posted_on_an_earlier_day_is_returning()
    {
        var cards = InOrder(Card(3 * 24 * 60, by: 1), Card(1, by: 1), Card(1, by: 2));
        var figures = Figures.Of(cards, Now.AddMinutes(-15), Now);
        Assert.Equal((2, 1, 1), (figures.People, figures.NewPeople, figures.ReturningPeople));
    }

    [Fact]
    public void Networks_come_with_their_share_most_first()
    {
        Card[] cards = [Card(1, network: Network.X), Card(1, network: Network.Bluesky), Card(1, network: Network.Bluesky), Card(1, network: Network.Here)];
        Assert.Equal([new(Network.Bluesky, 2, 0.5), new(Network.X, 1, 0.25), new(Network.Here, 1, 0.25)], Figures.Networks(cards));
    }

    [Fact]
    public void A_card_that_goes_leaves_its_place_to_the_others()
    {
        Card[] cards = [Card(3), Card(2), Card(2), Card(1)];
        var inOrder = InOrder(cards);
        inOrder.Remove(cards[1]);
        Assert.Equal([cards[0], cards[2], cards[3]], inOrder.All);
        inOrder.Add(cards[1]);
        Assert.Equal(cards, inOrder.All);
        inOrder.Remove(Card(2));
        Assert.Equal(4, inOrder.Count);
    }
}
