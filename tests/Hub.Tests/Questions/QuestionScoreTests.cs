using Backchannel.Hub.Questions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests.Questions;

public class QuestionScoreTests
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void It_lies_between_nothing_and_one() =>
        Check((votes, voters, minutes) => Assert.InRange(QuestionScore.Of(votes, voters, minutes * Minute), 0, 1));

    [Fact]
    public void One_more_vote_never_lowers_it() => Check((votes, voters, minutes) =>
    {
        if (votes < voters) Assert.True(QuestionScore.Of(votes + 1, voters, minutes * Minute) > QuestionScore.Of(votes, voters, minutes * Minute));
    });

    [Fact]
    public void Time_only_lowers_it() => Check((votes, voters, minutes) =>
        Assert.True(QuestionScore.Of(votes, voters, (minutes + 1) * Minute) < QuestionScore.Of(votes, voters, minutes * Minute) || votes == 0));

    [Fact]
    public void Those_who_wanted_another_lower_it() => Check((votes, voters, _) =>
        Assert.True(QuestionScore.Of(votes, voters + 1, default) < QuestionScore.Of(votes, voters, default) || votes == 0));

    [Fact]
    public void The_order_of_two_questions_does_not_change_by_waiting() => Prop.ForAll(
        Gen.Choose(0, 240).Four().ToArbitrary(), drawn =>
        {
            var (first, second, early, late) = drawn;
            var session = Made.Session("pier");
            double At(int asked, int now, int votes) =>
                QuestionScore.Of(votes, 300, QuestionScore.Age(session.Start + (asked * Minute), session, session.Start + (now * Minute)));
            var (from, to) = (Math.Max(first, second), Math.Max(first, second) + early);
            int Compare(int now) => Math.Sign(Math.Round((At(first, now, 20) / At(second, now, 20 + late)) - 1, 9));
            Assert.Equal(Compare(from), Compare(to));
        }).QuickCheckThrowOnFailure();

    // As published for 1 of 1, 9 of 10 and 60 of 100.
    [Theory]
    [InlineData(1, 1, 0.2065)]
    [InlineData(9, 10, 0.5958)]
    [InlineData(60, 100, 0.5020)]
    [InlineData(0, 10, 0)]
    [InlineData(0, 0, 0)]
    public void It_is_Wilsons_lower_end(int votes, int voters, double expected) => Assert.Equal(expected, QuestionScore.Wilson(votes, voters), 4);

    [Fact]
    public void Half_an_hour_of_the_session_halves_it_and_the_time_around_it_does_not_count()
    {
        var session = Made.Session("pier");
        Assert.Equal(TimeSpan.FromMinutes(30), QuestionScore.Age(Made.Noon.AddDays(-1), session, Made.Noon.AddMinutes(30)));
        Assert.Equal(TimeSpan.FromMinutes(20), QuestionScore.Age(Made.Noon.AddMinutes(40), session, Made.Noon.AddDays(1)));
        Assert.Equal(TimeSpan.Zero, QuestionScore.Age(Made.Noon.AddMinutes(10), session, Made.Noon.AddMinutes(5)));
        Assert.Equal(QuestionScore.Of(3, 5, default) / 2, QuestionScore.Of(3, 5, TimeSpan.FromMinutes(30)), 12);
    }

    static void Check(Action<int, int, int> property) => Prop.ForAll(
        Gen.Choose(0, 2_000).Two().Zip(Gen.Choose(0, 480)).ToArbitrary(),
        drawn => property(Math.Min(drawn.Item1.Item1, drawn.Item1.Item2), Math.Max(drawn.Item1.Item1, drawn.Item1.Item2), drawn.Item2)).QuickCheckThrowOnFailure();
}
