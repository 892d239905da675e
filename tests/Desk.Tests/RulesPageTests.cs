using System.Net;
using System.Net.Http.Json;

namespace Backchannel.Desk.Tests;

[Collection(nameof(Chromium))]
public class RulesPageTests(Chromium chromium)
{
    [Fact]
    public async Task An_organizer_sets_the_rules_of_the_event_and_of_a_room()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("queues"));
        await Knows(desk, "About queues");
        var page = await Open(desk, await desk.SignedIn("Noor", Role.Organizer));
        await Accessible.Check(page);
        await page.GetByLabel("Show after a delay").CheckAsync();
        await page.GetByLabel("Delay", new() { Exact = true }).FillAsync("45");
        await page.GetByText("Rooms with rules of their own").ClickAsync();
        await page.GetByLabel("New posts in Pier room").SelectOptionAsync("Approve each");
        await page.GetByLabel("Words", new() { Exact = true }).FillAsync("barnacle\n\n *limpet* \n");
        await page.GetByLabel("Our own list of words too").CheckAsync();
        await Save(page);
        await Assertions.Expect(page.GetByText("Saved. They hold from now on.")).ToBeVisibleAsync();

        var policy = await desk.Get<EventPolicy>(DeskUnderTest.Api("/policy"));
        Assert.Equal((AdmissionMode.Delay, 45, true), (policy.Mode, policy.DelaySeconds, policy.DefaultWords));
        Assert.Equal(["barnacle", "*limpet*"], policy.BlockedWords!);
        Assert.Equal([new RoomPolicy("Pier room", AdmissionMode.Approve)], policy.Rooms!);
        await Assertions.Expect(page.GetByLabel("New posts in Pier room")).ToHaveValueAsync("Approve");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_cannot_be_is_told_in_words_and_what_was_filled_in_stays()
    {
        await using var desk = await DeskUnderTest.Start();
        var page = await Open(desk, await desk.SignedIn("Noor", Role.Organizer));
        await page.GetByLabel("Hashtags of other events").FillAsync("two words");
        await page.GetByLabel("Delay", new() { Exact = true }).FillAsync("soon");
        await Save(page);
        var trouble = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(trouble).ToContainTextAsync("Nothing was changed.");
        await Assertions.Expect(trouble).ToContainTextAsync("must be hashtags");
        await Assertions.Expect(trouble).ToContainTextAsync("between 1 and 600");
        await Assertions.Expect(page.GetByLabel("Hashtags of other events")).ToHaveValueAsync("two words");
        Assert.Equal(new EventPolicy().DelaySeconds, (await desk.Get<EventPolicy>(DeskUnderTest.Api("/policy"))).DelaySeconds);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_others_changed_meanwhile_stays_and_where_both_changed_the_same_it_is_told_first()
    {
        await using var desk = await DeskUnderTest.Start();
        var page = await Open(desk, await desk.SignedIn("Noor", Role.Organizer));
        await Block(desk, "bluesky:rude.example");
        await page.GetByLabel("Words", new() { Exact = true }).FillAsync("barnacle");
        await Save(page);
        await Assertions.Expect(page.GetByText("Saved. They hold from now on.")).ToBeVisibleAsync();
        await Blocks(desk, "bluesky:rude.example");

        await Block(desk, "bluesky:rude.example", "bluesky:ruder.example");
        var authors = page.Locator("#blockedAuthors");
        await authors.FillAsync("bluesky:other.example");
        await Save(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("bluesky:ruder.example");
        await Assertions.Expect(authors).ToHaveValueAsync("bluesky:other.example");
        await Blocks(desk, "bluesky:rude.example", "bluesky:ruder.example");
        await Save(page);
        await Assertions.Expect(page.GetByText("Saved. They hold from now on.")).ToBeVisibleAsync();
        await Blocks(desk, "bluesky:other.example");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_rooms_rules_stay_its_own_when_the_programme_changes_while_the_page_is_open()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("queues"));
        await Knows(desk, "About queues");
        var page = await Open(desk, await desk.SignedIn("Noor", Role.Organizer));
        await desk.SetSessions(Made.Session("queues"), Made.Session("boats") with { Room = "Boat shed" });
        await Knows(desk, "About boats");
        await page.GetByText("Rooms with rules of their own").ClickAsync();
        await page.GetByLabel("New posts in Pier room").SelectOptionAsync("Approve each");
        await Save(page);
        await Assertions.Expect(page.GetByLabel("New posts in Boat shed")).ToHaveValueAsync("");
        Assert.Equal([new RoomPolicy("Pier room", AdmissionMode.Approve)], (await desk.Get<EventPolicy>(DeskUnderTest.Api("/policy"))).Rooms!);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_moderator_may_not_change_them()
    {
        await using var desk = await DeskUnderTest.Start();
        using var asked = new HttpRequestMessage(HttpMethod.Get, DeskUnderTest.Page("/rules"));
        asked.Headers.Add("Cookie", $"{CallerHandler.Cookie}={await desk.SignedIn("Tomasz", Role.Moderator)}");
        asked.Headers.Add("Accept", "text/html");
        using var answer = await desk.Anybody.SendAsync(asked);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in?to=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_screens_are_blanked_from_any_page_of_the_desk()
    {
        await using var desk = await DeskUnderTest.Start();
        var page = await Open(desk, await desk.SignedIn("Noor", Role.Organizer));
        await page.GetByRole(AriaRole.Button, new() { Name = "Blank all screens" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume all screens" })).ToBeVisibleAsync();
        Assert.True((await desk.Get<ScreenState>(DeskUnderTest.Api("/screen"))).Blank);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume all screens" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Blank all screens" })).ToBeVisibleAsync();
        Assert.False((await desk.Get<ScreenState>(DeskUnderTest.Api("/screen"))).Blank);
        await page.Context.CloseAsync();
    }

    static Task Save(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save the rules" }).ClickAsync();

    static Task Knows(DeskUnderTest desk, string title) =>
        Eventually.True(async () => (await desk.Anybody.GetStringAsync($"/{Made.Event}/schedule")).Contains(title, StringComparison.Ordinal), "the pages know the programme");

    static async Task Block(DeskUnderTest desk, params string[] authors) =>
        (await desk.Organizer.PatchAsJsonAsync(DeskUnderTest.Api(), new { policy = new { blockedAuthors = authors } })).EnsureSuccessStatusCode();

    static async Task Blocks(DeskUnderTest desk, params string[] authors)
    {
        var policy = await desk.Get<EventPolicy>(DeskUnderTest.Api("/policy"));
        Assert.Equal(["barnacle"], policy.BlockedWords!);
        Assert.Equal(authors, policy.BlockedAuthors!);
    }

    async Task<IPage> Open(DeskUnderTest desk, string token)
    {
        var browser = await chromium.Context(1280, 900);
        await desk.SignIn(browser, token);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page("/rules")).ToString());
        return page;
    }
}
