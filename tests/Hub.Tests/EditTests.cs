using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests;

public class EditTests
{
    [Fact]
    public async Task A_later_edit_is_a_changed_entry_and_an_earlier_one_nothing()
    {
        await using var hub = await HubUnderTest.Start();
        var post = Made.Post("First words");
        await hub.Capture(Made.Seen(post));
        await hub.Capture(Made.Seen(post.Edited("Third words", minutes: 3)));
        await hub.Capture(Made.Seen(post.Edited("Second words", minutes: 2)), Made.Seen(post));
        Assert.Equal("shown changed", await hub.Kinds());
        Assert.Equal(["Third words"], await hub.Texts());
    }

    [Fact]
    public async Task Every_entry_of_a_post_gives_it_as_it_stands_now()
    {
        await using var hub = await HubUnderTest.Start();
        var post = Made.Post("First words");
        await hub.Capture(Made.Seen(post));
        await hub.Capture(Made.Seen(post.Edited("Second words")));
        Assert.All(await hub.Feed(), entry => Assert.Equal("Second words", entry.Post!.Text));
    }

    [Fact]
    public async Task An_edit_keeps_the_place_and_the_first_time_we_had_it()
    {
        await using var hub = await HubUnderTest.Start();
        var (first, second) = (Made.Post("One"), Made.Post("Two"));
        await hub.Capture(Made.Seen(first), Made.Seen(second));
        await hub.Capture(Made.Seen(first.Edited("One, edited") with { ReceivedAt = Made.Noon.AddHours(3) }));
        var cards = await hub.Cards();
        Assert.Equal(["One, edited", "Two"], cards.Select(card => card.Text));
        Assert.Equal(first.ReceivedAt, cards[0].ReceivedAt);
    }

    [Fact]
    public async Task An_edit_that_brings_a_blocked_word_takes_the_post_off_and_a_better_one_brings_it_back()
    {
        await using var hub = await HubUnderTest.Start(new() { ["Backchannel:BlockedWords:0"] = "barnacle" });
        var post = Made.Post("Fine");
        await hub.Capture(Made.Seen(post));
        await hub.Capture(Made.Seen(post.Edited("You barnacle!", minutes: 1)));
        Assert.Empty(await hub.Cards());
        Assert.All(await hub.Feed(), entry => Assert.Null(entry.Post));
        await hub.Capture(Made.Seen(post.Edited("Sorry", minutes: 2)));
        Assert.Equal("shown removed shown", await hub.Kinds());
        Assert.Equal(["Sorry"], await hub.Texts());
    }

    [Fact]
    public async Task A_version_under_a_former_id_belongs_to_the_same_post()
    {
        await using var hub = await HubUnderTest.Start();
        var post = Made.Post("First words", network: Network.X);
        await hub.Capture(Made.Seen(post, "x:made-up/former"));
        await hub.Capture(Made.Seen(post.Edited("Second words") with { Id = "x:made-up/former" }));
        Assert.Equal((post.Id, "Second words"), ((await hub.Cards()).Single().Id, (await hub.Cards()).Single().Text));
    }
}
