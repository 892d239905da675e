using Backchannel.Contracts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests;

public class PaceTests
{
    readonly FakeTimeProvider _time = new(Made.Noon);

    [Fact]
    public async Task The_first_post_goes_at_once_and_what_follows_within_250_ms_in_one_batch()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await using var follower = await Follower.Start(hub);
        await hub.Capture(Made.Seen("At once"));
        await Eventually.True(() => follower.Batches.Count == 1, "the first batch arrives while the clock stands still");

        for (var n = 0; n < 5; n++) await hub.Capture(Made.Many(3));
        await Pass(follower, batches: 2);
        Assert.Equal((1, 15), (follower.Batches[0].Entries.Count, follower.Batches[1].Entries.Count));
        Assert.Equal((0L, 1L, 1L, 16L), (follower.Batches[0].Previous, follower.Batches[0].Last, follower.Batches[1].Previous, follower.Batches[1].Last));
    }

    [Fact]
    public async Task A_burst_is_not_waited_with_and_goes_out_in_batches_that_are_not_too_large()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await using var follower = await Follower.Start(hub);
        await hub.Capture(Made.Seen("At once"));
        await Eventually.True(() => follower.Batches.Count == 1, "the first batch arrives while the clock stands still");

        for (var n = 0; n < 3; n++) await hub.Capture(Made.Many(200, $"Burst {n},"));
        await Eventually.True(() => follower.Batches[^1].Last >= 501, "the burst arrives while the clock stands still");
        await PassUntil(() => follower.Batches[^1].Last == 601, TimeSpan.FromMilliseconds(250));
        Assert.All(follower.Batches, batch => Assert.InRange(batch.Entries.Count, 1, 64));
        Assert.Equal(Enumerable.Range(1, 601).Select(n => (long)n), follower.Batches.SelectMany(batch => batch.Entries).Select(entry => entry.Seq));
    }

    [Fact]
    public async Task Counts_go_at_most_once_a_second_and_the_latest_wins()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await using var follower = await Follower.Start(hub);
        var post = Made.Post("Liked");
        await hub.Capture(Made.Seen(post));
        await Eventually.True(() => follower.Batches.Count == 1, "the post arrives");
        await hub.Capture(new EchoHeard(post.Id, new(0, 0, 1)));
        // What follows the post waits for this already. Moved any further while the counts are on their way, the clock would let the next ones out at once.
        _time.Advance(TimeSpan.FromMilliseconds(250));
        await Eventually.True(() => follower.Echoes.Count == 1, "the first counts arrive");
        for (var likes = 2; likes <= 9; likes++) await hub.Capture(new EchoHeard(post.Id, new(0, 0, likes)));
        await PassUntil(() => follower.Echoes.Count == 2, TimeSpan.FromMilliseconds(250));
        Assert.Equal([new(post.Id, 0, 0, 9)], follower.Echoes[1]);
    }

    [Fact]
    public async Task The_numbers_that_changed_arrive_once_a_second()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await using var follower = await Follower.Start(hub);
        await hub.Capture(Made.Seen("One"), Made.Seen("Two"), Made.Seen("Three", Made.Dario));
        // Half an hour on, the posts are in no sparkline any more: so in steps that take longer than there is patience for to come to that.
        await PassUntil(() => follower.Pulses.Count > 0, TimeSpan.FromMilliseconds(50));
        var pulse = follower.Pulses[^1].Single();
        Assert.Equal((null, 3L, 2L, 1, 30), (pulse.Session, pulse.Posts, pulse.Authors, pulse.Viewers, pulse.Sparkline.Count));
        Assert.Equal(3, pulse.Sparkline.Sum());
    }

    Task Pass(Follower follower, int batches) => PassUntil(() => follower.Batches.Count >= batches, TimeSpan.FromMilliseconds(250));

    Task PassUntil(Func<bool> condition, TimeSpan step) => Eventually.AsTimePasses(_time, step, condition, "it happens when time passes");
}
