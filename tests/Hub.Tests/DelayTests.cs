using System.Net;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests;

public class DelayTests
{
    readonly FakeTimeProvider _time = new(Made.Noon.AddMinutes(1));

    [Fact]
    public async Task A_delayed_post_shows_itself_when_its_time_has_come_and_not_before()
    {
        await using var hub = await Delayed();
        await hub.Capture(Made.Seen("Wait for me"));
        _time.Advance(TimeSpan.FromSeconds(19));
        await hub.Capture(Made.Seen("And for me"));
        Assert.Empty(await hub.Texts());
        await ShownAfter(hub, TimeSpan.FromSeconds(1), "Wait for me");
        await ShownAfter(hub, TimeSpan.FromSeconds(19), "Wait for me", "And for me");
    }

    [Fact]
    public async Task One_that_a_moderator_took_off_before_stays_off()
    {
        await using var hub = await Delayed();
        var (veto, fine) = (Made.Post("Not this one"), Made.Post("But this one"));
        await hub.Capture(Made.Seen(veto), Made.Seen(fine));
        (await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{veto.Id}"))).EnsureSuccessStatusCode();
        await ShownAfter(hub, TimeSpan.FromMinutes(1), "But this one");
    }

    [Fact]
    public async Task What_waits_survives_a_restart()
    {
        await using var hub = await Delayed();
        await hub.Capture(Made.Seen("Still here"));
        await hub.Restart(meanwhile: () => _time.Advance(TimeSpan.FromMinutes(5)));
        await ShownAfter(hub, TimeSpan.FromSeconds(1), "Still here");
    }

    [Fact]
    public async Task Where_posts_must_be_approved_from_now_on_the_clock_shows_none_of_those_that_wait()
    {
        await using var hub = await Delayed();
        var post = Made.Post("Wait for me");
        await hub.Capture(Made.Seen(post));
        await hub.Change(new { policy = new { mode = "approve" } });
        _time.Advance(TimeSpan.FromMinutes(5));
        await hub.Capture(Made.Seen("Another"));
        Assert.Empty(await hub.Texts());
        (await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/shown/{post.Id}"))).EnsureSuccessStatusCode();
        Assert.Equal(["Wait for me"], await hub.Texts());
    }

    [Fact]
    public async Task A_room_has_its_own_delay_for_the_posts_filed_in_its_sessions()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.SetSessions(Made.Session("queues", "tidewaterqueues") with { Room = "Pier room" }, Made.Session("boats", "tidewaterboats") with { Room = "Boat shed" });
        await hub.Change(new { policy = new { rooms = new[] { new RoomPolicy("Pier room", AdmissionMode.Approve) } } });
        await hub.Capture(Made.Seen("Of queues #tidewaterqueues"), Made.Seen("Of boats #tidewaterboats"), Made.Seen("Of neither"));
        Assert.Equal(["Of boats #tidewaterboats", "Of neither"], await hub.Texts());
    }

    [Fact]
    public async Task What_one_author_says_past_the_limit_of_a_minute_is_held()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Change(new { policy = new { mostPerMinute = 2 } });
        await hub.Capture(Made.Seen("One"), Made.Seen("Two"), Made.Seen("Three"), Made.Seen("Mine", Made.Dario));
        await hub.Capture(Made.Seen("Four"), Made.Seen(Made.Post("A minute on") with { CreatedAt = Made.Noon.AddSeconds(60) }));
        Assert.Equal(["One", "Two", "Mine", "A minute on"], await hub.Texts());
    }

    [Fact]
    public async Task What_is_past_the_limit_of_a_minute_is_held_when_its_delay_has_passed_too()
    {
        await using var hub = await Delayed();
        await hub.Change(new { policy = new { mostPerMinute = 2 } });
        await hub.Capture(Made.Seen("One"), Made.Seen("Two"), Made.Seen("Three"));
        await ShownAfter(hub, TimeSpan.FromSeconds(20), "One", "Two");
        await hub.Capture(Made.Seen("Four"), Made.Seen("Mine", Made.Dario));
        await ShownAfter(hub, TimeSpan.FromSeconds(20), "One", "Two", "Mine");
        var reasons = await hub.Read(db => db.Posts.Where(p => p.State == PostState.Held).Select(p => p.Reason).ToListAsync());
        Assert.All(reasons, reason => Assert.Equal("more than 2 posts of one author in a minute", reason));
        Assert.Equal(2, reasons.Count);
    }

