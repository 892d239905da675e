using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Engagement;
using Xunit;
using static Backchannel.Hub.Tests.Engagement.MadeCards;

namespace Backchannel.Hub.Tests.Engagement;

public class SessionsNowTests
{
    [Fact]
    public void Heat_is_the_counters_word_and_why_is_the_last_quarter_of_an_hour()
    {
        var cards = InOrder(
            Card(20, 9, "pier", traits: Traits.Photo), Card(10, 1, "pier", traits: Traits.Photo | Traits.Link), Card(9, 1, "pier", reply: true), Card(0, 2, "pier", traits: Traits.Question),
            Card(1, 1, "quay"), Card(1, 1), Card(31, 1, "past"));
        var sessions = SessionsNow.Of(cards, [Pulse(null, 1, 0), Pulse("quay", 1.2, 2), Pulse("pier", 4.1, 1)], new Dictionary<string, int> { ["quay"] = 1 }, Now);
        Assert.Equal([("pier", 1, 0), ("quay", 2, 1)], sessions.Select(session => (session.Session, session.Rank, session.RankBefore!.Value)));
        var pier = sessions[0];
        Assert.Equal((4.1, 2, 3, 1, 1, 1, 1), (pier.Heat, pier.People, pier.Posts, pier.Photos, pier.Questions, pier.Links, pier.Replies));
        Assert.Equal((30, 4, 1), (pier.Sparkline.Count, pier.Sparkline.Sum(), pier.Sparkline[^1]));
    }

    [Fact]
    public void Without_the_counters_those_with_most_people_come_first()
    {
        var sessions = SessionsNow.Of(InOrder(Card(1, 1, "pier"), Card(1, 1, "pier"), Card(1, 1, "quay"), Card(1, 2, "quay")), [], null, Now);
        Assert.Equal([("quay", 1, null, null), ("pier", 2, (double?)null, (int?)null)], sessions.Select(s => (s.Session, s.Rank, s.Heat, s.RankBefore)));
    }

    [Fact]
    public void Ranks_of_ten_minutes_ago_are_known_once_they_were_noted_that_long_ago()
    {
        var history = new RankHistory();
        for (var minute = 0; minute <= 30; minute++) history.Note(Made.Event, Now.AddMinutes(minute), [Pulse("pier", 1, minute)]);
        Assert.Null(history.Before("another", Now.AddMinutes(30)));
        Assert.Equal(20, history.Before(Made.Event, Now.AddMinutes(30.5))!["pier"]);
        Assert.Null(history.Before(Made.Event, Now.AddMinutes(90)));
    }

    static SessionPulse Pulse(string? session, double heat, int rank) => new(Made.Event, session, Now, 0, 0, 0, 0, heat, rank, []);
}
