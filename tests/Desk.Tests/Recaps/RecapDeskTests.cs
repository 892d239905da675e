namespace Backchannel.Desk.Tests.Recaps;

[Collection(nameof(Chromium))]
public class RecapDeskTests(Chromium chromium)
{
    static readonly string Edit = DeskUnderTest.Page($"/recaps/{HarbourChat.Session}");

    [Fact]
    public async Task A_host_puts_answers_in_order_by_the_keyboard_leaves_one_out_and_says_a_word()
    {
        await using var desk = await DeskUnderTest.Start();
        await HarbourChat.Held(desk);
        var before = (await Recap(desk)).Sections[0].Posts;
        var page = await Open(desk, Role.Host, HarbourChat.Session);
        var first = page.Locator("section:has(> #e-q1) .recap-answers > li");
        await Assertions.Expect(first.First).ToBeVisibleAsync();
        await first.First.GetByRole(AriaRole.Button, new() { Name = "Down" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".recap-told")).ToHaveTextAsync("Not saved yet.");
        await first.Nth(2).Locator("> .acts").GetByRole(AriaRole.Button, new() { Name = "Leave out" }).ClickAsync();
        await page.GetByLabel("Introduction").FillAsync("What an evening: https://harbours.example/2026, and more.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".recap-told")).ToHaveTextAsync("Saved.");

        var after = await Recap(desk);
        Assert.Equal("What an evening: https://harbours.example/2026, and more.", after.Words);
        Assert.Contains("""<a class="url" href="https://harbours.example/2026" rel="nofollow noopener noreferrer">https://harbours.example/2026</a>, and more.</p>""", await desk.Anybody.GetStringAsync($"/{Made.Event}/sessions/{HarbourChat.Session}/recap"), StringComparison.Ordinal);
        Assert.Equal([before[1].Id, before[0].Id, before[3].Id], after.Sections[0].Posts.Take(3).Select(post => post.Id));
        await page.ReloadAsync();
        await Assertions.Expect(first.Nth(2).Locator(".left-out")).ToBeVisibleAsync();
        await first.Nth(2).Locator("> .acts").GetByRole(AriaRole.Button, new() { Name = "Take back in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".recap-told")).ToHaveTextAsync("Saved.");
        Assert.Equal(before[2].Id, (await Recap(desk)).Sections[0].Posts[2].Id);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task One_that_is_taken_off_is_seen_by_those_who_lead_it_alone()
    {
        await using var desk = await DeskUnderTest.Start();
        await HarbourChat.Held(desk);
        var page = await Open(desk, Role.Moderator, null);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it off the public pages" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Publish" })).ToBeVisibleAsync();
        var address = $"/{Made.Event}/sessions/{HarbourChat.Session}/recap";
        using (var answer = await desk.Anybody.GetAsync(address)) Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        using (var file = await desk.Anybody.GetAsync($"{address}.html")) Assert.Equal(System.Net.HttpStatusCode.NotFound, file.StatusCode);
        Assert.DoesNotContain(HarbourChat.Session, await desk.Anybody.GetStringAsync("/recaps.atom"), StringComparison.Ordinal);
        await page.GotoAsync(new Uri(desk.Address, address).ToString());
        await Assertions.Expect(page.GetByText("Not published")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_edits_what_somebody_else_has_edited_since_is_told()
    {
        await using var desk = await DeskUnderTest.Start();
        await HarbourChat.Held(desk);
        var page = await Open(desk, Role.Moderator, null);
        await Assertions.Expect(page.GetByLabel("Title")).ToBeVisibleAsync();
        using var other = System.Net.Http.Json.JsonContent.Create(new { version = (await Recap(desk)).Version, title = "Of harbours" });
        (await desk.Organizer.PatchAsync(DeskUnderTest.Api($"/recaps/{HarbourChat.Session}"), other)).EnsureSuccessStatusCode();
        await page.GetByLabel("Title").FillAsync("Of boats");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".recap-told")).ToContainTextAsync("Somebody else edited it since");
        Assert.Equal("Of harbours", (await Recap(desk)).Title);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_pages_are_within_everybodys_reach()
    {
        await using var desk = await DeskUnderTest.Start();
        await HarbourChat.Held(desk, answers: 6);
        foreach (var (width, look) in new[] { (390, ColorScheme.Dark), (1920, ColorScheme.Light) })
            foreach (var path in new[] { Edit, DeskUnderTest.Page("/recaps") })
            {
                var page = await Open(desk, Role.Organizer, null, width, look, path);
                await Assertions.Expect(page.GetByText("Harbour chat: who owns the waterfront?").Or(page.GetByLabel("Introduction")).First).ToBeVisibleAsync();
                await Accessible.Check(page);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {width}");
                if (Environment.GetEnvironmentVariable("BACKCHANNEL_PICTURES") is { } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"desk-{width}-{(path == Edit ? "edit" : "list")}.png") });
                await page.Context.CloseAsync();
            }
    }

    async Task<IPage> Open(DeskUnderTest desk, Role role, string? session, int width = 1280, ColorScheme look = ColorScheme.Light, string? path = null)
    {
        var browser = await chromium.Context(width, 900, look: look);
        await desk.SignIn(browser, await desk.SignedIn($"{role} {Guid.NewGuid():n}", role, role == Role.Host ? Made.Event : null, session));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, path ?? Edit).ToString());
        return page;
    }

    static Task<RecapInfo> Recap(DeskUnderTest desk) => desk.Get<RecapInfo>(DeskUnderTest.Api($"/recaps/{HarbourChat.Session}"), desk.Anybody);
}
