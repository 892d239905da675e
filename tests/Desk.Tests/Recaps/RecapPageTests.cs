using System.Net;
using System.Text.RegularExpressions;

namespace Backchannel.Desk.Tests.Recaps;

[Collection(nameof(Chromium))]
public partial class RecapPageTests(Chromium chromium)
{
    const string Chat = HarbourChat.Recap, Day = $"/{Made.Event}/recaps/2026-09-01";

    /// <summary>Pictures of what is tested are kept there, where somebody wants to look at them.</summary>
    static readonly string? Pictures = Environment.GetEnvironmentVariable("BACKCHANNEL_PICTURES");

    [Fact]
    public async Task A_recap_is_within_everybodys_reach_and_prints()
    {
        await using var desk = await DeskUnderTest.Start();
        await HarbourChat.Held(desk, answers: 6);
        foreach (var (width, height, look) in new[] { (1920, 1080, ColorScheme.Light), (390, 844, ColorScheme.Dark), (1920, 1080, ColorScheme.Dark), (390, 844, ColorScheme.Light) })
            foreach (var (path, name) in new[] { (Chat, "chat"), (Day, "day"), ($"/{Made.Event}/recaps", "list") })
            {
                var browser = await chromium.Context(width, height, look: look);
                var page = await browser.NewPageAsync();
                await page.GotoAsync(new Uri(desk.Address, path).ToString());
                await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
                await Accessible.Check(page);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than {width}");
                await Keep(page, $"{name}-{width}-{look}");
                if (name == "chat" && width == 1920 && look == ColorScheme.Light) await Prints(page);
                await browser.CloseAsync();
            }
    }

