using System.Net;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Questions;

public class VotingTests
{
    [Fact]
    public async Task A_vote_counts_once_a_visitor_and_can_be_taken_back()
    {
        await using var hub = await Stage.Set();
        var id = await hub.Ask("Which part would you leave out?");
        await hub.Voted(id, "visitor-1", "visitor-1", "visitor-2");
        Assert.Equal([(2, true)], (await hub.Board("pier", "visitor-1")).Select(q => (q.Votes, q.Voted)));
        for (var n = 0; n < 2; n++)
        {
            using var back = await hub.Vote(id, "visitor-1", wanted: false);
            Assert.Equal(HttpStatusCode.NoContent, back.StatusCode);
        }
        Assert.Equal([(1, false)], (await hub.Board("pier", "visitor-1")).Select(q => (q.Votes, q.Voted)));
    }

    [Fact]
    public async Task Many_at_once_are_all_counted_and_each_once()
    {
        await using var hub = await Stage.Set();
        var id = await hub.Ask("Which part would you leave out?");
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => hub.Voted(id, $"visitor-{n % 20}")));
        Assert.Equal(20, (await hub.Board("pier")).Single().Votes);
    }

    [Fact]
    public async Task Ones_own_question_takes_no_vote_of_ones_own()
    {
        await using var hub = await Stage.Set();
        var id = await hub.Ask("Which part would you leave out?", "visitor-1");
        using var own = await hub.Vote(id, "visitor-1");
        Assert.Contains("yours", (await Problem.Read(own, HttpStatusCode.Conflict)).Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await hub.Board("pier")).Single().Votes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a-cookie-that-is-far-longer-than-any-that-we-would-ever-have-set-ourselves")]
    public async Task Without_a_cookie_of_ours_nobody_votes_and_the_cure_is_told(string? visitor)
    {
        await using var hub = await Stage.Set();
        var id = await hub.Ask("Which part would you leave out?");
        using var answer = await hub.Vote(id, visitor);
        Assert.Contains("cookie", (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors["backchannel-visitor"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_answered_or_dismissed_or_no_question_takes_none()
    {
        await using var hub = await Stage.Set();
        var (answered, dismissed) = (await hub.Ask("Which part would you leave out?"), await hub.Ask("Is this one for another day?"));
        await hub.Moved(answered, "answered");
        await hub.Moved(dismissed, "dismissed");
        var post = Made.Post("No question #piertalk");
        await hub.Capture(Made.Seen(post));
        foreach (var (id, status) in new[] { (answered, HttpStatusCode.Conflict), (dismissed, HttpStatusCode.NotFound), (post.Id, HttpStatusCode.NotFound), (new string('x', 3_000), HttpStatusCode.NotFound) })
        {
            using var answer = await hub.Vote(id, "visitor-1");
            await Problem.Read(answer, status);
        }
        using var nowhere = await hub.As("visitor-1", HttpMethod.Put, $"/api/events/no-such-event/questions/votes/{answered}");
        await Problem.Read(nowhere, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_forges_cookies_has_a_vote_for_each_until_the_addresss_limit_bites()
    {
        await using var hub = await Stage.Set();
        var id = await hub.Ask("Which part would you leave out?");
        // The limit fills up again while they vote, five times a second: so until it bites.
        var (taken, refused) = (0, 0);
        for (var n = 0; n < 5_000 && refused == 0; n += 20)
            foreach (var status in await Task.WhenAll(Enumerable.Range(n, 20).Select(Forged)))
                if (status == HttpStatusCode.TooManyRequests) refused++;
                else taken++;
        Assert.True(refused > 0 && taken >= 300, $"{taken} were taken, {refused} refused.");
        Assert.Equal(taken, (await hub.Board("pier")).Single().Votes);
        // Who votes too fast may go on asking: the two have budgets of their own.
        await hub.Ask("May I still ask this?");

        async Task<HttpStatusCode> Forged(int n)
        {
            using var answer = await hub.Vote(id, $"forged-{n}");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_visitor_who_votes_too_fast_is_told_when_to_try_again()
    {
        await using var hub = await Stage.Set();
        var id = await hub.Ask("Which part would you leave out?");
        using var refused = await Limit.Bites(30, perMinute: 30, n => hub.Vote(id, "visitor-1", wanted: n % 2 == 0), HttpStatusCode.NoContent);
        Assert.StartsWith("Too many votes", (await Problem.Read(refused, HttpStatusCode.TooManyRequests)).Detail, StringComparison.Ordinal);
        await hub.Voted(id, "visitor-2");
    }

    [Fact]
    public async Task A_late_question_that_most_want_passes_an_early_one_with_as_many_votes()
    {
        var time = new FakeTimeProvider(Made.Noon);
        await using var hub = await Stage.Set(time: time);
        var early = await hub.Ask("What came before all this?");
        await hub.Voted(early, "a", "b", "c", "d", "e");
        time.Advance(TimeSpan.FromMinutes(20));
        var late = await hub.Ask("What will come after it?");
        time.Advance(TimeSpan.FromMinutes(1));
        await hub.Voted(late, "a", "b", "f", "g");
        Assert.Equal([late, early], (await hub.Board("pier")).Select(q => q.Id));
        Assert.All(await hub.Board("pier"), q => Assert.InRange(q.Score, 0.01, 1));
    }
}