    [Fact]
    public async Task What_waits_follows_the_room_that_its_session_is_in_and_what_is_on_show_stays()
    {
        await using var hub = await Delayed();
        await hub.SetSessions(Made.Session("queues", "tidewaterqueues") with { Room = "Pier room" }, Made.Session("boats", "tidewaterboats") with { Room = "Boat shed" });
        await hub.Change(new { policy = new { rooms = new[] { new RoomPolicy("Pier room", AdmissionMode.Approve), new RoomPolicy("Boat shed", AdmissionMode.Auto) } } });
        var (root, shown) = (Made.Post("A root"), Made.Post("Shown #tidewaterboats"));
        await hub.Capture(Made.Seen(root), Made.Seen(shown), Made.Seen(Made.Post("An answer", Made.Dario, replyTo: root.Id)), Made.Seen("Fine", Made.Dario));
        foreach (var post in (Post[])[root, shown])
            (await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/session/{Uri.EscapeDataString(post.Id)}"), new { session = "queues" })).EnsureSuccessStatusCode();
        Assert.Equal(1, await hub.Read(db => db.Posts.CountAsync(p => p.ReplyTo == root.Id && p.State == PostState.Held && p.ShowAt == null)));
        await ShownAfter(hub, TimeSpan.FromSeconds(20), "Shown #tidewaterboats", "Fine");
    }

    [Fact]
    public async Task What_a_new_programme_moves_goes_by_the_rules_of_its_room_once_its_delay_has_passed()
    {
        await using var hub = await Delayed();
        await hub.Change(new { policy = new { rooms = new[] { new RoomPolicy("Pier room", AdmissionMode.Approve) } } });
        await hub.Capture(Made.Seen("Of queues #tidewaterqueues"), Made.Seen("Fine", Made.Dario));
        await hub.SetSessions(Made.Session("queues", "tidewaterqueues") with { Room = "Pier room" }, Made.Session("boats", "tidewaterboats") with { Room = "Boat shed" });
        await ShownAfter(hub, TimeSpan.FromSeconds(20), "Fine");
        Assert.Equal(1, await hub.Read(db => db.Posts.CountAsync(p => p.State == PostState.Held && p.ShowAt == null)));
    }

    [Fact]
    public async Task An_event_that_fails_keeps_no_other_from_showing_what_is_due()
    {
        await using var hub = await Delayed();
        foreach (var broken in (string[])["aardvark", "zebra"])
        {
            (await hub.Organize(HttpMethod.Post, "/api/events", new { hashtags = new[] { broken }, policy = new { mode = "delay", delaySeconds = 20 } })).EnsureSuccessStatusCode();
            await hub.Capture(new PostSeen([broken], Made.Post("Never"), []));
        }
        await hub.Read(db => db.Posts.ExecuteUpdateAsync(set => set.SetProperty(p => p.Body, "not what it was")));
        await hub.Capture(Made.Seen("Wait for me"));
        await ShownAfter(hub, TimeSpan.FromSeconds(20), "Wait for me");
    }

    [Theory]
    [InlineData("""{ "policy": { "delaySeconds": 0 } }""", "policy.delaySeconds")]
    [InlineData("""{ "policy": { "rooms": [null] } }""", "policy.rooms")]
    [InlineData("""{ "policy": { "rooms": [{ "room": "Pier room", "mode": "auto" }, { "room": "Pier room", "mode": "auto" }] } }""", "policy.rooms")]
    [InlineData("""{ "policy": { "blockedHashtags": ["two words"] } }""", "policy.blockedHashtags")]
    [InlineData("""{ "policy": { "blockedLanguages": ["english"] } }""", "policy.blockedLanguages")]
    [InlineData("""{ "policy": { "mostPerMinute": -1 } }""", "policy.mostPerMinute")]
    public async Task A_policy_that_cannot_be_is_refused_by_field(string draft, string field)
    {
        await using var hub = await HubUnderTest.Start();
        using var request = new HttpRequestMessage(HttpMethod.Patch, HubUnderTest.Api()) { Content = new StringContent(draft, null, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {HubUnderTest.Key}");
        using var answer = await hub.Http.SendAsync(request);
        Assert.Contains(field, (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
    }

    async Task<HubUnderTest> Delayed()
    {
        var hub = await HubUnderTest.Start(time: _time);
        await hub.Change(new { policy = new { mode = "delay", delaySeconds = 20 } });
        return hub;
    }

    // The service looks twice a second, by whatever the clock said when it began; and the next post is due 19 seconds later.
    async Task ShownAfter(HubUnderTest hub, TimeSpan wait, params string[] texts)
    {
        _time.Advance(wait);
        await Eventually.AsTimePasses(_time, TimeSpan.FromMilliseconds(5), async () => (await hub.Texts()).SequenceEqual(texts), $"on show: {string.Join(", ", texts)}");
    }
}
