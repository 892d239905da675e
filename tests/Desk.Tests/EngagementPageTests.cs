using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Backchannel.Hub.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Desk.Tests;

[Collection(nameof(Chromium))]
public partial class EngagementPageTests(Chromium chromium)
{
    static readonly string? Pictures = Environment.GetEnvironmentVariable("BACKCHANNEL_PICTURES");

    readonly ConcurrentQueue<string> _trouble = new();

    [Theory]
    [InlineData(1920, 1080, ColorScheme.Light)]
    [InlineData(1920, 1080, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(320, 700, ColorScheme.Dark)]
    public async Task The_desk_shows_how_the_event_is_doing(int width, int height, ColorScheme look)
    {
        await using var desk = await Busy();
        foreach (var path in (string[])["", "/compare?of=sessions&a=caching&b=offline", "/compare?of=days"])
        {
            var page = await Open(desk, path, width, height, look);
            await Assertions.Expect(page.Locator(".chart[data-drawn] canvas")).ToBeVisibleAsync();
            await Accessible.Check(page);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {width}");
            if (Pictures is not null)
                await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"desk{path.Split('=')[^1]}-{width}-{look}.png"), FullPage = width < 1000 });
            await page.Context.CloseAsync();
        }
        Assert.Empty(_trouble);
    }

    [Fact]
    public async Task Numbers_change_as_posts_come_and_the_chart_stays_the_same_element()
    {
        await using var desk = await Busy();
        var page = await Open(desk);
        await page.Locator(".as-table > summary").ClickAsync();
        var canvas = page.Locator(".chart canvas");
        await canvas.EvaluateAsync("canvas => canvas.marked = true");
        var before = int.Parse(await page.Locator(".as-table td:nth-child(3)").Last.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);

        await desk.Capture([.. Enumerable.Range(0, 40).Select(n => Made.Seen(Made.Post($"Just now {n}", Made.Mira with { Id = $"new-{n}" }) with { CreatedAt = Now, ReceivedAt = Now }))]);
        await Eventually.True(async () => Sum(await page.Locator(".as-table td:nth-child(3)").AllInnerTextsAsync()) >= before + 40, "the table has the posts that came");
        await Eventually.Equal(true, async () => await canvas.EvaluateAsync<bool>("canvas => canvas.marked === true"));
        Assert.Equal("open", await page.Locator(".as-table").EvaluateAsync<string>("table => table.open ? 'open' : 'closed'"));
        // What is drawn last is what the table says last.
        await Eventually.True(
            async () => await page.EvaluateAsync<bool>(
                "() => Math.abs(JSON.parse(document.querySelector('.canvas').dataset.last)[0][1] - parseFloat([...document.querySelectorAll('.as-table td:nth-child(2)')].at(-1).textContent)) <= 0.5"),
            "chart and table agree");
        Assert.Empty(_trouble);
    }

    [Fact]
    public async Task Each_number_says_what_it_means_by_keyboard()
    {
        await using var desk = await Busy();
        var page = await Open(desk);
        var meaning = page.Locator(".num", new() { HasText = "posts a minute" }).Locator(".what");
        await meaning.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(meaning.Locator("p")).ToBeVisibleAsync();
        await Assertions.Expect(meaning).ToContainTextAsync("divided by the minutes");
        // It stays open while numbers change below it.
        var before = await Posts(page);
        await desk.Capture(Made.Seen(Made.Post("Just now") with { CreatedAt = Now }));
        await Eventually.True(async () => await Posts(page) > before, "the numbers have changed");
        await Assertions.Expect(meaning.Locator("p")).ToBeVisibleAsync();
        Assert.True(await page.Locator(".num .what").CountAsync() == await page.Locator(".num").CountAsync());
    }

    [Fact]
    public async Task Without_a_script_the_numbers_the_line_and_the_table_are_there()
    {
        await using var desk = await Busy();
        var page = await Open(desk, javaScript: false);
        await Assertions.Expect(page.Locator(".num dd").First).ToHaveTextAsync(Number());
        await Assertions.Expect(page.Locator(".chart .still")).ToBeVisibleAsync();
        await page.Locator(".posts-chart").GetByRole(AriaRole.Link, new() { Name = "Hour" }).ClickAsync();
        await Assertions.Expect(page.Locator(".as-table tbody tr")).ToHaveCountAsync(60);
        await page.GetByRole(AriaRole.Link, new() { Name = "Whole event" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Whole event" })).ToHaveAttributeAsync("aria-current", "true");
    }

    [Fact]
    public async Task Another_span_is_chosen_without_leaving_the_page()
    {
        await using var desk = await Busy();
        var page = await Open(desk);
        await page.Locator(".stands").GetByRole(AriaRole.Link, new() { Name = "Hour" }).ClickAsync();
        await Assertions.Expect(page.Locator(".stands .at")).ToContainTextAsync("last hour against the hour before");
        await page.GetByRole(AriaRole.Link, new() { Name = "Whole event" }).ClickAsync();
        await Assertions.Expect(page.Locator(".posts-chart [aria-current]")).ToHaveTextAsync("Whole event");
        await Assertions.Expect(page.Locator(".chart[data-drawn] canvas")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Hostile_titles_names_and_hashtags_are_drawn_as_words()
    {
        await using var desk = await DeskUnderTest.Start();
        var now = Now;
        const string title = "<img src=x onerror=window.pwned=1></script>{{7*7}}{a|b}{@[0]}";
        await desk.SetSessions(Made.Session("queues", "queues26") with { Title = title, Start = now.AddMinutes(-20), End = now.AddMinutes(20), Room = "Main hall" });
        var author = Made.Mira with { Name = "<script>window.pwned=1</script>" };
        await desk.Capture([.. Enumerable.Range(0, 12).Select(n => Made.Seen(Made.Post("#queues26 #onerror", author) with { CreatedAt = now.AddMinutes(-n / 4.0), ReceivedAt = now }))]);
        var page = await Open(desk);
        await Assertions.Expect(page.Locator(".hot")).ToContainTextAsync(title);
        await Assertions.Expect(page.Locator(".alarms")).ToContainTextAsync(author.Name);
        var chart = await page.Locator(".chart").BoundingBoxAsync();
        await page.Mouse.MoveAsync(chart!.X + (chart.Width * 0.9f), chart.Y + 100);
        await Eventually.True(async () => await page.Locator(".chart[data-drawn] canvas").CountAsync() > 0, "the chart is drawn");
        await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page("/compare")).ToString());
        await Assertions.Expect(page.Locator(".chart[data-drawn] canvas")).ToBeVisibleAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => 'pwned' in window"));
        Assert.Empty(_trouble);
    }

    [Fact]
    public async Task Meetings_of_a_chat_are_compared_by_their_days()
    {
        await using var desk = await DeskUnderTest.Start();
        var first = Made.Session("first") with { Title = "Lantern chat" };
        await desk.SetSessions(first, first with { Id = "second", Start = first.Start.AddDays(7), End = first.End.AddDays(7) });
        await desk.Read(async db =>
        {
            foreach (var id in (string[])["first", "second"]) db.Chats.Add(new() { Event = Made.Event, Session = id, Hosts = "[]", Guests = "[]" });
            return await db.SaveChangesAsync();
        });
        await desk.Services.GetRequiredService<EventCatalog>().Reload(CancellationToken.None);
        using var moderator = desk.As(await desk.SignedIn("Tomasz", Role.Moderator, Made.Event));
        await Eventually.True(async () => await Choices() is { } page && page.Contains("1 Sep · Lantern chat", StringComparison.Ordinal) && page.Contains("8 Sep · Lantern chat", StringComparison.Ordinal), "each says its day");

        async Task<string> Choices() => System.Net.WebUtility.HtmlDecode(await moderator.GetStringAsync(DeskUnderTest.Page("/compare?of=sessions")));
    }

    [Fact]
    public async Task The_numbers_of_an_event_are_not_for_hosts()
    {
        await using var desk = await DeskUnderTest.Start();
        using var host = desk.As(await desk.SignedIn("Priya", Role.Host, Made.Event, "queues"));
        foreach (var path in (string[])["/engagement", "/engagement/days", "/engagement/compare"])
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await host.GetAsync(DeskUnderTest.Api(path))).StatusCode);
    }

    [Fact]
    public async Task A_hub_that_goes_away_leaves_the_last_numbers_with_a_sign()
    {
        var desk = await Busy();
        var token = await desk.SignedIn("Tomasz", Role.Moderator, Made.Event);
        await using var pages = await WebApart.Start(desk.Address);
        var browser = await chromium.Context(1280, 900);
        await browser.AddCookiesAsync([new() { Name = CallerHandler.Cookie, Value = token, Url = pages.Address.ToString(), HttpOnly = true }]);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(pages.Address, DeskUnderTest.Page()).ToString());
        await Assertions.Expect(page.Locator(".chart[data-drawn] canvas")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".engagement > .lost")).ToBeHiddenAsync();

        await desk.DisposeAsync();
        await Assertions.Expect(page.Locator(".engagement > .lost")).ToContainTextAsync("The hub does not answer");
        await Assertions.Expect(page.Locator(".num dd").First).ToHaveTextAsync(Number());
        await Assertions.Expect(page.Locator(".chart canvas")).ToBeVisibleAsync();
    }

    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    static async Task<DeskUnderTest> Busy()
    {
        var desk = await DeskUnderTest.Start();
        var day = new EngagementDay(Now);
        await desk.SetSessions(day.Sessions);
        foreach (var some in day.Posts().Chunk(200)) await desk.Capture(some);
        return desk;
    }

    async Task<IPage> Open(DeskUnderTest desk, string path = "", int width = 1280, int height = 900, ColorScheme look = ColorScheme.Light, bool javaScript = true)
    {
        var browser = await chromium.Context(width, height, javaScript, look: look);
        await desk.SignIn(browser, await desk.SignedIn($"Moderator {Guid.NewGuid():N}", Role.Moderator, Made.Event));
        var page = await browser.NewPageAsync();
        page.Console += (_, said) =>
        {
            if (said.Type == "error" || said.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase)) _trouble.Enqueue(said.Text);
        };
        page.PageError += (_, error) => _trouble.Enqueue(error);
        await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page(path)).ToString());
        if (javaScript) await page.Locator(".chart[data-drawn]").WaitForAsync();
        return page;
    }

    /// <summary>All that the table has.</summary>
    static Task<int> Posts(IPage page) => page.EvaluateAsync<int>("() => [...document.querySelectorAll('.as-table td:nth-child(3)')].reduce((sum, cell) => sum + Number(cell.textContent), 0)");

    static int Sum(IEnumerable<string> cells) => cells.Where(cell => cell.Length > 0).TakeLast(2).Sum(cell => int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\d")]
    private static partial Regex Number();
}
