using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Backchannel.Desk.Tests.Chats;

[Collection(nameof(Chromium))]
public class ChatPagesTests(Chromium chromium)
{
    [Fact]
    public async Task Nothing_on_the_pages_of_the_calendar_is_out_of_reach_and_nothing_runs_off_a_phone()
    {
        await using var desk = await DeskUnderTest.Start();
        await ManyChats.Seed(desk);
        var token = await desk.SignedIn("Noor", Role.Organizer);
        foreach (var (width, height, look) in ((int, int, ColorScheme)[])[(1920, 1080, ColorScheme.Light), (390, 844, ColorScheme.Dark)])
        {
            await using var browser = await chromium.Context(width, height, look: look);
            await desk.SignIn(browser, token);
            var page = await browser.NewPageAsync();
            foreach (var path in (string[])["/chats", "/chats?q=boats", "/chats?q=nothing", "/chats/propose", "/chats/tags", "/chats/tags/phdharbour", "/phdharbour/days", $"/phdharbour/days/{Yesterday}", "/chats/organize", "/tidechat", "/"])
            {
                await page.GotoAsync(new Uri(desk.Address, path).ToString());
                await Accessible.Check(page);
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} runs off at {width}");
            }
        }
    }

    [Fact]
    public async Task The_calendar_tells_what_is_on_and_what_comes_in_the_visitors_time_too()
    {
        await using var desk = await DeskUnderTest.Start();
        await ManyChats.Seed(desk);
        await using var browser = await chromium.Context(1280, 900);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, "/chats").ToString());
        var on = page.Locator("section", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "On at this moment" }) });
        await Assertions.Expect(on.Locator(".talk")).ToHaveCountAsync(1);
        await Assertions.Expect(on).ToContainTextAsync("Tide chat");
        // London's hour, and New York's, where this browser is.
        await Assertions.Expect(on.Locator(".own")).ToContainTextAsync("for you");
        // In the visitor's time theirs is the large one, and the chat's own is the small one beside it. Between midnight there and here a weekday is before it.
        Assert.True(await Size(on.Locator(".own b").Last) > await Size(on.Locator(".hours")));
        await page.GetByRole(AriaRole.Button, new() { Name = "In my time" }).ClickAsync();
        await Assertions.Expect(on.Locator(".own")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "In my time" }).ClickAsync();
        var nurses = page.Locator(".talk", new() { HasText = "Nurses by the sea" }).First;
        await Assertions.Expect(nurses).ToContainTextAsync("Night shifts, and how to come home from them");
        await Assertions.Expect(nurses.Locator(".own")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".talk.cancelled")).ToContainTextAsync("Library boats");
        await Assertions.Expect(page.Locator(".tile", new() { HasText = "First Friday of the quay" })).ToContainTextAsync("The first Friday of every month, 13:00 (Europe/Lisbon)");
        await Assertions.Expect(page.Locator(".tile", new() { HasText = "Quiet cove" })).ToContainTextAsync("Quiet: no post in the last hour");

        // Found by its subject.
        await page.GetByLabel("Search chats by subject, name or hashtag").FillAsync("mental");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".tile")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync("1 chat for “mental”.");
    }

    [Fact]
    public async Task Hours_are_never_printed_over_what_is_beside_them()
    {
        await using var desk = await DeskUnderTest.Start();
        // In New York it is still the day before.
        await ManyChats.Seed(desk, ManyChats.Draft("libhour", "Library hour", "Libraries.", [], ManyChats.Clock(TimeProvider.System.GetUtcNow().AddDays(2), "Asia/Tokyo").Date.AddHours(9.5), "Asia/Tokyo", "FREQ=WEEKLY"));
        await using var browser = await chromium.Context(1920, 1080);
        var page = await browser.NewPageAsync();
        foreach (var path in (string[])["/chats", "/chats/tags"])
            foreach (var width in (int[])[320, 390, 576, 768, 1024, 1366, 1920, 2560])
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.GotoAsync(new Uri(desk.Address, path).ToString());
                await Assertions.Expect(page.Locator(".own").First).ToBeVisibleAsync();
                Assert.Equal("", await page.EvaluateAsync<string>("""
                    () => [...document.querySelectorAll('.talk .times, .tag-list .when')].filter(times => times.scrollWidth > times.clientWidth + 1).map(times => times.innerText).join('; ')
                    """));
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} runs off at {width}");
            }
    }

    [Fact]
    public async Task A_hashtag_tells_when_it_meets_in_the_visitors_time_and_that_it_is_on()
    {
        await using var desk = await DeskUnderTest.Start();
        await ManyChats.Seed(desk);
        using var plain = new Person(desk.Address);
        Assert.Matches("""<time[^>]*>\w+ \d+ \w+, 13:00</time>\s*<span class="zone">Lisbon</span>""", await plain.Read("/chats/tags/firstfriday"));
        await using var browser = await chromium.Context(1280, 900);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, "/chats/tags").ToString());
        var tide = page.Locator(".tag-list li", new() { HasText = "#tidechat" });
        await Assertions.Expect(tide).ToContainTextAsync("On now");
        await Assertions.Expect(page.Locator(".tag-list li", new() { HasText = "#firstfriday" }).Locator(".own")).ToContainTextAsync(new Regex("0[89]:00 for you"));
        Assert.DoesNotContain("UTC", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        // Its host closes it before its hour is over.
        await page.GotoAsync(new Uri(desk.Address, "/chats").ToString());
        await Assertions.Expect(page.GetByText("On at this moment")).ToBeVisibleAsync();
        var session = (await desk.Get<ChatListing>("/api/chats/tidechat")).Meetings[0].Session;
        using var closed = await desk.Organizer.PutAsJsonAsync($"/api/events/tidechat/sessions/{session}/chat/state", new NewChatState(Closed: true), ContractJson.Options);
        Assert.True(closed.IsSuccessStatusCode);
        await Eventually.True(async () => !(await plain.Read("/chats")).Contains("On at this moment", StringComparison.Ordinal), "it is not on any more");
        Assert.DoesNotContain("On now", await plain.Read("/chats/tags"), StringComparison.Ordinal);
        Assert.DoesNotContain("On now", await plain.Read("/tidechat"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_keeps_chats_sees_only_those_and_has_a_calendar_of_them()
    {
        await using var desk = await DeskUnderTest.Start();
        await ManyChats.Seed(desk);
        await using var browser = await chromium.Context(1280, 900);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, "/chats").ToString());
        await page.Locator(".tile", new() { HasText = "OT on the pier" }).Locator(".star").ClickAsync();
        await page.Locator(".tile", new() { HasText = "Quiet cove" }).Locator(".star").ClickAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Only my chats" }).ClickAsync();
        await Assertions.Expect(page.Locator(".tile:visible")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync("2 of the chats that you keep.");
        var calendar = await page.GetByRole(AriaRole.Link, new() { Name = "My chats to my calendar" }).GetAttributeAsync("href");
        Assert.Equal("/calendar.ics?series=otpier,quietcove", calendar);
        Assert.Contains("SUMMARY:OT on the pier", await desk.Anybody.GetStringAsync(calendar), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_tells_all_that_is_wrong_beside_its_fields_and_warns_before_it_is_sent()
    {
        await using var desk = await DeskUnderTest.Start();
        await ManyChats.Seed(desk);
        using var ada = new Person(desk.Address);
        using var wrong = await ada.Fill("/chats/propose", ("Form.By", ""), ("Form.Hashtags", "no! tag"), ("Form.TimeZone", "Mars"), ("Form.Url", "ftp://x"), ("Form.Date", ""));
        var html = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        foreach (var id in (string[])["by-error", "hashtags-error", "zone-error", "url-error", "date-error"]) Assert.Contains($"id=\"{id}\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"no! tag\"", html, StringComparison.Ordinal);

        var now = TimeProvider.System.GetUtcNow();
        var start = ManyChats.Clock(now.AddMinutes(-20), "Europe/London");
        (string, string)[] fields =
        [
            ("Form.By", "Ada Lund"), ("Form.Hashtags", "#ropeschat"), ("Form.Name", "Ropes"), ("Form.TimeZone", "Europe/London"),
            ("Form.Date", start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("Form.Time", start.ToString("HH:mm", CultureInfo.InvariantCulture)),
        ];
        using var warned = await ada.Fill("/chats/propose", fields);
        html = WebUtility.HtmlDecode(await warned.Content.ReadAsStringAsync());
        Assert.Contains("Before it is sent:", html, StringComparison.Ordinal);
        Assert.Contains("Tide chat", html, StringComparison.Ordinal);
        Assert.DoesNotContain((await desk.Get<ChatProposal[]>("/api/chats/proposals")), proposal => proposal.Draft.Name == "Ropes");

        var form = PageForm.Of(html, "/chats/propose").First(form => form.Fields.ContainsKey("Form.By"));
        using var sent = await ada.Send(form.With(("Form.Anyway", "yes")));
        Assert.Equal(("/chats/propose?sent=yes", HttpStatusCode.Redirect), (sent.Headers.Location?.PathAndQuery, sent.StatusCode));
        var proposed = (await desk.Get<ChatProposal[]>("/api/chats/proposals")).Single(proposal => proposal.Draft.Name == "Ropes");
        Assert.Equal(("Ada Lund", "FREQ=WEEKLY"), (proposed.By, proposed.Draft.Rule));
    }

    [Fact]
    public async Task An_organizer_accepts_makes_changes_and_takes_over()
    {
        await using var desk = await DeskUnderTest.Start();
        await ManyChats.Seed(desk);
        await using var browser = await chromium.Context(1280, 900);
        await desk.SignIn(browser, await desk.SignedIn("Noor", Role.Organizer));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, "/chats/organize").ToString());
        await Assertions.Expect(page.Locator(".row-of", new() { HasText = "Moorings" })).ToContainTextAsync("Tide chat");
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept #moorings" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Accepted: it is in the calendar.")).ToBeVisibleAsync();
        Assert.Equal("Moorings", (await desk.Get<ChatListing>("/api/chats/moorings")).Series.Name);

        await page.GetByRole(AriaRole.Link, new() { Name = "Change Moorings" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Moorings");
        await page.GetByLabel("Minutes").FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator("#minutes-error")).ToBeVisibleAsync();
        await page.GetByLabel("Minutes").FillAsync("30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Moorings is in the calendar.")).ToBeVisibleAsync();
        Assert.Equal(30, (await desk.Get<ChatListing>("/api/chats/moorings")).Series.Minutes);

        await page.GotoAsync(new Uri(desk.Address, "/chats/organize").ToString());
        await page.GetByLabel("An iCalendar file of chats").SetInputFilesAsync(new FilePayload
        {
            Name = "chats.ics",
            MimeType = "text/calendar",
            Buffer = System.Text.Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:#ropechat\r\nDTSTART;TZID=Europe/London:20260106T090000\r\nDTEND;TZID=Europe/London:20260106T100000\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Once\r\nDTSTART:20260106T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 new, 0 brought up to date, 0 left alone.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".problems")).ToContainTextAsync("Line 9, Once: It does not repeat");
    }

    [Fact]
    public async Task Series_are_told_of_where_people_come_by_and_a_community_is_read_by_days()
    {
        await using var desk = await DeskUnderTest.Start();
        await ManyChats.Known(desk);
        using var anybody = new Person(desk.Address);
        Assert.DoesNotContain("/chats", await anybody.Read("/"), StringComparison.Ordinal);
        Assert.Contains("No chat yet", await anybody.Read("/chats"), StringComparison.Ordinal);
        await desk.Restart();
        await ManyChats.Seed(desk);
        using var visitor = new Person(desk.Address);
        await Eventually.True(async () => (await visitor.Read("/")).Contains("7 tweet chats", StringComparison.Ordinal), "the calendar is known to the pages");
        Assert.Contains("On now", await visitor.Read("/tidechat"), StringComparison.Ordinal);
        Assert.Contains("Always open", await visitor.Read("/phdharbour"), StringComparison.Ordinal);
        Assert.Contains("Day by day", await visitor.Read("/phdharbour/days"), StringComparison.Ordinal);
        var day = WebUtility.HtmlDecode(await visitor.Read($"/phdharbour/days/{Yesterday}"));
        Assert.Contains("words before the kettle boiled", day, StringComparison.Ordinal);
        Assert.Contains("rel=\"prev\"", day, StringComparison.Ordinal);
        Assert.Contains("rel=\"next\"", day, StringComparison.Ordinal);
        Assert.Contains("#acwri", await visitor.Read("/chats/tags/phdharbour"), StringComparison.Ordinal);
        foreach (var path in (string[])["/phdharbour/days/never", "/nothing/days", "/nothing/days/2026-01-01", "/chats/tags/nobodysaidthis"])
        {
            using var none = await visitor.Open(path);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    static Task<double> Size(ILocator text) => text.EvaluateAsync<double>("element => parseFloat(getComputedStyle(element).fontSize)");

    static string Yesterday => TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
