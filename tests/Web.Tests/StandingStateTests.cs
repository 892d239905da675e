using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backchannel.Web.Tests;

/// <summary>Questions, chats and screens: latest state, not history, that has to be right on every page whatever it missed.</summary>
public sealed partial class StandingStateTests
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

    [Fact]
    public async Task What_came_after_a_chat_was_read_for_somebody_else_is_told_by_the_stream()
    {
        await using var hub = await Hub();
        await hub.Chat(Made.Chat(Slug, "tides"));
        await hub.Show(Slug, (Made.Post(1), "tides"));
        var clock = new FakeTimeProvider(Made.Noon);
        await using var web = await WebUnderTest.Start(hub, services: services => services.AddSingleton<TimeProvider>(clock));
        Assert.Equal("one.1", After(await web.Http.GetStringAsync($"/{Slug}/sessions/tides")));

        await hub.Show(Slug, (Made.Post(2), "tides"));
        await Eventually.Equal(2L, () => web.Live.Feeds.Single().Tail?.Last);
        var html = await web.Http.GetStringAsync($"/{Slug}/sessions/tides");

        Assert.DoesNotContain(Made.Post(2).Text, html, StringComparison.Ordinal);
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?session=tides&after={After(html)}").Open();
        await Eventually.Equal(Made.Post(2).Id, () => page.Ids);
    }

    static async Task<HubStandIn> Hub()
    {
        var hub = await HubStandIn.Start();
        _ = hub.AddEvent(Slug, Chat("tides"));
        return hub;
    }

    static SessionInfo Chat(string id) => Made.Session(id) with { Chat = true };

    static List<string> Of(StreamPage page, string name) => [.. page.Events.Where(happened => happened.Name == name).Select(happened => happened.Data)];

    static string After(string html) => Position().Match(html).Groups[1].Value;

    [GeneratedRegex("data-after=\"([^\"]*)\"")]
    private static partial Regex Position();
}
