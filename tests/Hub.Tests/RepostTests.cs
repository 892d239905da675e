using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests;

public class RepostTests
{
    [Fact]
    public async Task Five_reposts_are_one_card_with_an_echo_of_five()
    {
        await using var hub = await HubUnderTest.Start();
        var original = Made.Post("Passed on by many");
        await hub.Capture([.. Enumerable.Range(1, 5).Select(_ => Made.Repost(original))]);
        Assert.Equal("shown", await hub.Kinds());
        Assert.Equal(5, (await hub.Cards()).Single().Echo.Reposts);
    }

    [Fact]
    public async Task The_original_captured_after_its_repost_takes_its_place_on_the_same_card()
    {
        await using var hub = await HubUnderTest.Start();
        var original = Made.Post("All of its words");
        await hub.Capture(Made.Repost(original with { Text = "All of its…" }));
        await hub.Capture(Made.Seen(original));
        await hub.Capture(Made.Repost(original with { Text = "Less again" }));
        Assert.Equal("shown changed", await hub.Kinds());
        var card = (await hub.Cards()).Single();
        Assert.Equal(("All of its words", 2), (card.Text, card.Echo.Reposts));
    }

    [Fact]
    public async Task Deleting_a_repost_lowers_the_count_and_the_card_stays()
    {
        await using var hub = await HubUnderTest.Start();
        var original = Made.Post("Passed on");
        await hub.Capture(Made.Seen(original), Made.Repost(original, "bluesky:repost/1"), Made.Repost(original, "bluesky:repost/2"));
        await hub.Capture(new PostDeleted("bluesky:repost/1"), new PostDeleted("bluesky:repost/1"));
        Assert.Equal("shown", await hub.Kinds());
        Assert.Equal(1, (await hub.Cards()).Single().Echo.Reposts);
    }

    [Fact]
    public async Task A_repost_brings_in_nothing_where_reposts_are_left_out_until_the_original_comes_itself()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Change(new { policy = new { refuseReposts = true } });
        var original = Made.Post("Passed on");
        await hub.Capture(Made.Repost(original));
        Assert.Empty(await hub.Feed());
        await hub.Capture(Made.Seen(original));
        Assert.Equal(1, (await hub.Cards()).Single().Echo.Reposts);
    }
}
