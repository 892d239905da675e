using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class SearchTests(Chromium chromium)
{
    const string Path = "/harbourconf/search";

    [Theory]
    [InlineData(1920, 1080, ColorScheme.Light, "?q=offline")]
    [InlineData(1280, 720, ColorScheme.Dark, "")]
    [InlineData(390, 844, ColorScheme.Light, "?q=zzzz")]
    [InlineData(320, 640, ColorScheme.Dark, "?q=offline")]
    public async Task It_fits_every_screen(int width, int height, ColorScheme look, string query)
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path + query, width, height, follows: false, look: look);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sessions_speakers_and_posts_are_found_from_the_events_page(bool javaScript)
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open("/harbourconf", javaScript: javaScript);
        await page.GetByLabel("Search sessions, speakers and posts").FillAsync("ÓFFLINE");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 session, 0 speakers and 2 posts.");
        await Assertions.Expect(page.Locator(".talk mark")).ToHaveTextAsync("Offline");
        await Assertions.Expect(page.Locator("article.card")).ToHaveCountAsync(2);

        await page.GetByLabel("Search sessions, speakers and posts").FillAsync("greta");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Assertions.Expect(page.Locator(".speakers b")).ToHaveTextAsync("Greta Holm");
        await Assertions.Expect(page.Locator(".speakers a")).ToHaveAttributeAsync("href", "/harbourconf/sessions/b3");
        stage.WasClean();
    }

    [Fact]
    public async Task Of_many_posts_there_are_pages()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path + "?q=from+the+morning", javaScript: false, follows: false);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("the latest 20 posts");
        var seen = new List<string>(await Words(page));
        var more = page.GetByRole(AriaRole.Link, new() { Name = "More posts" });
        for (var turn = 0; turn < 10 && await more.IsVisibleAsync(); turn++)
        {
            var next = (await more.GetAttributeAsync("href"))!;
            await more.ClickAsync();
            await page.WaitForURLAsync(address => address.EndsWith(next, StringComparison.Ordinal));
            seen.AddRange(await Words(page));
        }
        Assert.Equal(Enumerable.Range(0, 60).Reverse().Select(i => $"Note {i} "), seen.Select(words => words[..(words.IndexOf("from", StringComparison.Ordinal))]));
        stage.WasClean();
    }

    [Fact]
    public async Task What_is_found_nowhere_is_said_with_what_to_try()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path + "?q=<b>zz</b>", follows: false);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing with all of these words" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("<b>zz</b>");
        stage.WasClean();
    }

    [Fact]
    public async Task While_the_hub_is_away_sessions_are_found_all_the_same()
    {
        await using var stage = await Stage.Set(chromium);
        await stage.Hub.Stop();
        var page = await stage.Open(Path + "?q=offline", follows: false);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 session. Posts cannot be searched just now: try again in a moment.");
    }

    static Task<IReadOnlyList<string>> Words(IPage page) => page.Locator("article.card .words").AllTextContentsAsync();
}
