using System.Net;
using Backchannel.Contracts;
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
