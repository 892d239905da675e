using System.Text;

namespace Backchannel.Desk.Tests.Chats;

/// <summary>What organizers are told on the page where they make, change and take over series.</summary>
[Collection(nameof(Chromium))]
public class OrganizePageTests(Chromium chromium)
{
    [Fact]
    public async Task Whoever_takes_anothers_hour_is_told_and_whoever_takes_anothers_hashtag_may_insist()
    {
        await using var desk = await DeskUnderTest.Start();
        await ManyChats.Seed(desk);
        await using var browser = await chromium.Context(1280, 900);
        var page = await Organize(desk, browser);
        // The browser's own zone is where most people's chats are.
        await Assertions.Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("America/New_York");

        var start = ManyChats.Clock(TimeProvider.System.GetUtcNow().AddMinutes(10), "Europe/London");
        await page.GetByLabel("Hashtag", new() { Exact = true }).FillAsync("#clashhour");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Clash hour");
        await page.GetByLabel("Time zone").FillAsync("Europe/London");
        await page.GetByLabel("First meeting").FillAsync($"{start:yyyy-MM-dd}");
        await page.GetByLabel("At", new() { Exact = true }).FillAsync($"{start:HH:mm}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        var told = page.Locator(".warning");
        await Assertions.Expect(told).ToContainTextAsync("Clash hour is in the calendar.");
        await Assertions.Expect(told).ToContainTextAsync("Tide chat meets at the same time, 52 times in the coming year");
        await Assertions.Expect(told).ToContainTextAsync("(Europe/London)");
        await Assertions.Expect(told).ToBeInViewportAsync();

        await page.GotoAsync(new Uri(desk.Address, "/chats/organize?series=clashhour#series").ToString());
        await page.GetByLabel("Hashtag", new() { Exact = true }).FillAsync("#clashhour #tidechat");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(told).ToContainTextAsync("Tide chat has #tidechat already.");
        await Assertions.Expect(told).ToBeInViewportAsync();
        Assert.DoesNotContain("anyway", await page.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save it as it is" }).ClickAsync();
        await Assertions.Expect(told).ToContainTextAsync("Clash hour is in the calendar.");
        Assert.Equal(["clashhour", "tidechat"], (await desk.Get<ChatListing>("/api/chats/clashhour")).Series.Hashtags);
    }

    [Fact]
    public async Task A_calendar_that_is_taken_over_is_answered_in_plain_words()
    {
        await using var desk = await DeskUnderTest.Start();
        await ManyChats.Seed(desk);
        await using var browser = await chromium.Context(1280, 900);
        var page = await Organize(desk, browser);
        await Send(page, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Also tides #tidechat\r\nUID:strange\r\n");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("That cannot be used. The file breaks off before its end: take the whole of it.");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeInViewportAsync();
        await Send(page, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Also tides #tidechat\r\nUID:strange\r\nDTSTART;TZID=Europe/London:20260106T090000\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Rope chat #ropes\r\nUID:rope\r\nDTSTART;TZID=Europe/London:20260106T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        await Assertions.Expect(page.GetByText("1 new, 0 brought up to date, 1 left alone.")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator(".problems")).ToContainTextAsync("Rope chat: new");
        await Assertions.Expect(page.Locator(".problems")).ToContainTextAsync("Already there: #tidechat is the series ‘Tide chat’; nothing changed.");
    }

    static async Task<IPage> Organize(DeskUnderTest desk, IBrowserContext browser)
    {
        await desk.SignIn(browser, await desk.SignedIn("Noor", Role.Organizer));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, "/chats/organize").ToString());
        return page;
    }

    static async Task Send(IPage page, string file)
    {
        await page.GetByLabel("An iCalendar file of chats").SetInputFilesAsync(new FilePayload { Name = "chats.ics", MimeType = "text/calendar", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
    }
}
