using System.Net.Http.Json;

namespace Backchannel.Desk.Tests.Chats;

[Collection(nameof(Chromium))]
public class ChatDeskTests(Chromium chromium)
{
    /// <summary>Browsers scroll by whole pixels, and what stands at the edge may be cut by a part of one.</summary>
    const float AllButAHair = .98f;

    [Fact]
    public async Task What_is_wrong_with_a_form_is_said_beside_it_with_the_name_of_its_field()
    {
        await using var night = await ChatNight.Open(20, (1, "How do you plan around the tide?", null));
        var (browser, page) = await Desk(night, 390, 700);
        await page.GetByLabel("Another question").FillAsync("And what did we forget?");
        await page.Locator(".add").GetByLabel("at minute").FillAsync("9999");
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan it" }).ClickAsync();
        var alert = page.Locator(".add").GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToHaveTextAsync("“At minute” must lie between 0 and 1440, or be left out.");
        await Assertions.Expect(alert).ToBeFocusedAsync();
        await Assertions.Expect(alert).ToBeInViewportAsync(new() { Ratio = AllButAHair });
        await Assertions.Expect(page.Locator(".add").GetByLabel("at minute")).ToHaveAttributeAsync("aria-invalid", "true");

        await page.GetByText("Topic, guests, and what may be seen ahead").ClickAsync();
        await page.GetByLabel("Guests").FillAsync("Dario Amin, dario at bluesky");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".meeting").GetByRole(AriaRole.Alert)).ToContainTextAsync("Guests");
        await Assertions.Expect(page.Locator(".meeting").GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".meeting").GetByRole(AriaRole.Alert)).ToBeInViewportAsync(new() { Ratio = AllButAHair });
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(1);
        await browser.CloseAsync();
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(1920)]
    public async Task Nothing_of_the_desk_runs_off_its_edge_or_is_out_of_reach(int width)
    {
        await using var night = await ChatNight.Open(20, (1, "How do you plan around the tide?", 5), (2, "Which buoys would you replace, and by what, and who pays for them, in your harbour?", 30));
        await night.Say(ChatNight.Said("Hello from the pier"), ChatNight.Said("Where can I find the tide tables for the north pier?", Made.Dario));
        var (browser, page) = await Desk(night, width, 844);
        await Assertions.Expect(page.GetByText("Where can I find").First).ToBeVisibleAsync();
        await page.Locator(".sheet-list li").Nth(1).GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Assertions.Expect(page.Locator("#edit-text")).ToBeVisibleAsync();
        await page.GetByText("Topic, guests, and what may be seen ahead").ClickAsync();
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        await Accessible.Check(page);
        if (width > 1500)
        {
            // The people stand beside the run sheet, to the edge of the page.
            Assert.True(await page.EvaluateAsync<double>("() => document.querySelector('.people-lists').getBoundingClientRect().right") > 1800);
            Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('#new-head').getBoundingClientRect().top === document.querySelector('#waits-head').getBoundingClientRect().top"));
        }
        await browser.CloseAsync();
    }

    [Fact]
    public async Task Once_it_is_closed_the_desk_says_what_was_not_asked_and_offers_the_recap()
    {
        await using var night = await ChatNight.Open(20, (1, "How do you plan around the tide?", null), (2, "Which buoys would you replace?", null));
        var (browser, page) = await Desk(night);
        await page.Locator(".next").GetByRole(AriaRole.Button, new() { Name = "Ask it now" }).ClickAsync();
        await Assertions.Expect(page.Locator(".next-words")).ToHaveTextAsync("Q2 Which buoys would you replace?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the chat…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close it now" }).ClickAsync();
        await Assertions.Expect(page.Locator(".next-none")).ToHaveTextAsync("Closed. Q2 was not asked.");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "See the recap" })).ToHaveAttributeAsync("href", $"/{Made.Event}/sessions/{ChatNight.Session}/recap");
        await browser.CloseAsync();
    }

    [Fact]
    public async Task Long_before_its_hour_a_question_is_asked_twice_for_and_nothing_is_closed()
    {
        await using var night = await ChatNight.Open(-60 * 24 * 26, (1, "How do you plan around the tide?", null));
        var (browser, page) = await Desk(night);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Close the chat…" })).ToHaveCountAsync(0);
        await page.Locator(".next").GetByRole(AriaRole.Button, new() { Name = "Ask it now" }).ClickAsync();
        var asking = page.Locator(".asking");
        await Assertions.Expect(asking).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"This chat begins on \w{3} \d+ \w{3}, \d\d:\d\d\. Ask Q1 now all the same\?"));
        await Accessible.Check(page);
        await asking.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        await Assertions.Expect(asking).ToHaveCountAsync(0);
        Assert.Null((await night.Chat()).Open);
        await page.Locator(".sheet-list li").GetByRole(AriaRole.Button, new() { Name = "Ask now" }).ClickAsync();
        await page.Locator("li .asking").GetByRole(AriaRole.Button, new() { Name = "Ask it all the same" }).ClickAsync();
        await Assertions.Expect(page.Locator(".sheet-list .state")).ToContainTextAsync("asked");
        Assert.Equal(1, (await night.Chat()).Open);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task Who_waits_is_answered_set_aside_or_pinned_and_the_desk_is_handed_to_who_was_invited()
    {
        await using var night = await ChatNight.Open(20);
        var asks = ChatNight.Said("Where can I find the tide tables for the north pier?", Made.Dario);
        await night.Say(ChatNight.Said("Q1: How do you plan around the tide?", new("did:made-up:host", "host.tidewater.example", "Ada Lund")), asks);
        await night.Desk.SignedIn("Zoe of all", Role.Host, Made.Event, Caller.AllSessions);
        var (browser, page) = await Desk(night);
        var waits = page.Locator("section:has(> #waits-head) li");
        await Assertions.Expect(waits.Locator(".by")).ToContainTextAsync("waits for");
        await waits.GetByRole(AriaRole.Button, new() { Name = "Pin" }).ClickAsync();
        await Assertions.Expect(page.Locator(".pinned-line")).ToContainTextAsync("Dario Amin “Where can I find the tide tables for the north pier?”");

        var room = await page.RunAndWaitForPopupAsync(() => waits.GetByRole(AriaRole.Link, new() { Name = "Reply" }).ClickAsync());
        await Assertions.Expect(room.Locator($"article.card[data-named][data-post=\"{asks.Id}\"]")).ToBeInViewportAsync();
        await Assertions.Expect(room.Locator("#deeds").GetByText("Reply", new() { Exact = true })).ToBeVisibleAsync();


        // The room has begun later than that post by now.
        await night.Say(Enumerable.Range(1, 40).Select(n => ChatNight.Said($"Ship {n} has come in")));
        await Eventually.True(async () => (await night.Desk.Anybody.GetStringAsync(night.Room)).Split($"data-post=\"{asks.Id}\"").Length == 2, "it is on top of the room, and no more below");
        await room.GotoAsync($"{night.Room}?post={Uri.EscapeDataString(asks.Id)}&reply=yes");
        await Assertions.Expect(room.Locator($"#thread-feed [data-named][data-post=\"{asks.Id}\"]")).ToBeInViewportAsync();
        await room.Locator("#deeds").GetByText("Reply", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(room.Locator("#composer-to-words")).ToContainTextAsync("Dario Amin");
        await Assertions.Expect(room.Locator("#composer-text")).ToBeFocusedAsync();
        await Assertions.Expect(room.Locator("#thread")).ToBeHiddenAsync();

        await waits.GetByRole(AriaRole.Button, new() { Name = "Answered" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nobody waits.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("in the name of whoever presses the button");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand over to Zoe of all" }).ClickAsync();
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("Zoe of all has the desk");

        await page.GotoAsync(new Uri(night.Desk.Address, DeskUnderTest.Page("/log")).ToString());
        await Assertions.Expect(page.Locator(".log-what").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Noor Handed over to Zoe of all the desk of What the tide leaves behind, \d+ \w+$"));
        await browser.CloseAsync();
    }

    [Fact]
    public async Task Meetings_are_told_apart_by_their_day_and_by_their_hour_where_two_are_on_one()
    {
        await using var night = await ChatNight.Open(20);
        var organizer = night.Desk.As(await night.Desk.SignedIn("Noor", Role.Organizer));
        var noon = new DateTimeOffset(TimeProvider.System.GetUtcNow().Year, 6, 2, 12, 0, 0, TimeSpan.Zero);
        SessionInfo Meeting(string id, DateTimeOffset at) => new(id, "Lantern chat", null, null, [], at, at.AddHours(1), [], null);
        await night.Desk.SetSessions(Meeting(ChatNight.Session, noon), Meeting("later", noon.AddHours(4)), Meeting("next", noon.AddDays(7)));
        foreach (var id in (string[])[ChatNight.Session, "later", "next"])
            (await organizer.PatchAsJsonAsync(DeskUnderTest.Api($"/sessions/{id}/chat"), new ChatPlan(Hosts: [new("Ada Lund")]), ContractJson.Options)).EnsureSuccessStatusCode();
        foreach (var path in (string[])["/chat", "/questions", "/access"])
            await Eventually.True(async () =>
            {
                var html = System.Net.WebUtility.HtmlDecode(await organizer.GetStringAsync(DeskUnderTest.Page(path)));
                return new[] { "2 Jun, 12:00 · Lantern chat", "2 Jun, 16:00 · Lantern chat", "9 Jun · Lantern chat" }.All(words => html.Contains($">{words}</option>", StringComparison.Ordinal));
            }, $"{path} tells them apart");
        Assert.Contains("on <a href=", await organizer.GetStringAsync(DeskUnderTest.Page("/questions")), StringComparison.Ordinal);
        Assert.Contains("The questions of this chat are in", await organizer.GetStringAsync($"/{Made.Event}/sessions/next/room"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_of_a_chat_begins_at_its_desk()
    {
        await using var night = await ChatNight.Open(20);
        foreach (var (name, session, page) in ((string, string, string)[])[("Ada Lund", ChatNight.Session, "/chat"), ("Zoe", Caller.AllSessions, "/chat"), ("Far", "another", "/moderation")])
        {
            using var host = new Person(night.Desk.Address, await night.Desk.SignedIn(name, Role.Host, Made.Event, session));
            Assert.Contains($"href=\"{DeskUnderTest.Page(page)}\"", await host.Read("/account"), StringComparison.Ordinal);
        }
    }

    async Task<(IBrowserContext Browser, IPage Page)> Desk(ChatNight night, int width = 1280, int height = 900)
    {
        var page = await night.HostsDesk(chromium, null, width, height);
        return (page.Context, page);
    }
}
