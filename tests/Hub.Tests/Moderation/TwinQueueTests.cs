using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests.Moderation;

/// <summary>One person's same words on two networks, where somebody has to let them through.</summary>
public class TwinQueueTests
{
    const string Words = "The harbour keynote was a delight, thank you all";

    static readonly Media Picture = new(MediaKind.Image, "https://tidewater.example/unseen.png");

    [Fact]
    public async Task The_same_words_on_two_networks_wait_as_one_and_come_on_show_as_one()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var (card, twin) = (Made.Post(Words), Made.Post(Words, Made.MiraToo, Network.Mastodon));
        await hub.Capture(Made.Seen(card));
        await hub.Capture(Made.Seen(twin));
        var item = Assert.Single((await mira.Queue()).Items);
        await mira.Decide(Act.Approve, item.Post.Id);
        var shown = Assert.Single(await hub.Cards());
        Assert.Equal((card.Id, twin.Id), (shown.Id, Assert.Single(shown.AlsoOn).PostId));
        Assert.Equal("approve", (await mira.Acts())["rules ".Length..]);
    }

    [Fact]
    public async Task Of_a_dozen_that_wait_as_one_all_come_on_show_on_cards_of_eight_badges_at_most()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var card = Made.Post(Words);
        await hub.Capture(Made.Seen(card));
        for (var n = 0; n < 12; n++) await hub.Capture(Made.Seen(Made.Post(Words, Made.MiraToo with { Id = $"mira-{n}" }, Network.Mastodon)));
        await mira.Decide(Act.Approve, Assert.Single((await mira.Queue()).Items).Post.Id);
        var cards = await hub.Cards();
        Assert.Equal(13, cards.Count + cards.Sum(shown => shown.AlsoOn.Count));
        Assert.Equal(8, cards.Max(shown => shown.AlsoOn.Count));
    }

    [Fact]
    public async Task What_was_let_through_on_one_network_is_let_through_from_another_and_what_was_refused_is_not()
    {
        const string words = "The harbour keynote was a delight, thank you all", others = "The harbour keynote was far too long for me";
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var (fine, bad) = (Made.Post(words), Made.Post(others));
        await hub.Capture(Made.Seen(fine), Made.Seen(bad));
        await mira.Decide(Act.Approve, fine.Id);
        await mira.Decide(Act.Refuse, bad.Id);
        await hub.Capture(Made.Seen(Made.Post(words, Made.MiraToo, Network.Mastodon)), Made.Seen(Made.Post(others, Made.MiraToo, Network.Mastodon)));
        Assert.Empty(await mira.Texts());
        Assert.Single(Assert.Single(await hub.Cards()).AlsoOn);
    }

    [Fact]
    public async Task What_is_let_through_on_one_network_lets_nothing_through_from_another_that_nobody_saw()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var fine = Made.Post(Words);
        await hub.Capture(Made.Seen(fine));
        await mira.Decide(Act.Approve, fine.Id);
        var twin = Made.Post(Words, Made.MiraToo, Network.Mastodon);
        foreach (var more in (Post[])[
            twin with { Media = [Picture] },
            twin with { Card = new("https://tidewater.example/elsewhere", "Elsewhere") },
            Made.Post($"{Words} https://tidewater.example/elsewhere", Made.MiraToo, Network.Mastodon).WithLinks(),
            twin with { Sensitive = true, Warning = "Look away" },
            twin with { Author = Made.MiraToo with { Name = "Buy my coins", Handle = "mira@coins.example" } }])
        {
            var unseen = more with { Id = Made.NewId(Network.Mastodon) };
            await hub.Capture(Made.Seen(unseen));
            Assert.Equal([unseen.Id], (await mira.Queue()).Items.Select(item => item.Post.Id));
            await mira.Decide(Act.Save, unseen.Id);
        }
        Assert.Empty(Assert.Single(await hub.Cards()).AlsoOn);
    }

    [Fact]
    public async Task A_twin_that_the_rules_hold_for_more_than_approval_is_not_let_through_with_the_other()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var fine = Made.Post(Words);
        await hub.Capture(Made.Seen(fine));
        await mira.Decide(Act.TrustAuthor, fine.Id);
        await hub.Capture(Made.Seen(Made.Post(Words, Made.MiraToo, Network.Mastodon)));
        Assert.Equal([Made.MiraToo.Handle], (await mira.Queue()).Items.Select(item => item.Post.Author.Handle));
    }

    [Fact]
    public async Task The_same_words_with_another_picture_wait_apart_and_become_one_card_once_both_are_let_through()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var (card, twin) = (Made.Post(Words), Made.Post(Words, Made.MiraToo, Network.Mastodon) with { Media = [Picture] });
        await hub.Capture(Made.Seen(card));
        await hub.Capture(Made.Seen(twin));
        await mira.Decide(Act.Approve, card.Id);
        Assert.Equal([twin.Id], (await mira.Queue()).Items.Select(item => item.Post.Id));
        Assert.Empty(Assert.Single(await hub.Cards()).AlsoOn);
        await mira.Decide(Act.Approve, twin.Id);
        Assert.Equal([twin.Id], Assert.Single(await hub.Cards()).AlsoOn.Select(other => other.PostId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Words_that_wait_as_one_wait_apart_once_one_of_them_has_a_picture(bool theCard)
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var (card, twin) = (Made.Post(Words), Made.Post(Words, Made.MiraToo, Network.Mastodon));
        await hub.Capture(Made.Seen(card));
        await hub.Capture(Made.Seen(twin));
        await hub.Capture(Made.Seen((theCard ? card : twin).Edited(Words) with { Media = [Picture] }));
        Assert.Equal([card.Id, twin.Id], (await mira.Queue()).Items.Select(item => item.Post.Id));
        await mira.Decide(Act.Approve, card.Id);
        Assert.Equal([card.Id], (await hub.Cards()).Select(post => post.Id));
    }

    [Fact]
    public async Task A_twin_that_was_let_through_for_the_others_words_waits_for_itself_once_the_other_is_gone()
    {
        foreach (var isUndone in (bool[])[true, false])
        {
            await using var hub = await Bench.Approving();
            using var mira = await hub.SignedIn("Mira");
            var (card, twin) = (Made.Post(Words), Made.Post(Words, Made.MiraToo, Network.Mastodon));
            await hub.Capture(Made.Seen(card));
            var made = await mira.Decide(Act.Approve, card.Id);
            await hub.Capture(Made.Seen(twin));
            Assert.Single(Assert.Single(await hub.Cards()).AlsoOn);
            if (isUndone) await mira.Undo(made.Number);
            else await hub.Capture(new PostDeleted(card.Id));
            Assert.Empty(await hub.Cards());
            Assert.Contains(twin.Id, (await mira.Queue()).Items.Select(item => item.Post.Id));
        }
    }

    [Fact]
    public async Task Where_the_one_that_waits_for_both_is_deleted_the_other_waits_for_itself()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var (card, twin) = (Made.Post(Words), Made.Post(Words, Made.MiraToo, Network.Mastodon));
        await hub.Capture(Made.Seen(card));
        await hub.Capture(Made.Seen(twin));
        await hub.Capture(new PostDeleted(card.Id));
        Assert.Equal(twin.Id, Assert.Single((await mira.Queue()).Items).Post.Id);
        await mira.Decide(Act.Approve, twin.Id);
        Assert.Equal([twin.Id], (await hub.Cards()).Select(post => post.Id));
    }
}
