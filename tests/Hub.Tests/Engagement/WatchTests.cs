using Backchannel.Contracts;
using Backchannel.Hub.Engagement;
using Xunit;
using static Backchannel.Hub.Tests.Engagement.MadeCards;

namespace Backchannel.Hub.Tests.Engagement;

public class WatchTests
{
    static readonly SessionInfo Pier = Session("pier", -40, room: "Pier room"), Quay = Session("quay", -40, room: "Quay room");

    [Fact]
    public void A_session_that_falls_silent_is_told_of()
    {
        var alarm = Assert.Single(Look([.. Steady(40, 11, 1, "pier"), .. Steady(40, 0, 2, "quay")], Pier, Quay));
        Assert.Equal((AlarmKind.Quiet, "pier", "Nobody has posted in it for 10 minutes; about 10 posts were to be expected."), (alarm.Kind, alarm.Session, alarm.Words));
    }

    [Fact]
    public void One_that_never_said_much_or_is_a_break_or_is_over_is_not()
    {
        Card[] cards = [.. Steady(40, 0, 2, "quay"), Card(30, session: "pier"), .. Steady(40, 11, 1, "lunch"), .. Steady(40, 11, 1, "over"), .. Steady(9, 0, 3, "young")];
        var lunch = Session("lunch", -40, title: "Lunch") with { Speakers = [] };
        Assert.Empty(Look(cards, Pier, Quay, lunch, Session("over", -70), Session("young", -8), Pier with { Id = "off", Cancelled = true }));
    }

    [Fact]
    public void One_where_nobody_began_is_told_of_once_the_others_are_loud()
    {
        Assert.Empty(Look([.. Steady(40, 0, 2, "quay")], Pier, Quay));
        Assert.Equal("pier", Assert.Single(Look([.. Steady(70, 0, 0.25, "quay")], Pier, Quay)).Session);
    }

    [Fact]
    public void Where_nothing_comes_from_anywhere_no_single_session_is_blamed()
    {
        var alarm = Assert.Single(Look([.. Steady(60, 12, 1, "pier")], Pier));
        Assert.Equal((AlarmKind.Silent, "Nothing has come from anywhere for 12 minutes; about 10 posts were to be expected."), (alarm.Kind, alarm.Words));
        Assert.Empty(Look([.. Steady(600, 300, 1)], Pier));
    }

    [Fact]
    public void Where_no_network_is_heard_that_is_said_at_once()
    {
        Assert.Empty(Watch.Look(InOrder(), [], [Source(Network.Here, SourceState.Live), Source(Network.Bluesky, SourceState.Live), Source(Network.X, SourceState.Stopped)], Now));
        var alarm = Assert.Single(Watch.Look(InOrder(Card(0)), [], [Source(Network.Here, SourceState.Live), Source(Network.X, SourceState.Stopped)], Now));
        Assert.Equal((AlarmKind.Silent, "No network is being heard."), (alarm.Kind, alarm.Words));
    }

    [Fact]
    public void A_burst_is_far_above_the_usual_and_names_the_session_of_most()
    {
        var usual = Steady(63, 3, 1, "quay").ToArray();
        Assert.Empty(Look([.. usual, .. Steady(2.9, 0, 0.4, "pier")]));
        var alarm = Assert.Single(Look([.. usual, .. Steady(2.9, 0, 0.1, "pier")]));
        Assert.Equal((AlarmKind.Burst, "pier"), (alarm.Kind, alarm.Session));
        Assert.StartsWith("10 posts a minute in the last 3 minutes, 10 times", alarm.Words);
        Assert.Empty(Look([.. Steady(2.9, 0, 0.1, "pier")]));
    }

    [Fact]
    public void One_account_that_floods_is_told_of_by_its_latest_post()
    {
        Card[] cards = [.. Enumerable.Range(0, 10).Select(n => Card(n * 0.4, by: 7, id: $"flood {n}"))];
        var alarm = Assert.Single(Look(cards));
        Assert.Equal((AlarmKind.Flood, "flood 0", "One account has posted 10 times in 5 minutes."), (alarm.Kind, alarm.PostId, alarm.Words));
        Assert.Empty(Look(cards[1..]));
    }

    static List<Alarm> Look(Card[] cards, params SessionInfo[] sessions) => [.. Watch.Look(InOrder(cards), sessions, [], Now)];

    static SourceReported Source(Network network, SourceState state) =>
        new(network.ToString(), network, state, Now, null, null, 0, 0, 0, null, null, null, null, null);
}
