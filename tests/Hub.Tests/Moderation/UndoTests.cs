using System.Net;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Moderation;

public class UndoTests
{
    [Fact]
    public async Task What_is_taken_back_is_as_it_was_and_before_the_eyes_of_who_took_it_back()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        using var tomasz = await hub.SignedIn("Tomasz");
        await hub.Capture(Made.Seen("Perhaps"));
        var before = Assert.Single((await mira.Queue()).Items);
        foreach (var act in (Act[])[Act.Approve, Act.Refuse, Act.Hide, Act.Save])
        {
            var made = await mira.Decide(act, before.Post.Id);
            Assert.Equal(0, (await mira.Queue()).Counts.Waiting);
            await mira.Undo(made.Number);
            var after = Assert.Single((await mira.Queue()).Items);
            Assert.Equal((before.State, before.Reason, before.DecidedBy, "Mira"), (after.State, after.Reason, after.DecidedBy, after.ReservedBy));
        }
        Assert.Empty((await tomasz.Take()).Items);
    }

    [Fact]
    public async Task Taking_back_an_older_decision_works_once_the_newer_one_is_taken_back()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("Perhaps");
        await hub.Capture(Made.Seen(post));
        var (refused, approved) = (await mira.Decide(Act.Refuse, post.Id), await mira.Decide(Act.Approve, post.Id));
        Assert.Equal(Outcome.Overtaken, Assert.Single((await mira.Undo(refused.Number)).Posts).Outcome);
        await mira.Undo(approved.Number);
        Assert.Equal(["Perhaps"], await mira.Texts("refused"));
        await mira.Undo(refused.Number);
        Assert.Equal(["Perhaps"], await mira.Texts());
    }

    [Fact]
    public async Task Nothing_is_taken_back_twice_and_what_cannot_be_taken_back_says_so()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("Perhaps");
        await hub.Capture(Made.Seen(post));
        var made = await mira.Decide(Act.Refuse, post.Id);
        var undone = await mira.Undo(made.Number);
        foreach (var (number, words) in ((long?, string)[])[(made.Number, "Mira took this back already"), (undone.Number, "decide anew"), (1, "decide anew")])
        {
            using var answer = await mira.PostAsync(HubUnderTest.Api($"/decisions/{number}/undo"), null);
            Assert.Contains(words, (await Problem.Read(answer, HttpStatusCode.Conflict)).Detail, StringComparison.Ordinal);
        }
        using var unknown = await mira.PostAsync(HubUnderTest.Api("/decisions/4711/undo"), null);
        await Problem.Read(unknown, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_delay_that_passed_meanwhile_shows_nothing_by_itself()
    {
        var time = new FakeTimeProvider(Made.Noon);
        await using var hub = await HubUnderTest.Start(time: time);
        await hub.Change(new { policy = new { mode = "delay", delaySeconds = 20 } });
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("Wait for me");
        await hub.Capture(Made.Seen(post));
        var made = await mira.Decide(Act.Approve, post.Id);
        time.Advance(TimeSpan.FromMinutes(1));
        await mira.Undo(made.Number);
        time.Advance(TimeSpan.FromMinutes(1));
        await hub.Capture(Made.Seen(Made.Post("Another")));
        Assert.Empty(await hub.Texts());
        Assert.Null((await mira.Queue()).Items[0].ShowAt);
    }

    [Fact]
    public async Task A_post_filed_by_hand_goes_back_to_where_the_rules_had_it_and_so_does_its_thread()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("queues", "tidewaterqueues"), Made.Session("boats", "tidewaterboats"));
        var post = Made.Post("Of boats #tidewaterboats");
        await hub.Capture(Made.Seen(post), Made.Seen(Made.Post("An answer", Made.Dario, replyTo: post.Id)));
        (await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/session/{post.Id}"), new { session = "queues" })).EnsureSuccessStatusCode();
        Assert.Equal(2, (await hub.Cards("queues")).Count);
        using var mira = await hub.SignedIn("Mira");
        var line = (await mira.Audit("&act=file")).Entries.Single().Line;
        Assert.Equal(("queues", post.Id), (line.Subject, line.PostId));
        await mira.Undo(line.Number);
        Assert.Equal(2, (await hub.Cards("boats")).Count);
    }

    [Fact]
    public async Task What_was_edited_while_it_was_off_does_not_come_back_unseen()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var (edited, renamed, same) = (Made.Post("Lovely harbour"), Made.Post("Lovely pier", Made.Dario), Made.Post("Lovely boats", Made.MiraToo, Network.Mastodon));
        await hub.Capture(Made.Seen(edited), Made.Seen(renamed), Made.Seen(same));
        await mira.Decide(Act.Approve, edited.Id, renamed.Id, same.Id);
        var made = await mira.Decide(Act.Hide, edited.Id, renamed.Id, same.Id);
        await hub.Capture(Made.Seen(edited.Edited("Buy my coins")), new AuthorRenamed(Network.Bluesky, Made.Dario with { Name = "Buy my coins" }));
        await mira.Undo(made.Number);
        Assert.Equal(["Lovely boats"], await hub.Texts());
        Assert.Equal(["Buy my coins", "Lovely pier"], (await mira.Texts()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_word_that_is_blocked_no_more_holds_nothing_when_its_block_is_taken_back()
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("You barnacle");
        await hub.Capture(Made.Seen(post));
        var made = await mira.Decide(new NewDecision(Act.BlockWord, Word: "barnacle"));
        await hub.Capture(Made.Seen(post.Edited("You old barnacle")));
        await mira.Undo(made.Number);
        Assert.Equal(["You old barnacle"], await hub.Texts());
    }

    [Fact]
    public async Task Who_hosts_one_session_by_now_takes_back_nothing_that_they_decided_beyond_it()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("boats", "tidewaterboats"), Made.Session("pier", "tidewaterpier"));
        using var mira = await hub.SignedIn("Mira");
        var (boats, other) = (Made.Post("Of boats #tidewaterboats"), Made.Post("Of the other #tidewaterpier", Made.Dario));
        await hub.Capture(Made.Seen(boats), Made.Seen(other));
        var (word, hidden) = (await mira.Decide(new NewDecision(Act.BlockWord, Word: "barnacle")), await mira.Decide(Act.Hide, boats.Id, other.Id));
        await hub.Read(db => db.Accounts.Where(a => a.Name == "Mira").ExecuteUpdateAsync(set => set.SetProperty(a => a.Role, Role.Host).SetProperty(a => a.Session, "boats")));
        using var answer = await mira.PostAsync(HubUnderTest.Api($"/decisions/{word.Number}/undo"), null);
        await Problem.Read(answer, HttpStatusCode.Forbidden);
        Assert.Equal([Outcome.Done, Outcome.Elsewhere], (await mira.Undo(hidden.Number)).Posts.Select(post => post.Outcome));
        Assert.Equal([boats.Text], await hub.Texts());
    }

    [Fact]
    public async Task A_host_takes_back_what_they_decided_and_not_what_others_did()
    {
        await using var hub = await Bench.Approving();
        await hub.SetSessions(Made.Session("boats", "tidewaterboats"));
        using var host = await hub.SignedIn("Hanna", Role.Host, "boats");
        using var mira = await hub.SignedIn("Mira");
        var post = Made.Post("Of boats #tidewaterboats");
        await hub.Capture(Made.Seen(post));
        await host.Undo((await host.Decide(Act.Approve, post.Id)).Number);
        await host.DeleteAsync(HubUnderTest.Api("/queue/take"));
        var made = await mira.Decide(Act.Approve, post.Id);
        using var answer = await host.PostAsync(HubUnderTest.Api($"/decisions/{made.Number}/undo"), null);
        await Problem.Read(answer, HttpStatusCode.Forbidden);
    }
}
