using Backchannel.Contracts;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class ScheduleTests(Chromium chromium)
{
    const string Path = "/harbourconf/schedule";

    [Theory]
    [InlineData(1920, 1080, ColorScheme.Light, "")]
    [InlineData(1280, 720, ColorScheme.Dark, "?by=room&track=Rust")]
    [InlineData(390, 844, ColorScheme.Light, "?q=zoe")]
    [InlineData(320, 640, ColorScheme.Dark, "?track=Rust")]
    public async Task It_fits_every_screen(int width, int height, ColorScheme look, string query)
    {
        await using var stage = await Stage.Set(chromium);
        await stage.Plan(BigConf.Sessions(Stage.Now, 12, 200));
        var page = await stage.Open(Path + query, width, height, follows: false, look: look);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Fact]
    public async Task A_thousand_sessions_open_a_day_at_a_time()
    {
        await using var stage = await Stage.Set(chromium);
        var sessions = BigConf.Sessions(Stage.Now);
        await stage.Plan(sessions);
        var page = await stage.Open(Path, follows: false);

        await Assertions.Expect(page.Locator(".talk")).ToHaveCountAsync(sessions.Length / 2);
        await Assertions.Expect(page.Locator(".own").First).ToBeVisibleAsync();
        var took = await page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].loadEventEnd");
        TestContext.Current.TestOutputHelper?.WriteLine($"{sessions.Length} sessions: loaded after {took:0} ms");
        stage.WasClean();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Days_tracks_rooms_and_words_narrow_it_with_a_script_and_without(bool javaScript)
    {
        await using var stage = await Stage.Set(chromium);
        await stage.Plan(BigConf.Sessions(Stage.Now, 12, 200));
        var page = await stage.Open(Path, javaScript: javaScript, follows: false);

        var second = page.GetByRole(AriaRole.Link, new() { Name = "Day 2" });
        await second.ClickAsync();
        await Assertions.Expect(second).ToHaveAttributeAsync("aria-current", "page");
        await page.GetByLabel("Track").SelectOptionAsync("Databases");
        await page.GetByLabel("Order").SelectOptionAsync("room");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator(".group > h2")).ToHaveTextAsync(["Room 1", "Room 9"]);
        await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync("16 sessions on this day.");
        Assert.Contains("day=2", page.Url, StringComparison.Ordinal);

        await page.GetByLabel("Search sessions and speakers").FillAsync("jurgen ni bhriain");
        await page.GetByLabel("Track").SelectOptionAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator(".talk mark").Filter(new() { HasText = "Jürgen" }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#found")).ToContainTextAsync("for “jurgen ni bhriain”.");
        stage.WasClean();
    }

    [Fact]
    public async Task Only_ones_favourites_show_and_go_into_ones_calendar()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, follows: false);
        var only = page.GetByRole(AriaRole.Button, new() { Name = "Only my favourites" });
        await Assertions.Expect(only).ToBeHiddenAsync();
        await page.Locator(".talk[data-session=a2] .star").ClickAsync();
        await page.Locator(".talk[data-session=b3] .star").ClickAsync();

        await only.ClickAsync();

        Assert.Equal(["a2", "b3"], await page.Locator(".talk:visible").EvaluateAllAsync<string[]>("talks => talks.map(talk => talk.dataset.session)"));
        await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync("2 of your favourites.");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "My favourites to my calendar" })).ToHaveAttributeAsync("href", "/harbourconf/agenda.ics?sessions=a2,b3");
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Fact]
    public async Task Ones_own_hours_stand_beside_until_one_wants_them_no_more()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, follows: false);
        await Assertions.Expect(page.Locator(".own").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "In my time" }).ClickAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "In my time" })).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(page.Locator(".own").First).ToBeHiddenAsync();
    }

    [Fact]
    public async Task It_leads_to_what_is_on_now()
    {
        await using var stage = await Stage.Set(chromium);
        await stage.Plan(BigConf.Sessions(Stage.Now.AddHours(-2), 12, 200));
        var page = await stage.Open(Path, 390, 844, follows: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Jump to now" }).ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('#now:has(.talk.on)').getBoundingClientRect().top < innerHeight / 2");
        await Assertions.Expect(page.Locator(".talk.over").First).Not.ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_talk_tells_what_it_is_how_much_is_said_and_when_it_was_called_off()
    {
        await using var stage = await Stage.Set(chromium);
        await stage.Plan([.. HarbourConf.Sessions(Stage.Now).Select(session => session.Id switch
        {
            "a2" => session with { Track = "Offline", Abstract = "Of logs and trains." },
            "b2" => session with { Cancelled = true },
            _ => session,
        })]);
        await stage.Hub.Pulse(new SessionPulse(HarbourConf.Slug, "a2", Stage.Now, 31, 9, 3.4, 12, 2.4, 1, [.. Enumerable.Repeat(0, 30)]));
        await Eventually.True(() => stage.Web.Live.Numbers(HarbourConf.Slug).ContainsKey("a2"), "the numbers are heard");
        var page = await stage.Open(Path, follows: false);
        var talk = page.Locator(".talk[data-session=a2]");

        await Assertions.Expect(talk.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/harbourconf/sessions/a2");
        await Assertions.Expect(talk.Locator(".tags > *")).ToHaveTextAsync(["Main hall", "Offline", "#hbrA2", "31 posts, lively just now"]);
        await talk.Locator("summary").PressAsync("Enter");
        await Assertions.Expect(talk.GetByText("Of logs and trains.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".talk[data-session=b2]")).ToContainTextAsync("Cancelled");
        stage.WasClean();
    }

    [Theory]
    [InlineData("?q=zzzz", "Nothing fits")]
    [InlineData("?track=<script>", "Nothing fits")]
    [InlineData("?day=x&room=&q=%00", null)]
    public async Task Odd_addresses_are_answered_with_help(string query, string? words)
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path + query, follows: false);
        if (words is null) Assert.NotEqual(0, await page.Locator(".talk").CountAsync());
        else await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = words })).ToBeVisibleAsync();
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Fact]
    public async Task Without_a_programme_it_says_so()
    {
        await using var stage = await Stage.Set(chromium, programme: false);
        var page = await stage.Open(Path, follows: false);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No programme yet" })).ToBeVisibleAsync();
        await Accessible.Check(page);
        stage.WasClean();
    }
}
