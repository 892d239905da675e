using Backchannel.Contracts;

namespace Backchannel.Web.Tests;

/// <summary>Questions, chats and screens: latest state, not history, that has to be right on every page whatever it missed.</summary>
public sealed class StandingStateTests
{
    const string Slug = "harbourconf";

    [Fact]
    public async Task A_page_that_was_away_when_screens_resumed_is_told_so_when_it_is_back()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        await using var wall = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");
        await hub.Screen(new(Slug, Blank: true, null, Made.Noon));
        await Eventually.True(() => Of(wall, "screen") is [.., var told] && told.Contains("\"blank\":true", StringComparison.Ordinal), "blank");

        await wall.Drop();
        await hub.Screen(new(Slug, Blank: false, null, Made.Noon.AddSeconds(1)));
        await Eventually.True(() => web.Live.Screen(Slug) is { Blank: false }, "heard");
        _ = await wall.Open();

        await Eventually.True(() => Of(wall, "screen")[^1].Contains("\"blank\":false", StringComparison.Ordinal), "not blank any more");
    }

    static async Task<HubStandIn> Hub()
    {
        var hub = await HubStandIn.Start();
        _ = hub.AddEvent(Slug, Chat("tides"));
        return hub;
    }

    static SessionInfo Chat(string id) => Made.Session(id) with { Chat = true };

    static List<string> Of(StreamPage page, string name) => [.. page.Events.Where(happened => happened.Name == name).Select(happened => happened.Data)];
}
