using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR;
using Xunit;

namespace Backchannel.Hub.Tests;

public class FollowTests
{
    [Fact]
    public async Task Following_anew_gives_the_latest_fifty_posts_oldest_first()
    {
        await using var hub = await HubUnderTest.Start();
        var posts = Made.Many(60);
        await hub.Capture(posts);
        await hub.Capture(new PostDeleted(posts[^1].Post.Id));
        await using var follower = await Follower.Start(hub);
        Assert.Equal(Enumerable.Range(10, 50).Select(n => $"Post {n}"), follower.Texts);
        await Eventually.True(() => follower.Last == 61, "the follower goes on from entry 61");
    }

    [Fact]
    public async Task Following_from_a_number_gives_every_entry_past_it_five_hundred_a_page()
    {
        await using var hub = await HubUnderTest.Start();
        for (var n = 0; n < 6; n++) await hub.Capture(Made.Many(200));
        await using var follower = await Follower.Start(hub);
        var first = await follower.Follow(Made.Event, after: 100);
        Assert.Equal((500, 101L, 600L, true), (first.Entries.Count, first.Entries[0].Seq, first.Last, first.More));
        var last = await follower.Follow(Made.Event, after: 1_100);
        Assert.Equal((100, 1_200L, false), (last.Entries.Count, last.Last, last.More));
        Assert.Empty((await follower.Follow(Made.Event, after: 1_200)).Entries);
    }

    [Fact]
    public async Task A_week_away_is_read_from_the_archive()
    {
        await using var hub = await HubUnderTest.Start();
        for (var n = 0; n < 12; n++) await hub.Capture(Made.Many(200));
        await using var follower = await Follower.Start(hub, after: 0);
        Assert.Equal(2_400, follower.Cards.Count);
        await hub.Capture(Made.Seen("And on it goes"));
        await Eventually.True(() => follower.Texts[^1] == "And on it goes", "the next post arrives");
        Assert.Equal(0, follower.Gaps);
    }

    [Fact]
    public async Task New_posts_reach_a_follower()
    {
        await using var hub = await HubUnderTest.Start();
        await using var follower = await Follower.Start(hub);
        var post = Made.Post("First");
        await hub.Capture(Made.Seen(post), Made.Seen("Second"));
        await Eventually.True(() => follower.Texts.SequenceEqual(["First", "Second"]), "both posts arrive");
        await hub.Capture(Made.Seen(post.Edited("First, edited")));
        await Eventually.True(() => follower.Texts.SequenceEqual(["First, edited", "Second"]), "the edit arrives");
        await hub.Capture(new PostDeleted(post.Id));
        await Eventually.True(() => follower.Texts.SequenceEqual(["Second"]), "the deletion arrives");
        Assert.Equal(0, follower.Gaps);
    }

    [Fact]
    public async Task Where_more_follow_than_are_sent_to_at_one_go_all_of_them_hear_of_everything()
    {
        await using var hub = await HubUnderTest.Start();
        var followers = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => Follower.Start(hub)));
        foreach (var leaving in followers.Take(30)) await leaving.DisposeAsync();
        for (var n = 0; n < 10; n++) await hub.Capture(Made.Many(20));
        foreach (var follower in followers.Skip(30))
        {
            await Eventually.True(() => follower.Last == 200, "every follower has everything");
            await follower.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_follower_that_drops_in_a_burst_and_across_a_restart_ends_with_the_same_list_as_one_that_does_not()
    {
        await using var hub = await HubUnderTest.Start();
        await using var dropping = await Follower.Start(hub);
        await using var steady = await Follower.Start(hub);
        var posts = Made.Many(300);
        var burst = Task.Run(async () =>
        {
            foreach (var chunk in posts.Chunk(10))
            {
                await hub.Capture(chunk);
                await hub.Capture(new PostDeleted(chunk[0].Post.Id), Made.Seen(chunk[1].Post.Edited("Edited")));
            }
        });
        for (var n = 0; n < 5; n++)
        {
            var held = dropping.Last;
            await Eventually.True(() => burst.IsCompleted || dropping.Last > held, "the burst goes on");
            await dropping.Drop();
            await dropping.Resume();
        }
        await burst;
        await Eventually.True(() => steady.Last == 360 && dropping.Last == 360, "both hold entry 360");
        Assert.Equal(0, steady.Gaps);
        Assert.Equal(270, steady.Cards.Count);
        AssertSame(steady, dropping);

        await Task.WhenAll(dropping.Drop(), steady.Drop());
        await hub.Restart();
        await hub.Capture(Made.Many(20, "After the restart"));
        await steady.Resume();
        await dropping.Resume();
        await Eventually.True(() => steady.Last == 380 && dropping.Last == 380, "both hold entry 380");
        AssertSame(steady, dropping);
    }

    [Fact]
    public async Task Followers_that_join_while_posts_come_in_miss_none()
    {
        await using var hub = await HubUnderTest.Start();
        var burst = Task.Run(async () =>
        {
            foreach (var chunk in Made.Many(200).Chunk(2)) await hub.Capture(chunk);
        });
        var followers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Follower.Start(hub, after: 0)));
        await burst;
        foreach (var follower in followers)
        {
            await Eventually.True(() => follower.Cards.Count == 200, "it holds all posts");
            await follower.DisposeAsync();
        }
    }

    [Fact]
    public async Task Where_the_archive_was_replaced_the_epoch_changes_and_followers_start_over()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Many(3, "Old"));
        await using var follower = await Follower.Start(hub);
        var epoch = follower.Epoch;
        await follower.Drop();
        await hub.Restart(meanwhile: hub.DeleteArchive);
        await hub.Capture(Made.Seen("New"));
        await follower.Resume();
        await Eventually.True(() => follower.Texts.SequenceEqual(["New"]), "it shows what the new archive holds");
        Assert.NotEqual(epoch, follower.Epoch);
    }

    [Fact]
    public async Task Unfollowing_stops_the_batches()
    {
        await using var hub = await HubUnderTest.Start();
        await using var leaving = await Follower.Start(hub);
        await using var staying = await Follower.Start(hub);
        await leaving.Unfollow();
        await hub.Capture(Made.Seen("Unheard"));
        await Eventually.True(() => staying.Texts.Count == 1, "the other hears it");
        // Asked and answered on the same connection: what had been sent before has arrived.
        await leaving.Follow(Made.Event);
        Assert.Empty(leaving.Batches);
    }

    [Theory]
    [InlineData("no-such-event", null)]
    [InlineData(Made.Event, "no-such-session")]
    [InlineData(null, null)]
    public async Task An_unknown_event_or_session_is_said_in_words(string? slug, string? session)
    {
        await using var hub = await HubUnderTest.Start();
        await using var follower = await Follower.Start(hub);
        var refused = await Assert.ThrowsAsync<HubException>(() => follower.Follow(slug!, session));
        Assert.Contains(session is null ? "There is no event" : "has no session", refused.Message, StringComparison.Ordinal);
    }

    static void AssertSame(Follower expected, Follower actual) =>
        Assert.Equal(expected.Cards.Select(c => (c.Seq, c.PostId, c.Post!.Text)), actual.Cards.Select(c => (c.Seq, c.PostId, c.Post!.Text)));
}
