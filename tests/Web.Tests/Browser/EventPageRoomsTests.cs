using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed partial class EventPageRoomsTests(Chromium chromium)
{
    const string Path = "/harbourconf";

    /// <summary>The made-up conference as of this very moment: what is on is told to the minute, and the other tests may have taken long.</summary>
    async Task<Stage> Begin()
    {
        var stage = await Stage.Set(chromium);
        await stage.Plan(HarbourConf.Sessions(TimeProvider.System.GetUtcNow()));
        return stage;
    }

    static ILocator Room(IPage page, string name) => page.Locator(".rooms > li").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }) });

    [Fact]
    public async Task Each_room_says_what_is_on_how_far_it_is_and_what_comes()
    {
        await using var stage = await Begin();
        var page = await stage.Open(Path);

        await Assertions.Expect(page.Locator(".rooms h3")).ToHaveTextAsync(["Main hall", "Pier 3", "Room B"]);
        var on = Room(page, "Main hall").Locator(".slot.on");
        await Assertions.Expect(on.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/harbourconf/sessions/a2");
        await Assertions.Expect(on).ToContainTextAsync("Ana Lindqvist");
        await Assertions.Expect(on.Locator(".left")).ToHaveTextAsync(MinutesLeft());
        Assert.InRange(await on.Locator("progress").EvaluateAsync<double>("bar => bar.value"), 55, 75);
        await Assertions.Expect(Room(page, "Main hall").Locator(".slot:not(.on) a")).ToHaveTextAsync("Maps that forgive");
        await Assertions.Expect(Room(page, "Pier 3").Locator(".slot.on")).ToHaveCountAsync(0);
        stage.WasClean();
    }

    [Fact]
    public async Task What_is_on_comes_to_its_end_by_the_clock()
    {
        await using var stage = await Begin();
        var page = await stage.Open(Path);
        await page.Clock.InstallAsync();
        await page.ReloadAsync();
        var (first, second) = (page.Locator(".slot[data-session=b2]"), page.Locator(".slot[data-session=b3]"));
        await Assertions.Expect(first).ToBeVisibleAsync();

        await page.Clock.FastForwardAsync("26:00");

        await Assertions.Expect(first).ToBeHiddenAsync();
        await Assertions.Expect(second).ToHaveClassAsync(OnClass());
        await Assertions.Expect(second.Locator("progress")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task When_a_session_begins_the_page_asks_for_what_is_next()
    {
        await using var stage = await Begin();
        var page = await stage.Open(Path);
        await page.Clock.InstallAsync();
        await page.ReloadAsync();
        await page.Locator(".rooms .own").First.WaitForAsync();

        var asked = page.WaitForResponseAsync(response => response.Url.EndsWith("/harbourconf/now", StringComparison.Ordinal) && response.Ok);
        await page.Clock.FastForwardAsync("24:00");
        await page.Clock.FastForwardAsync("00:10");
        await asked;
    }

    [Fact]
    public async Task Numbers_of_a_session_stand_quietly_where_it_is_on()
    {
        await using var stage = await Begin();
        var page = await stage.Open(Path);
        await stage.Hub.Pulse(Pulse("a2", 3.4, 12), Pulse("a3", 9, 4));

        await Assertions.Expect(page.Locator(".slot[data-session=a2] .beat")).ToHaveTextAsync("3.4 posts a minute · 12 here");
        await Assertions.Expect(page.Locator(".slot[data-session=a3] .beat")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".slot[data-session=a2] .beat")).ToHaveTextAsync("3.4 posts a minute · 12 here");
        stage.WasClean();
    }

    [Theory]
    [InlineData(12)]
    [InlineData(40)]
    public async Task On_a_phone_many_rooms_are_a_strip_that_leaves_the_posts_in_sight(int rooms)
    {
        await using var stage = await Stage.Set(chromium);
        await stage.Plan(BigConf.Sessions(Stage.Now, rooms));
        var page = await stage.Open(Path, 390, 844);

        await Assertions.Expect(page.Locator(".rooms > li:visible")).ToHaveCountAsync(rooms);
        Assert.InRange(await page.Locator("#now").EvaluateAsync<double>("now => now.offsetHeight"), 100, 0.4 * 844);
        Assert.True(await page.Locator("article.card").First.EvaluateAsync<bool>("card => card.getBoundingClientRect().top < innerHeight"));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await Accessible.Check(page);

        await page.GetByText($"All {rooms} rooms").ClickAsync();
        Assert.Equal(1, await page.Locator(".rooms > li").EvaluateAllAsync<int>("rooms => new Set(rooms.map(room => room.getBoundingClientRect().left)).size"));
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_wide_screen_two_rows_of_rooms_show_and_the_others_on_request(bool javaScript)
    {
        await using var stage = await Stage.Set(chromium);
        await stage.Plan(BigConf.Sessions(Stage.Now));
        var page = await stage.Open(Path, javaScript: javaScript);
        await Assertions.Expect(page.Locator(".rooms h3:visible")).ToHaveTextAsync(Enumerable.Range(1, 8).Select(room => $"Room {room}"));

        await page.GetByText("All 40 rooms").PressAsync("Enter");

        await Assertions.Expect(page.Locator(".rooms h3:visible")).ToHaveTextAsync(Enumerable.Range(1, 40).Select(room => $"Room {room}"));
        if (javaScript) await Accessible.Check(page);
        stage.WasClean();
    }

    [Fact]
    public async Task What_one_keeps_comes_first_the_next_time_and_nothing_moves_under_the_finger()
    {
        await using var stage = await Begin();
        var page = await stage.Open(Path);
        var star = page.Locator(".slot[data-session=b3] .star");

        await star.ClickAsync();
        await Assertions.Expect(star).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal("Main hall", await page.Locator(".rooms h3").First.InnerTextAsync());

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".rooms h3").First).ToHaveTextAsync("Room B");
        stage.WasClean();
    }

    [Fact]
    public async Task Who_reads_in_a_room_stays_there_when_the_programme_changes()
    {
        await using var stage = await Stage.Set(chromium);
        await stage.Plan(BigConf.Sessions(Stage.Now));
        var page = await stage.Open(Path);
        await page.Locator(".all-rooms summary").ClickAsync();
        var link = page.Locator(".rooms > li").Nth(20).GetByRole(AriaRole.Link).First;
        await link.FocusAsync();
        var session = await link.GetAttributeAsync("href");

        var sessions = BigConf.Sessions(Stage.Now);
        var on = sessions.First(each => each.Room is "Room 1" && each.End > Stage.Now.AddMinutes(5));
        await stage.Plan([.. sessions.Select(each => each == on ? each with { Title = "Another title" } : each)]);

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Another title" })).ToBeVisibleAsync();
        Assert.Equal(session, await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        await Assertions.Expect(page.Locator(".rooms h3:visible")).ToHaveCountAsync(40);
        stage.WasClean();
    }

    [Fact]
    public async Task What_was_called_off_is_not_announced()
    {
        await using var stage = await Stage.Set(chromium);
        await stage.Plan([.. HarbourConf.Sessions(TimeProvider.System.GetUtcNow()).Select(session => session.Id is "a2" ? session with { Cancelled = true } : session)]);
        var page = await stage.Open(Path);
        await Assertions.Expect(page.Locator(".slot[data-session=a2]")).ToHaveCountAsync(0);
        await Assertions.Expect(Room(page, "Main hall").Locator("a")).ToHaveTextAsync("Maps that forgive");
    }

    [Theory]
    [InlineData(3, "It begins on ", 8)]
    [InlineData(-30, "That was it", 0)]
    public async Task Before_and_after_the_event_it_says_so(int days, string heading, int rooms)
    {
        await using var stage = await Stage.Set(chromium);
        await stage.Plan(BigConf.Sessions(Stage.Now.AddDays(days), 12, 200));
        var page = await stage.Open(Path);

        await Assertions.Expect(page.Locator("#now-head")).ToContainTextAsync(heading);
        await Assertions.Expect(page.Locator(".rooms > li:visible")).ToHaveCountAsync(rooms);
        await Assertions.Expect(page.Locator("#now").GetByRole(AriaRole.Link, new() { Name = "schedule" })).ToHaveAttributeAsync("href", "/harbourconf/schedule");
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Fact]
    public async Task Without_a_programme_there_is_none()
    {
        await using var stage = await Stage.Set(chromium, programme: false);
        var page = await stage.Open(Path);
        await Assertions.Expect(page.Locator("#now")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("In no session")).ToHaveCountAsync(0);
        stage.WasClean();
    }

    static SessionPulse Pulse(string session, double perMinute, int viewers) =>
        new(HarbourConf.Slug, session, Stage.Now, 31, 9, perMinute, viewers, 1, 1, [.. Enumerable.Repeat(0, 30)]);

    [GeneratedRegex(@"^2[0-3] min left$")]
    private static partial Regex MinutesLeft();

    [GeneratedRegex(@"\bon\b")]
    private static partial Regex OnClass();
}
