using Backchannel.Contracts;
using Backchannel.Demo;
using Xunit;

namespace Backchannel.Ingest.Tests.Demo;

public class DemoQuestionsTests
{
    static readonly DateTimeOffset Start = DemoConference.RunStart(new(2026, 10, 15, 14, 0, 0, TimeSpan.Zero));
    static readonly IReadOnlyList<DemoQuestion> Questions = DemoConference.Questions(Start);
    static readonly Dictionary<string, SessionInfo> Sessions = DemoConference.Sessions(Start).ToDictionary(session => session.Id);

    [Fact]
    public void Each_talk_is_asked_two_or_three_things_and_one_of_them_is_put_to_the_speaker()
    {
        var talks = Sessions.Values.Where(session => session is { Cancelled: false, Kind: "talk" or "workshop" or "keynote" }).Select(session => session.Id);
        Assert.Equal(talks.Order(), Questions.Select(question => question.Session).Distinct().Order());
        foreach (var talk in Questions.GroupBy(question => question.Session))
        {
            Assert.InRange(talk.Count(), 2, 3);
            var put = Assert.Single(talk, question => question.Asked is not null);
            Assert.True(put.Asked < put.Answered);
            Assert.Equal(talk.Max(question => question.Votes.Count), put.Votes.Count);
        }
    }

    [Fact]
    public void All_happens_in_order_and_while_the_talk_is_on() => Assert.All(Questions, question =>
    {
        var session = Sessions[question.Session];
        Assert.InRange(question.At, session.Start, session.End);
        Assert.All(question.Votes, vote => Assert.InRange(vote, question.At, question.Asked ?? session.End));
        Assert.Equal(question.Votes.Order(), question.Votes);
        if (question.Answered is { } answered) Assert.InRange(answered, session.Start, session.End);
    });

    [Fact]
    public void They_are_as_the_hub_takes_them_and_differ()
    {
        Assert.All(Questions, question => Assert.True(question is { Name.Length: > 0 and <= 50, Text.Length: > 10 and <= 300 } && question.Text.EndsWith('?') && !question.Text.Contains('{')));
        Assert.Equal(Questions.Count, Questions.Select(question => (question.Session, question.Text)).Distinct().Count());
        Assert.InRange(Questions.Count(question => question.Remote), Questions.Count / 5, Questions.Count * 3 / 5);
        Assert.True(Questions.Max(question => question.Votes.Count) >= 10);
        Assert.Equal(Questions.Select(question => question.At).Order(), Questions.Select(question => question.At));
    }

    [Fact]
    public void The_same_run_asks_the_same_and_the_next_something_else()
    {
        Assert.Equal(Questions.Select(Told), DemoConference.Questions(Start).Select(Told));
        Assert.NotEqual(Questions.Select(question => question.Text), DemoConference.Questions(Start + DemoConference.RunLength).Select(question => question.Text));
    }

    static string Told(DemoQuestion question) => $"{question with { Votes = [] }} {string.Join(' ', question.Votes)}";
}
