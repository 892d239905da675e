using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Engagement;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static Backchannel.Hub.Tests.Engagement.MadeCards;

namespace Backchannel.Hub.Tests.Engagement;

public class EngagementProperties
{
    static readonly SessionInfo[] Sessions = [Session("pier", -120), Session("quay", -45), Session("dock", -20)];

    static readonly Arbitrary<Card[]> Any = (
        from ago in Gen.Choose(0, 3 * 60 * 60)
        from who in Gen.Choose(1, 6)
        from session in Gen.Elements<string?>("pier", "quay", "dock", null)
        from reply in Gen.Elements(true, false)
        from network in Gen.Elements(Enum.GetValues<Network>())
        from traits in Gen.Choose(0, 7)
        select Card(ago / 60.0, who, session, reply, (Traits)traits, network)).ArrayOf().ToArbitrary();

    [Fact]
    public void Everybody_is_new_or_returning_and_nobody_both() => Prop.ForAll(Any, cards =>
    {
        var inOrder = InOrder(cards);
        for (var minutes = 5; minutes <= 180; minutes *= 2)
        {
            var figures = Figures.Of(inOrder, Now.AddMinutes(-minutes), Now.AddTicks(1));
            Assert.Equal(figures.People, figures.NewPeople + figures.ReturningPeople);
            Assert.True(figures.NewPeople >= 0 && figures.People <= figures.Posts && figures.Replies <= figures.Posts);
        }
        var whole = Figures.Of(inOrder, Now.AddDays(-1), Now.AddTicks(1));
        Assert.Equal((cards.Length, cards.Select(card => card.By).Distinct().Count(), 0), (whole.Posts, whole.NewPeople, whole.ReturningPeople));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_post_of_a_charts_time_is_in_one_step_of_it() => Prop.ForAll(Any, cards =>
    {
        foreach (var span in Enum.GetValues<ChartSpan>())
        {
            var chart = PostsOverTime.Chart(span, InOrder(cards), Sessions, TimeZoneInfo.Utc, Now);
            Assert.Equal(cards.Count(card => card.At >= chart.From), chart.Posts.Sum());
            Assert.InRange(chart.Posts.Count, 1, 240);
            Assert.True(chart.From.AddMinutes(chart.Step * (chart.Posts.Count - 1)) <= Now && chart.From.AddMinutes(chart.Step * chart.Posts.Count) > Now.AddMinutes(-181));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_in_which_cards_come_and_what_came_and_went_makes_no_difference() => Prop.ForAll(Any, Any, (cards, gone) =>
    {
        var changed = InOrder(gone);
        foreach (var card in cards.Reverse()) changed.Add(card);
        foreach (var card in gone) changed.Remove(card);
        Assert.Equal(InOrder(cards).All, changed.All);
        Assert.Equal(
            SessionsNow.Of(InOrder(cards), [], null, Now).Select(heat => (heat.Session, heat.Rank, heat.People, heat.Photos)),
            SessionsNow.Of(changed, [], null, Now).Select(heat => (heat.Session, heat.Rank, heat.People, heat.Photos)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whichever_of_two_is_named_first_they_compare_alike() => Prop.ForAll(Any, cards =>
    {
        var inOrder = InOrder(cards);
        var (pier, quay) = (Comparing.Session(Sessions[0], inOrder), Comparing.Session(Sessions[1], inOrder));
        var (one, other) = (Comparing.Of(Made.Event, Compared.Sessions, pier, quay, Now), Comparing.Of(Made.Event, Compared.Sessions, quay, pier, Now));
        Assert.Equal(one.InBoth, other.InBoth);
        Assert.Equal(one.A.Chart, other.B.Chart);
        Assert.True(one.InBoth <= Math.Min(one.A.People, one.B.People) && one.A.NewPeople <= one.A.People && one.A.Chart.Sum() <= one.A.Posts);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_session_with_a_post_of_late_is_not_called_quiet() => Prop.ForAll(Any, cards =>
    {
        var late = cards.Where(card => card.At > Now.AddMinutes(-Watch.QuietMinutes)).Select(card => card.Session).ToHashSet();
        foreach (var alarm in Watch.Look(InOrder(cards), Sessions, [], Now).Where(alarm => alarm.Kind == AlarmKind.Quiet)) Assert.DoesNotContain(alarm.Session, late);
    }).QuickCheckThrowOnFailure();
}