    [Fact]
    public async Task A_chat_is_told_by_its_questions_with_its_people_by_name()
    {
        await using var desk = await DeskUnderTest.Start();
        await HarbourChat.Held(desk);
        var browser = await chromium.Context(1280, 900, javaScript: false);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, Chat).ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Q3 How do you keep a waterfront open to everybody?" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Beside the questions" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("section:has(> #q1) > .asks article.card .words")).ToContainTextAsync("Q1: Which harbour");
        var names = await page.Locator(".recap-people .name").AllInnerTextsAsync();
        Assert.Equal(names.Select(name => Text.TextFold.Fold(name)).Order(StringComparer.Ordinal), names.Select(name => Text.TextFold.Fold(name)));
        Assert.Matches("Chat recap of .*Lisbon", await page.Locator("meta[property='og:description']").GetAttributeAsync("content"));
        Assert.Equal(0, await page.Locator("meta[name=robots]").CountAsync());
        await browser.CloseAsync();
    }

    [Fact]
    public async Task A_file_opens_from_a_disk_without_the_network_and_nothing_of_it_is_missing()
    {
        await using var desk = await DeskUnderTest.Start();
        await HarbourChat.Held(desk);
        using var answer = await desk.Anybody.GetAsync($"{Chat}.html");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        var path = Path.Combine(Path.GetTempPath(), $"recap-{Guid.NewGuid():n}.html");
        await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync());
        try
        {
            foreach (var (width, height, look) in new[] { (1920, 1080, ColorScheme.Light), (390, 844, ColorScheme.Dark) })
            {
                var browser = await chromium.Context(width, height, look: look);
                await browser.SetOfflineAsync(true);
                var page = await browser.NewPageAsync();
                var (asked, said) = (new List<string>(), new List<string>());
                page.Request += (_, request) => asked.Add(request.Url);
                page.Console += (_, message) => said.Add(message.Text);
                await page.GotoAsync($"file://{path}");
                Assert.DoesNotContain(asked, url => !url.StartsWith("file://", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal));
                Assert.Single(asked, url => url.StartsWith("file://", StringComparison.Ordinal));
                Assert.Empty(said);
                Assert.True(await page.Locator("img").CountAsync() > 20);
                Assert.Equal(0, await page.EvaluateAsync<int>("Promise.all([...document.images].map(image => image.decode().then(() => 0, () => 1))).then(broken => broken.reduce((a, b) => a + b, 0))"));
                // Its style is allowed by its own rule.
                Assert.NotEqual("rgba(0, 0, 0, 0)", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.about')).backgroundColor"));
                await Assertions.Expect(page.Locator(".about")).ToContainTextAsync("has to be deleted from this file too");
                await Accessible.Check(page);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
                await Keep(page, $"file-{width}-{look}");
                await browser.CloseAsync();
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task What_is_deleted_leaves_the_open_page_its_files_and_what_is_asked_for_next()
    {
        await using var desk = await DeskUnderTest.Start();
        var posts = await HarbourChat.Held(desk);
        var gone = posts.First(post => post.Network != Network.X && post.Text.Contains("Cranes", StringComparison.Ordinal)) with { Text = "Something to regret #harbourchat", Spans = [], EditedAt = HarbourChat.Start.AddHours(1) };
        await desk.Capture(Made.Seen(gone));
        var browser = await chromium.Context(1280, 900);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, Chat).ToString());
        await Assertions.Expect(page.Locator($"[data-post=\"{gone.Id}\"]")).ToContainTextAsync("Something to regret");
        await desk.Capture(new PostDeleted(gone.Id));
        await Assertions.Expect(page.Locator($"[data-post=\"{gone.Id}\"]")).ToHaveCountAsync(0);
        foreach (var path in new[] { Chat, Day, $"{Chat}.html", $"{Chat}.md", $"{Chat}.json", $"{Chat}.csv", $"{Day}.md" })
            Assert.DoesNotContain("Something to regret", await desk.Anybody.GetStringAsync(path), StringComparison.Ordinal);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task A_session_that_has_no_recap_says_why_and_one_that_is_none_is_not_there()
    {
        await using var desk = await DeskUnderTest.Start();
        await HarbourChat.Held(desk, answers: 6);
        var now = TimeProvider.System.GetUtcNow();
        await desk.SetSessions(
            Made.Session("pier") with { Start = now.AddHours(-3), End = now.AddHours(-2) }, Made.Session("boats") with { Start = now.AddHours(1), End = now.AddHours(2) });
        foreach (var (session, words) in (IEnumerable<(string, string)>)[("pier", "There is no recap"), ("boats", "There is no recap yet"), ("nowhere", "There is nothing at this address")])
        {
            var page = await (await chromium.Context(390, 844)).NewPageAsync();
            // The pages hear of sessions a moment later.
            await Eventually.True(async () => await Heading(desk, session) == words, $"{session}: {words}");
            Assert.Equal(404, (await page.GotoAsync(new Uri(desk.Address, $"/{Made.Event}/sessions/{session}/recap").ToString()))!.Status);
            await Accessible.Check(page);
            await page.Context.CloseAsync();
        }
    }

    static async Task<string> Heading(DeskUnderTest desk, string session)
    {
        using var answer = await desk.Anybody.GetAsync($"/{Made.Event}/sessions/{session}/recap");
        return WebUtility.HtmlDecode(HeadingOf().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    [Fact]
    public async Task Who_opens_the_recap_of_a_chat_too_early_is_told_when_it_comes_and_is_shown_it_then()
    {
        await using var night = await Chats.ChatNight.Open(20);
        await night.Say(Chats.ChatNight.Said("The kettle is on"));
        var browser = await chromium.Context(390, 844);
        var page = await browser.NewPageAsync();
        var early = await page.GotoAsync($"{night.Room}/recap");
        Assert.Equal(200, early!.Status);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("The recap comes when the chat is over");
        await Assertions.Expect(page.Locator("main a.btn")).ToHaveAttributeAsync("href", $"/{Made.Event}/sessions/{Chats.ChatNight.Session}");
        await Accessible.Check(page);
        Assert.Equal(404, (await page.GotoAsync($"{night.Room}x/recap"))!.Status);

        using var state = System.Net.Http.Json.JsonContent.Create(new NewChatState(Closed: true), options: ContractJson.Options);
        (await night.Desk.Organizer.PutAsync(DeskUnderTest.Api($"/sessions/{Chats.ChatNight.Session}/chat/state"), state)).EnsureSuccessStatusCode();
        Assert.Equal(200, (await page.GotoAsync($"{night.Room}/recap"))!.Status);
        // By itself.
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("What the tide leaves behind", new() { Timeout = 90_000 });
        await browser.CloseAsync();
    }

    static async Task Prints(IPage page)
    {
        var pdf = await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });
        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
        Assert.InRange(PagesOfPdf().Count(System.Text.Encoding.Latin1.GetString(pdf)), 3, 60);
        await page.SetViewportSizeAsync(794, 1_123);
        await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        await Assertions.Expect(page.Locator(".contents")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".printed")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".intro .own")).ToBeHiddenAsync();
        if (Pictures is not null) await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, "print.png"), FullPage = true, Clip = new() { X = 0, Y = 0, Width = 794, Height = 2_246 } });
        await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Screen });
        await page.SetViewportSizeAsync(1920, 1080);
        if (Pictures is not null) await File.WriteAllBytesAsync(Path.Combine(Pictures, "chat.pdf"), pdf);
    }

    static async Task Keep(IPage page, string name)
    {
        if (Pictures is null) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png") });
        if (await page.Locator("#photos").CountAsync() == 0) return;
        await page.Locator("#photos").ScrollIntoViewIfNeededAsync();
        await page.EvaluateAsync("document.querySelector('#photos').scrollIntoView()");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-end.png") });
    }

    [GeneratedRegex("<h1[^>]*>([^<]*)</h1>")]
    private static partial Regex HeadingOf();

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PagesOfPdf();
}
