using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests;

public class SessionChannelTests
{
    [Fact]
    public async Task A_session_channel_carries_its_own_posts_only()
    {
        await using var hub = await WithSessions();
        await hub.Capture(Made.Seen("Before #piertalk"), Made.Seen("Before #docktalk"));
        await using var follower = await Follower.Start(hub, "pier");
        await hub.Capture(Made.Seen("Elsewhere"), Made.Seen("After #docktalk"), Made.Seen("After #piertalk"));
        await Eventually.True(() => follower.Texts.SequenceEqual(["Before #piertalk", "After #piertalk"]), "its posts arrive");
        Assert.All(follower.Batches.SelectMany(batch => batch.Entries), entry => Assert.Equal("pier", entry.Session));
    }

    [Fact]
    public async Task Posts_elsewhere_make_no_gap_in_a_session()
    {
        await using var hub = await WithSessions();
        await using var everything = await Follower.Start(hub);
        await using var follower = await Follower.Start(hub, "pier");
        for (var n = 1; n <= 3; n++)
        {
            await hub.Capture(Made.Seen($"{n} #docktalk"));
            await Eventually.True(() => everything.Texts.Count == 2 * n - 1, "a post elsewhere is sent");
            await hub.Capture(Made.Seen($"{n} #piertalk"));
            await Eventually.True(() => follower.Texts.Count == n && everything.Texts.Count == 2 * n, "a post of the session arrives");
        }
        Assert.Equal(0, follower.Gaps);
    }

    [Fact]
    public async Task A_post_that_moves_leaves_one_session_and_appears_in_the_other()
    {
        await using var hub = await WithSessions();
        await using var pier = await Follower.Start(hub, "pier");
        await using var dock = await Follower.Start(hub, "dock");
        var post = Made.Post("Here #piertalk");
        await hub.Capture(Made.Seen(post));
        await Eventually.True(() => pier.Texts.Count == 1, "it appears in the first");
        await hub.Capture(Made.Seen(post.Edited("There #docktalk")));
        await Eventually.True(() => pier.Texts.Count == 0 && dock.Texts.SequenceEqual(["There #docktalk"]), "it moves to the second");
        Assert.Equal(0, pier.Gaps + dock.Gaps);
    }

    [Fact]
    public async Task A_follower_of_a_session_hears_its_counts_and_its_pulse()
    {
        await using var hub = await WithSessions();
        await using var follower = await Follower.Start(hub, "pier");
        var (mine, other) = (Made.Post("Liked #piertalk"), Made.Post("Liked #docktalk"));
        await hub.Capture(Made.Seen(mine), Made.Seen(other));
        await hub.Capture(new EchoHeard(mine.Id, new(1, 2, 3)), new EchoHeard(other.Id, new(4, 5, 6)));
        await Eventually.True(() => follower.Echoes.Count > 0, "it hears the counts");
        Assert.Equal([new(mine.Id, 1, 2, 3)], follower.Echoes.SelectMany(counts => counts));
        await Eventually.True(() => follower.Pulses.SelectMany(p => p).Any(p => p is { Session: "pier", Posts: 1, Viewers: 1 }), "it hears the pulse");
        Assert.All(follower.Pulses.SelectMany(pulses => pulses), pulse => Assert.Equal("pier", pulse.Session));
    }

    static async Task<HubUnderTest> WithSessions()
    {
        var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier", "piertalk"), Made.Session("dock", "docktalk"));
        return hub;
    }
}
