using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Backchannel.Hub.Tests.Screens;

public class EventScreensTests
{
    [Fact]
    public async Task What_screens_show_is_told_at_once_and_stands_over_a_restart()
    {
        await using var hub = await HubUnderTest.Start();
        var heard = new ConcurrentQueue<ScreenState>();
        await using var screen = new HubConnectionBuilder().WithUrl(new Uri(hub.Address, "/hubs/feed")).Build();
        screen.On<ScreenState>(nameof(IFeedClient.Screen), heard.Enqueue);
        await screen.StartAsync();
        await screen.InvokeAsync<FeedPage>("Follow", Made.Event, null, null);
        Assert.False((await State(hub)).Blank);

        await Change(hub, new(Blank: true));
        await Eventually.True(() => heard.Any(state => state.Blank), "the screen goes dark");
        await hub.Restart();
        Assert.True((await State(hub)).Blank);
        await Change(hub, new(Blank: false));
        Assert.False((await State(hub)).Blank);
    }

    [Fact]
    public async Task One_post_on_show_is_spotlit_until_it_goes()
    {
        await using var hub = await HubUnderTest.Start();
        var (shown, hidden) = (Made.Post("Look here"), Made.Post("Not here"));
        await hub.Capture(Made.Seen(shown), Made.Seen(hidden), new PostDeleted(hidden.Id));
        await Change(hub, new(Spotlight: shown.Id));
        Assert.Equal("Look here", (await State(hub)).Spotlight!.Post!.Text);
        foreach (var id in (string[])[hidden.Id, "bluesky:never-heard-of"])
            Assert.Contains("spotlight", (await Problem.Read(await hub.Organize(HttpMethod.Patch, Screen, new ScreenChange(Spotlight: id)), HttpStatusCode.BadRequest)).Errors.Keys);

        await hub.Capture(new PostDeleted(shown.Id));
        Assert.Null((await State(hub)).Spotlight);
    }

    [Fact]
    public async Task To_blank_leaves_the_spotlight_for_later_and_an_empty_text_takes_it_away()
    {
        await using var hub = await HubUnderTest.Start();
        var post = Made.Post("Look here");
        await hub.Capture(Made.Seen(post));
        await Change(hub, new(Spotlight: post.Id));
        await Change(hub, new(Blank: true));
        Assert.Equal(post.Id, (await State(hub)).Spotlight?.PostId);
        await Change(hub, new(Spotlight: ""));
        Assert.Equal((true, null), ((await State(hub)).Blank, (await State(hub)).Spotlight));
    }

    [Fact]
    public async Task Nobody_else_steers_screens()
    {
        await using var hub = await HubUnderTest.Start();
        using var answer = await hub.Http.PatchAsJsonAsync(Screen, new ScreenChange(Blank: true));
        await Problem.Read(answer, HttpStatusCode.Unauthorized);
    }

    static string Screen => HubUnderTest.Api("/screen");

    static Task<ScreenState> State(HubUnderTest hub) => hub.Get<ScreenState>(Screen);

    static async Task Change(HubUnderTest hub, ScreenChange change) => (await hub.Organize(HttpMethod.Patch, Screen, change)).EnsureSuccessStatusCode();
}
