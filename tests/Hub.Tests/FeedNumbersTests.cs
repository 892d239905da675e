using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests;

public class FeedNumbersTests
{
    [Fact]
    public async Task Entries_are_numbered_from_one_without_gaps()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Many(3));
        await hub.Capture(Made.Many(250));
        Assert.Equal(Enumerable.Range(1, 253).Select(n => (long)n), (await hub.Feed()).Select(entry => entry.Seq));
    }

    [Fact]
    public async Task A_message_that_arrives_again_changes_nothing()
    {
        await using var hub = await HubUnderTest.Start();
        PostChange[] changes = [.. Made.Many(3), Made.Repost(Made.Post("Passed on")), new PostDeleted("bluesky:made-up/never-seen")];
        await hub.Capture(changes);
        var before = await hub.Feed();
        await hub.Capture(changes);
        await hub.Capture("another worker", changes);
        Assert.Equal(before.Select(e => (e.Seq, e.Kind, e.PostId)), (await hub.Feed()).Select(e => (e.Seq, e.Kind, e.PostId)));
        Assert.Equal(1, (await hub.Cards())[^1].Echo.Reposts);
    }

    [Fact]
    public async Task A_post_twice_in_one_message_is_one_card()
    {
        await using var hub = await HubUnderTest.Start();
        var post = Made.Post("Once");
        await hub.Capture(Made.Seen(post), Made.Seen(post), Made.Seen(post.Edited("Once, edited")));
        Assert.Equal("shown", await hub.Kinds());
        Assert.Equal(["Once, edited"], await hub.Texts());
    }

    [Fact]
    public async Task A_post_that_is_made_and_deleted_in_one_message_leaves_no_entry()
    {
        await using var hub = await HubUnderTest.Start();
        var post = Made.Post("Regretted");
        await hub.Capture(Made.Seen(post), new PostDeleted(post.Id));
        await hub.Capture(Made.Seen(post));
        Assert.Empty(await hub.Feed());
    }

    [Fact]
    public async Task Each_event_has_numbers_of_its_own()
    {
        await using var hub = await HubUnderTest.Start();
        (await hub.Organize(HttpMethod.Post, "/api/events", new { hashtags = new[] { "harbourtalk" } })).EnsureSuccessStatusCode();
        var both = Made.Post("To both");
        await hub.Capture(Made.Seen("To one"), new PostSeen([Made.Event, "harbourtalk", "no-such-event"], both, []));
        Assert.Equal([1, 2], (await hub.Feed()).Select(entry => entry.Seq));
        var other = await hub.Get<FeedPage>("/api/events/harbourtalk/posts?after=0");
        Assert.Equal((1, both.Id), (other.Entries.Single().Seq, other.Entries.Single().PostId));

        await hub.Capture(new PostDeleted(both.Id));
        Assert.Equal("shown shown removed", await hub.Kinds());
        Assert.Equal(EntryKind.Removed, (await hub.Get<FeedPage>("/api/events/harbourtalk/posts?after=1")).Entries.Single().Kind);
    }

    [Fact]
    public async Task The_position_is_committed_with_the_message_even_without_changes()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Publish(new("bluesky", "cursor 17", []));
        await Eventually.Equal<string?>("cursor 17", () => hub.Position("bluesky"));
        await hub.Publish(new("bluesky", null, [Made.Seen("Goes on")]));
        await Eventually.Equal(1, async () => (await hub.Feed()).Count);
        Assert.Equal("cursor 17", await hub.Position("bluesky"));
    }

    [Fact]
    public async Task Twenty_people_posting_while_messages_come_in_leave_no_gap_and_a_tail_that_equals_the_archive()
    {
        await using var hub = await HubUnderTest.Start();
        await using var follower = await Follower.Start(hub);
        var messages = Enumerable.Range(1, 20).Select(n => hub.Publish(new($"source {n}", "1", Made.Many(5))));
        var visitors = Enumerable.Range(1, 20).Select(n => PostAs(hub, $"visitor-{n}"));
        await Task.WhenAll([.. messages, .. visitors]);
        await Eventually.True(() => follower.Last == 120, "the follower holds entry 120");

        var fromTail = await hub.Feed();
        Assert.Equal(Enumerable.Range(1, 120).Select(n => (long)n), fromTail.Select(entry => entry.Seq));
        Assert.Equal(fromTail.Select(entry => entry.PostId), follower.Cards.Select(card => card.PostId));
        await hub.Restart();
        Assert.Equal(fromTail.Select(e => (e.Seq, e.PostId, e.Post!.Text)), (await hub.Feed()).Select(e => (e.Seq, e.PostId, e.Post!.Text)));
    }

    static async Task PostAs(HubUnderTest hub, string visitor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, HubUnderTest.Api("/posts"))
        {
            Content = System.Net.Http.Json.JsonContent.Create(new NewPost(visitor, $"Hello from {visitor}")),
        };
        request.Headers.Add("Cookie", $"backchannel-visitor={visitor}");
        (await hub.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
