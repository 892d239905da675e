using Backchannel.Contracts;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class UnfiledTests(Chromium chromium)
{
    const string Path = "/harbourconf/unfiled";

    static IEnumerable<string> Ids => HarbourConf.Posts(Stage.Now).Where(each => each.Session is null).Select(each => each.Post.Id).Reverse();

    [Fact]
    public async Task It_is_one_click_from_the_event_and_says_how_many_wait_there()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open("/harbourconf");
        var link = page.GetByRole(AriaRole.Link, new() { Name = "In no session" });
        await stage.Hub.Pulse(Pulse(null, 74), Pulse("a2", 31), Pulse("b2", 9));
        await Assertions.Expect(link).ToHaveTextAsync("In no session · 34");

        await link.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "In no session" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#unfiled")).ToHaveTextAsync("34");
        stage.WasClean();
    }

    [Fact]
    public async Task It_shows_what_is_in_no_session_back_to_the_beginning()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        Assert.Equal(Ids.Take(40), await Shown(page));

        await page.ScrollTo("#start");

        Assert.Equal(Ids, await Shown(page));
        stage.WasClean();
    }

    [Fact]
    public async Task It_reaches_the_beginning_without_a_script()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, javaScript: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Older posts" }).ClickAsync();
        await Assertions.Expect(page.Locator("article.card")).ToHaveCountAsync(Ids.Count() - 40);
        Assert.Equal(Ids.Skip(40), await Shown(page));
        stage.WasClean();
    }

    [Fact]
    public async Task Posts_come_and_go_as_they_are_filed()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        var filed = await stage.Say("Said in a talk", "a2");
        var post = await stage.Say("Said in the corridor");
        await Stage.Card(page, post.Id).WaitForAsync();
        await Assertions.Expect(Stage.Card(page, filed.Id)).ToHaveCountAsync(0);

        await stage.Hub.Change(HarbourConf.Slug, post, "b2");
        await stage.Hub.Change(HarbourConf.Slug, filed);

        await Stage.Card(page, post.Id).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Stage.Card(page, filed.Id).WaitForAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task What_lies_beyond_the_memory_is_asked_of_the_hub()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent("harbourconf", Made.Session("a2"));
        await hub.Show("harbourconf", [.. Made.Posts(1, 200).Select((post, index) => (post, index % 2 is 0 ? "a2" : null))]);
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:TailEntries"] = "20" });
        await Eventually.True(() => web.Live.Viewers("harbourconf", null) is 0 && web.Live.Open("harbourconf", null, 1, default).IsCompletedSuccessfully, "the feed is known");

        using var answer = await web.Http.GetAsync("/harbourconf/cards?filed=false&before=100&limit=5");

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(["98", "96", "94", "92", "90"], System.Text.RegularExpressions.Regex.Matches(html, "data-seq=\"(\\d+)\"").Select(match => match.Groups[1].Value));
        Assert.Equal("90", answer.Headers.GetValues("X-Before").Single());
        Assert.DoesNotContain("data-session", html, StringComparison.Ordinal);
    }

    static Task<string[]> Shown(IPage page) => page.Locator("article.card").EvaluateAllAsync<string[]>("cards => cards.map(card => card.dataset.post)");

    static SessionPulse Pulse(string? session, long posts) => new(HarbourConf.Slug, session, Stage.Now, posts, 9, 1, 1, 1, 1, [.. Enumerable.Repeat(0, 30)]);
}
