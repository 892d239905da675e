using System.Net;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests;

public class TwinTests
{
    const string Words = "The harbour keynote was a delight, thank you all";
    const string OtherWords = "On second thoughts, the harbour keynote was too long";

    readonly Post _card = Made.Post(Words);
    readonly Post _twin = Made.Post($"{Words}!", Made.MiraToo, Network.Mastodon);

    [Fact]
    public async Task One_persons_same_words_on_two_networks_are_one_card_with_both_badges()
    {
        await using var hub = await WithTwins();
        Assert.Equal([_card.Id], await Ids(hub));
        Assert.Equal([new Twin(Network.Mastodon, _twin.Id, _twin.Url)], (await hub.Cards()).Single().AlsoOn);
        Assert.Equal("shown changed", await hub.Kinds());
    }

    [Fact]
    public async Task Accounts_of_one_name_without_number_make_several_cards()
    {
        await using var hub = await WithTwins();
        for (var n = 0; n < 10; n++) await hub.Capture(Made.Seen(Made.Post($"{Words}!", Made.MiraToo with { Id = $"mira-{n}" }, Network.Mastodon)));
        var cards = await hub.Cards();
        Assert.Equal([8, 0, 0, 0], cards.Select(card => card.AlsoOn.Count).OrderDescending());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public async Task A_slogan_of_hundreds_hides_no_twins_be_it_old_or_new(int hoursAgo)
    {
        await using var hub = await HubUnderTest.Start();
        for (var n = 0; n < 3; n++)
            await hub.Capture([.. Enumerable.Range(0, 150).Select(who => Made.Seen(Made.Post(Words, new($"{n}-{who}", $"crew{n}x{who}@social.tidewater.example", $"Crew {n} {who}"), Network.Mastodon) with
            {
                CreatedAt = _card.CreatedAt.AddHours(-hoursAgo),
            }))]);
        var (other, its) = (Made.Post(OtherWords, Made.Dario), Made.Post(OtherWords, Made.Dario with { Id = "4712", Handle = "dario@social.tidewater.example" }, Network.Mastodon));
        await hub.Capture(Made.Seen(_card), Made.Seen(other));
        await hub.Capture(Made.Seen(_twin), Made.Seen(its));
        var cards = await hub.Cards();
        Assert.Equal([_twin.Id], cards.Single(card => card.Id == _card.Id).AlsoOn.Select(twin => twin.PostId));
        Assert.Equal([its.Id], cards.Single(card => card.Id == other.Id).AlsoOn.Select(twin => twin.PostId));
    }

    [Fact]
    public async Task Where_the_card_is_deleted_its_twin_takes_its_place()
    {
        await using var hub = await WithTwins();
        await hub.Capture(new PostDeleted(_card.Id));
        Assert.Equal([_twin.Id], await Ids(hub));
        Assert.Empty((await hub.Cards()).Single().AlsoOn);
    }

    [Fact]
    public async Task Where_the_twin_is_deleted_the_card_loses_its_badge()
    {
        await using var hub = await WithTwins();
        await hub.Capture(new PostDeleted(_twin.Id));
        Assert.Equal([_card.Id], await Ids(hub));
        Assert.Empty((await hub.Cards()).Single().AlsoOn);
    }

    [Fact]
    public async Task Where_both_are_deleted_at_once_nothing_stays()
    {
        await using var hub = await WithTwins();
        await hub.Capture(new PostDeleted(_card.Id), new PostDeleted(_twin.Id));
        Assert.Empty(await hub.Cards());
    }

    [Fact]
    public async Task A_card_that_comes_back_is_folded_into_the_twin_that_took_its_place()
    {
        await using var hub = await WithTwins();
        await hub.Capture(new AuthorHidden(Network.Bluesky, Made.Mira.Id, "suspended"));
        Assert.Equal([_twin.Id], await Ids(hub));
        await hub.Capture(new AuthorReturned(Network.Bluesky, Made.Mira.Id));
        Assert.Equal([_twin.Id], await Ids(hub));
        Assert.Equal([_card.Id], (await hub.Cards()).Single().AlsoOn.Select(twin => twin.PostId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_card_that_an_organizer_takes_off_does_not_come_back_through_its_twins(bool byTheCard)
    {
        await using var hub = await WithTwins();
        var third = Made.Post(Words, new("99", "mira", "Mira Okonjo"), Network.X);
        using var answer = await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{(byTheCard ? _card.Id : _twin.Id)}"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(await hub.Cards());

        await hub.Capture(Made.Seen(third), new PostDeleted(_card.Id), Made.Seen(_twin.Edited(OtherWords)));
        Assert.Empty(await hub.Cards());
    }

    [Fact]
    public async Task A_twin_that_was_away_while_its_card_was_taken_off_stays_off()
    {
        await using var hub = await WithTwins();
        await hub.Capture(new AuthorHidden(Network.Mastodon, Made.MiraToo.Id, "suspended"));
        (await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{_card.Id}"))).EnsureSuccessStatusCode();
        await hub.Capture(new AuthorReturned(Network.Mastodon, Made.MiraToo.Id));
        Assert.Empty(await hub.Cards());
    }

    [Fact]
    public async Task A_twin_that_comes_back_brings_its_badge_back()
    {
        await using var hub = await WithTwins();
        await hub.Capture(new AuthorHidden(Network.Mastodon, Made.MiraToo.Id, "suspended"));
        Assert.Empty((await hub.Cards()).Single().AlsoOn);
        await hub.Capture(new AuthorReturned(Network.Mastodon, Made.MiraToo.Id));
        Assert.Equal([_twin.Id], (await hub.Cards()).Single(card => card.Id == _card.Id).AlsoOn.Select(twin => twin.PostId));
    }

    [Fact]
    public async Task A_twin_that_comes_back_after_the_card_was_deleted_becomes_the_card()
    {
        await using var hub = await WithTwins();
        await hub.Capture(new AuthorHidden(Network.Mastodon, Made.MiraToo.Id, "suspended"));
        await hub.Capture(new PostDeleted(_card.Id));
        Assert.Empty(await hub.Cards());
        await hub.Capture(new AuthorReturned(Network.Mastodon, Made.MiraToo.Id));
        Assert.Equal([_twin.Id], await Ids(hub));
    }

    [Fact]
    public async Task A_twin_that_is_edited_shows_its_own_words_and_folds_again_once_they_are_the_same()
    {
        await using var hub = await WithTwins();
        await hub.Capture(Made.Seen(_twin.Edited(OtherWords)));
        Assert.Equal([OtherWords, Words], (await hub.Texts()).Order(StringComparer.Ordinal));
        Assert.All(await hub.Cards(), card => Assert.Empty(card.AlsoOn));

        await hub.Capture(Made.Seen(_card.Edited(OtherWords)));
        Assert.Equal([OtherWords], await hub.Texts());
        Assert.Single((await hub.Cards()).Single().AlsoOn);
    }

    [Fact]
    public async Task A_card_that_is_edited_lets_its_twins_go()
    {
        await using var hub = await WithTwins();
        await hub.Capture(Made.Seen(Made.Post(Words, new("99", "mira", "Mira Okonjo"), Network.X)));
        await hub.Capture(Made.Seen(_card.Edited(OtherWords)));
        Assert.Equal(2, (await hub.Cards()).Count);
        Assert.Equal([OtherWords, $"{Words}!"], (await hub.Texts()).Order(StringComparer.Ordinal));
        Assert.Equal([0, 1], (await hub.Cards()).Select(card => card.AlsoOn.Count).Order());

        await hub.Capture(new PostDeleted(_card.Id));
        Assert.Equal([_twin.Id], await Ids(hub));
    }

    [Fact]
    public async Task Twins_edited_alike_at_once_stay_one_card()
    {
        await using var hub = await WithTwins();
        await hub.Capture(Made.Seen(_card.Edited(OtherWords)), Made.Seen(_twin.Edited(OtherWords)));
        Assert.Equal([OtherWords], await hub.Texts());
        Assert.Single((await hub.Cards()).Single().AlsoOn);
    }

    [Fact]
    public async Task A_third_network_joins_and_inherits()
    {
        await using var hub = await WithTwins();
        var third = Made.Post(Words, new("99", "mira", "Mira Okonjo"), Network.X);
        await hub.Capture(Made.Seen(third));
        Assert.Equal([_twin.Id, third.Id], (await hub.Cards()).Single().AlsoOn.Select(twin => twin.PostId));
        await hub.Capture(new PostDeleted(_card.Id));
        var heir = (await hub.Cards()).Single();
        Assert.Equal(2, 1 + heir.AlsoOn.Count);
        await hub.Capture(new PostDeleted(heir.Id));
        Assert.Empty((await hub.Cards()).Single().AlsoOn);
    }

    [Fact]
    public async Task Words_heard_only_through_a_repost_fold_too()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Seen(_card));
        await hub.Capture(Made.Repost(_twin));
        Assert.Equal([_card.Id], await Ids(hub));
    }

    [Fact]
    public async Task Different_people_with_the_same_words_stay_two()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Seen(_card), Made.Seen(Made.Post(Words, new("12", "dario@social.tidewater.example", "Dario Amin"), Network.Mastodon)));
        Assert.Equal(2, (await hub.Cards()).Count);
    }

    [Fact]
    public async Task One_person_who_says_it_twice_on_one_network_has_two_cards()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Seen(_card), Made.Seen(Words));
        Assert.Equal(2, (await hub.Cards()).Count);
    }

    [Fact]
    public async Task Short_words_and_words_of_another_day_stay_two()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Seen("Great talk!"), Made.Seen(Made.Post("Great talk!", Made.MiraToo, Network.Mastodon)));
        await hub.Capture(Made.Seen(_card), Made.Seen(_twin with { CreatedAt = Made.Noon.AddDays(1), ReceivedAt = Made.Noon.AddDays(1) }));
        Assert.Equal(4, (await hub.Cards()).Count);
    }

    [Fact]
    public async Task A_name_given_here_proves_nothing_and_never_folds()
    {
        await using var hub = await HubUnderTest.Start();
        (await hub.Post(Words)).EnsureSuccessStatusCode();
        await hub.Capture(Made.Seen(_card with { CreatedAt = TimeProvider.System.GetUtcNow() }));
        (await hub.Post(Words)).EnsureSuccessStatusCode();
        Assert.Equal(3, (await hub.Cards()).Count);
    }

    async Task<HubUnderTest> WithTwins()
    {
        var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Seen(_card));
        await hub.Capture(Made.Seen(_twin));
        return hub;
    }

    static async Task<IEnumerable<string>> Ids(HubUnderTest hub) => (await hub.Cards()).Select(card => card.Id);
}
