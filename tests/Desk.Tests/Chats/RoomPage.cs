namespace Backchannel.Desk.Tests.Chats;

/// <summary>The room of a chat in a browser.</summary>
static class RoomPage
{
    /// <summary>What reaches over the page's edge, if it can be scrolled sideways.</summary>
    public const string TooWide = """
        () => document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
          .map(e => `${e.tagName}.${e.className}`).slice(0, 8).join(' ') + ` ${document.documentElement.scrollWidth}`
        """;

    /// <summary>Waits until the page knows what is asked: what is written before that answers nothing.</summary>
    public static Task Asks(IPage page, string question) => Assertions.Expect(page.Locator("#chat-now")).ToHaveAttributeAsync("data-open", question);

    public static async Task Deed(IPage page, string card, string deed)
    {
        await page.Locator(".question article.card", new() { HasText = card }).Locator(".deeds-button").ClickAsync();
        await page.Locator("#deeds").GetByText(deed, new() { Exact = true }).ClickAsync();
    }

    public static async Task<(IBrowserContext Browser, IPage Page)> Room(this Chromium chromium, ChatNight night, int width = 1920, int height = 1080, string? token = null)
    {
        var browser = await chromium.Context(width, height);
        if (token is not null) await night.Desk.SignIn(browser, token);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(night.Room);
        await Assertions.Expect(page.Locator("#composer")).ToBeVisibleAsync();
        return (browser, page);
    }
}
