namespace Backchannel.Web.Tests.Cards;

public sealed class CardOfNewSessionTests
{
    const string Slug = "harbourconf";

    [Fact]
    public async Task A_post_that_came_before_its_session_has_its_chip_once_the_programme_is_known()
    {
        await using var hub = await HubStandIn.Start();
        var feed = hub.AddEvent(Slug, Made.Session("tides"));
        await using var web = await WebUnderTest.Start(hub);
        await hub.Show(Slug, (Made.Post(1), "ropes"));
        await Eventually.True(() => web.Live.Feeds.FirstOrDefault()?.Tail?.Last == 1, "the post");
        Assert.DoesNotContain(Made.Session("ropes").Title, await Cards(web), StringComparison.Ordinal);

        feed.Sessions = [Made.Session("tides"), Made.Session("ropes")];
        await Eventually.True(() => web.Live.Feeds.Single().Session("ropes") is not null, "the programme");

        Assert.Contains(Made.Session("ropes").Title, await Cards(web), StringComparison.Ordinal);
    }

    static Task<string> Cards(WebUnderTest web) => web.Http.GetStringAsync($"/{Slug}/cards");
}
