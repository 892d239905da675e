using System.Net.Http.Json;

namespace Backchannel.Desk.Tests;

[Collection(nameof(Chromium))]
public class QuestionsDeskTests(Chromium chromium)
{
    [Fact]
    public async Task A_host_puts_a_question_to_the_speaker_and_files_it_as_answered_without_a_script()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("queues"), Made.Session("boats"));
        await Known(desk, "About boats");
        (await desk.Anybody.PostAsJsonAsync(DeskUnderTest.Api("/sessions/queues/questions"), new NewQuestion("Tomasz", "Does the queue survive a reinstall?"), ContractJson.Options)).EnsureSuccessStatusCode();
        var browser = await chromium.Context(390, 844, javaScript: false);
        await desk.SignIn(browser, await desk.SignedIn("Hana", Role.Host, Made.Event, "queues"));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page("/questions")).ToString());
        await Assertions.Expect(page.GetByText("About boats")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask it now" }).ClickAsync();
        await Assertions.Expect(page.GetByText("being asked")).ToBeVisibleAsync();
        Assert.Equal(QuestionState.Asked, (await Board(desk)).Questions.Single().State);
        await page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Assertions.Expect(page.GetByText("No questions yet")).ToBeVisibleAsync();
        await browser.CloseAsync();
    }

    [Fact]
    public async Task An_organizer_sends_a_schedule_and_is_told_what_became_of_it()
    {
        await using var desk = await DeskUnderTest.Start();
        var browser = await chromium.Context(1280, 900, javaScript: false);
        await desk.SignIn(browser, await desk.SignedIn("Noor", Role.Organizer));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page("/schedule")).ToString());
        const string calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tidewater//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260901T000000Z\r\nDTSTART:20260901T120000Z\r\nDTEND:20260901T130000Z\r\nSUMMARY:Of queues\r\nLOCATION:Pier room\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        await page.GetByLabel("Or send a file").SetInputFilesAsync(new FilePayload { Name = "tidewater.ics", MimeType = "text/calendar", Buffer = System.Text.Encoding.UTF8.GetBytes(calendar) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 session, of a file that was sent (icalendar)")).ToBeVisibleAsync();
        Assert.Equal("Of queues", (await desk.Get<SessionInfo[]>(DeskUnderTest.Api("/sessions"))).Single().Title);

        await page.GetByLabel("Read it from an address").FillAsync("http://127.0.0.1:9/schedule.xml");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("public internet");
        await browser.CloseAsync();
    }

    [Theory]
    [InlineData("/questions")]
    [InlineData("/schedule")]
    public async Task Each_page_is_within_everybodys_reach(string path)
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("queues"));
        await Known(desk, "About queues");
        (await desk.Anybody.PostAsJsonAsync(DeskUnderTest.Api("/sessions/queues/questions"), new NewQuestion("Tomasz", "Does the queue survive a reinstall?"), ContractJson.Options)).EnsureSuccessStatusCode();
        foreach (var (width, look) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (390, ColorScheme.Dark)])
        {
            var browser = await chromium.Context(width, 844, look: look);
            await desk.SignIn(browser, await desk.SignedIn($"Noor {width}", Role.Organizer));
            var page = await browser.NewPageAsync();
            await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page(path)).ToString());
            await Accessible.Check(page);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out at the side");
            await browser.CloseAsync();
        }
    }

    static Task Known(DeskUnderTest desk, string title) =>
        Eventually.True(async () => (await desk.Anybody.GetStringAsync($"/{Made.Event}/schedule")).Contains(title, StringComparison.Ordinal), "the pages know the programme");

    static Task<QuestionBoard> Board(DeskUnderTest desk) => desk.Get<QuestionBoard>(DeskUnderTest.Api("/sessions/queues/questions"));
}
