using System.Net;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Moderation;

public class RuleDecisionTests
{
    [Fact]
    public async Task A_blocked_author_loses_what_is_shown_and_what_waits_and_says_nothing_more()
    {
        await using var hub = await HubUnderTest.Start(new() { ["Backchannel:BlockedWords:0"] = "barnacle" });
        using var mira = await hub.SignedIn("Mira");
        var shown = Made.Post("Shown");
        await hub.Capture(Made.Seen(shown), Made.Seen("Held, you barnacle"), Made.Seen("Another's", Made.Dario));
        var made = await mira.Decide(Act.BlockAuthor, shown.Id);
        await hub.Capture(Made.Seen("And another thing"));
        Assert.Equal((Outcome.Done, 2), (made.Rule, made.Posts.Count(post => post.Outcome == Outcome.Done)));
        Assert.Equal(["Another's"], await hub.Texts());
        Assert.Equal(3, (await mira.Queue()).Counts.Refused);
        Assert.Equal(["bluesky:did:plc:mira"], (await Policy(hub)).BlockedAuthors);
    }

    [Fact]
    public async Task A_new_handle_does_not_get_a_blocked_author_in()
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("Shown");
        await hub.Capture(Made.Seen(post));
        await mira.Decide(Act.BlockAuthor, post.Id);
        await hub.Capture(Made.Seen("Me again", Made.Mira with { Handle = "another.tidewater.example" }));
        Assert.Empty(await hub.Cards());
    }

    [Fact]
    public async Task A_blocked_word_holds_what_is_shown_with_it_and_what_a_delay_was_about_to_show()
    {
        var time = new FakeTimeProvider(Made.Noon);
        await using var hub = await HubUnderTest.Start(time: time);
        using var mira = await hub.SignedIn("Mira");
        await hub.Capture(Made.Seen("Shown b4rnacle"), Made.Seen("Shown and fine"));
        await hub.Change(new { policy = new { mode = "delay", delaySeconds = 20 } });
        await hub.Capture(Made.Seen("Delayed Barnacle"), Made.Seen("Delayed and fine"));
        var made = await mira.Decide(new NewDecision(Act.BlockWord, Word: "barnacle"));
        Assert.Equal(2, made.Posts.Count);
        time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.AsTimePasses(
            time, TimeSpan.FromMilliseconds(100), async () => (await hub.Texts()).SequenceEqual(["Shown and fine", "Delayed and fine"]), "those without it are shown");
        Assert.All((await mira.Queue()).Items, item => Assert.Equal(("blocked word: barnacle", null), (item.Reason, item.ShowAt)));
    }

    [Theory]
    [InlineData(Act.BlockWord)]
    [InlineData(Act.BlockAuthor)]
    public async Task A_rule_holds_for_what_somebody_else_is_looking_at_too(Act act)
    {
        var time = new FakeTimeProvider(Made.Noon);
        await using var hub = await HubUnderTest.Start(time: time);
        await hub.Change(new { policy = new { mode = "delay", delaySeconds = 20 } });
        using var mira = await hub.SignedIn("Mira");
        using var tomasz = await hub.SignedIn("Tomasz");
        var bad = Made.Post("Delayed barnacle");
        await hub.Capture(Made.Seen(bad), Made.Seen("Delayed and fine", Made.Dario));
        Assert.Equal(2, (await tomasz.Take()).Items.Count);
        var made = await mira.Decide(act == Act.BlockWord ? new(act, Word: "barnacle") : new NewDecision(act, [bad.Id]));
        Assert.Equal([Outcome.Done], made.Posts.Select(post => post.Outcome));
        time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.AsTimePasses(time, TimeSpan.FromMilliseconds(100), async () => (await hub.Texts()).Contains("Delayed and fine"), "the other is shown");
        Assert.Equal(["Delayed and fine"], await hub.Texts());
    }

    [Fact]
    public async Task A_blocked_word_holds_also_what_came_while_it_was_looked_for()
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        var coming = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++) await hub.Capture(Made.Many(20, "Barnacle"));
        });
        await Eventually.True(async () => (await hub.Cards()).Count > 40, "some have come");
        await mira.Decide(new NewDecision(Act.BlockWord, Word: "barnacle"));
        await coming;
        Assert.Empty(await hub.Cards());
        Assert.Equal(400, (await mira.Queue()).Counts.Waiting);
    }

    [Fact]
    public async Task A_trusted_author_has_shown_what_waited_for_approval_only()
    {
        await using var hub = await HubUnderTest.Start(new() { ["Backchannel:BlockedWords:0"] = "barnacle" });
        await hub.Change(new { policy = new { mode = "approve" } });
        using var mira = await hub.SignedIn("Mira");
        var waits = Made.Post("Waits");
        await hub.Capture(Made.Seen(waits), Made.Seen("Waits too"), Made.Seen("You barnacle"), Made.Seen("Another's", Made.Dario));
        await mira.Decide(Act.TrustAuthor, waits.Id);
        await hub.Capture(Made.Seen("And a third"));
        Assert.Equal(["Waits", "Waits too", "And a third"], await hub.Texts());
        Assert.Equal(["You barnacle", "Another's"], await mira.Texts());
    }

    [Fact]
    public async Task A_list_that_is_full_takes_no_more_and_nothing_is_done()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Change(new { policy = new { blockedWords = Enumerable.Range(0, 1_000).Select(n => $"word{n}") } });
        using var mira = await hub.SignedIn("Mira");
        await hub.Capture(Made.Seen("You barnacle"));
        using var answer = await mira.Try(new NewDecision(Act.BlockWord, Word: "barnacle"));
        Assert.Contains("policy.blockedWords", (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
        Assert.Single(await hub.Cards());
        Assert.Equal("rules", await mira.Acts());
    }

    [Fact]
    public async Task Where_only_some_of_the_authors_fit_in_the_list_none_is_blocked()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Change(new { policy = new { blockedAuthors = Enumerable.Range(0, 999).Select(n => $"x:{n}") } });
        using var mira = await hub.SignedIn("Mira");
        var (one, other) = (Made.Post("One"), Made.Post("Other", Made.Dario));
        await hub.Capture(Made.Seen(one), Made.Seen(other));
        using var answer = await mira.Try(Act.BlockAuthor, one.Id, other.Id);
        Assert.Contains("policy.blockedAuthors", (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
        Assert.Equal(["One", "Other"], await hub.Texts());
        Assert.Equal("rules", await mira.Acts());
        Assert.Equal(999, (await Policy(hub)).BlockedAuthors!.Count);
    }

    [Fact]
    public async Task Two_who_block_at_the_same_moment_both_have_their_way()
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        var words = Enumerable.Range(0, 12).Select(n => $"barnacle{n}").ToList();
        await Task.WhenAll([
            .. words.Select(word => mira.Decide(new NewDecision(Act.BlockWord, Word: word))),
            .. Enumerable.Range(0, 6).Select(n => hub.Change(new { policy = new { refuseBots = n % 2 == 0 } })),
        ]);
        Assert.Equal(words.Order(), (await Policy(hub)).BlockedWords!.Order());
    }

    [Fact]
    public async Task Taking_a_block_back_takes_back_the_rule_and_its_posts_and_nothing_that_happened_since()
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        var posts = Made.Many(4);
        await hub.Capture(posts);
        var made = await mira.Decide(Act.BlockAuthor, posts[0].Post.Id);
        await mira.Decide(Act.Hide, posts[1].Post.Id);
        await hub.Capture(new PostDeleted(posts[2].Post.Id));
        var undone = await mira.Undo(made.Number);
        Assert.Equal(["Post 1", "Post 4"], await hub.Texts());
        Assert.Equal(Outcome.Done, undone.Rule);
        Assert.Equal([Outcome.Done, Outcome.Overtaken, Outcome.Gone, Outcome.Done], undone.Posts.Select(post => post.Outcome));
        Assert.Empty((await Policy(hub)).BlockedAuthors!);
        await hub.Capture(Made.Seen("Back again"));
        Assert.Contains("Back again", await hub.Texts());
    }

    [Fact]
    public async Task A_block_that_an_organizer_took_off_the_list_is_not_taken_back_a_second_time()
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        var made = await mira.Decide(new NewDecision(Act.BlockWord, Word: "barnacle"));
        await hub.Change(new { policy = new { blockedWords = Array.Empty<string>() } });
        var undone = await mira.Undo(made.Number);
        Assert.Equal((null, Outcome.Overtaken), (undone.Number, undone.Rule));
    }

    static async Task<EventPolicy> Policy(HubUnderTest hub)
    {
        using var answer = await hub.Organize(HttpMethod.Get, HubUnderTest.Api("/policy"));
        return (await answer.Content.ReadFromJsonAsync<EventPolicy>(ContractJson.Options))!;
    }
}
