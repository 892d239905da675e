using System.Net.Http.Json;

namespace Backchannel.Desk.Tests.Moderation;

/// <summary>A moderator at the moderation page, in a browser of their own.</summary>
sealed class Table : IAsyncDisposable
{
    readonly IBrowserContext _browser;

    Table(IBrowserContext browser, IPage page) => (_browser, Page) = (browser, page);

    public IPage Page { get; }

    /// <summary>What the browser complained of.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Table> Open(
        DeskUnderTest desk, Chromium chromium, string name = "Mira", Role role = Role.Moderator, string? session = null, int width = 1920, int height = 1080,
        ColorScheme look = ColorScheme.Light, Uri? at = null)
    {
        var browser = await chromium.Context(width, height, look: look);
        await desk.SignIn(browser, await desk.SignedIn(name, role, Made.Event, session));
        var page = await browser.NewPageAsync();
        var table = new Table(browser, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") table.Complaints.Add(message.Text);
        };
        await page.GotoAsync(new Uri(at ?? desk.Address, DeskUnderTest.Page("/moderation")).ToString());
        await page.WaitForSelectorAsync(".mod-list");
        return table;
    }

    public ILocator Cards => Page.Locator(".queue-card");

    public ILocator Focused => Page.Locator(".queue-card.focused");

    public ILocator Said => Page.Locator(".mod-said");

    public Task Press(params string[] keys) => EachOf(keys, key => Page.Keyboard.PressAsync(key));

    /// <summary>Waits until the focused card says this.</summary>
    public Task Sees(string text) => Assertions.Expect(Focused.Locator(".words")).ToHaveTextAsync(text);

    public Task Hears(string text) => Assertions.Expect(Said).ToContainTextAsync(text);

    public async Task Open(string list)
    {
        var button = Page.GetByRole(AriaRole.Group, new() { Name = "Lists" }).GetByRole(AriaRole.Button, new() { Name = list });
        await button.ClickAsync();
        // Until then the list that is there is the one before.
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await Page.WaitForSelectorAsync(".mod-list");
    }

    /// <summary>Presses a key that asks for words, and writes them once the question is there: a key that comes late may be one that decides.</summary>
    public async Task Write(string key, string words)
    {
        await Press(key);
        await Assertions.Expect(Page.Locator("input[data-autofocus]")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync(words);
    }

    /// <summary>As <see cref="Write"/>, by somebody who types on before the question is there: all keys at once, with Enter.</summary>
    public Task WriteAhead(string key, string words) => Page.EvaluateAsync(
        "([key, words]) => { for (const each of [key, ...words, 'Enter']) document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: each, bubbles: true, cancelable: true })); }",
        new[] { key, words });

    public ValueTask DisposeAsync() => new(_browser.CloseAsync());

    static async Task EachOf(string[] keys, Func<string, Task> press)
    {
        foreach (var key in keys) await press(key);
    }
}

/// <summary>The organizer's side of it.</summary>
static class TableSettings
{
    public static async Task Approve(this DeskUnderTest desk) =>
        (await desk.Organizer.PatchAsJsonAsync(DeskUnderTest.Api(), new { policy = new { mode = "approve" } })).EnsureSuccessStatusCode();

    public static Task<QueuePage> Queue(this DeskUnderTest desk, string list) => desk.Get<QueuePage>(DeskUnderTest.Api($"/queue?list={list}"));

    public static async Task<IReadOnlyList<string>> Shown(this DeskUnderTest desk) =>
        [.. (await desk.Get<FeedPage>(DeskUnderTest.Api("/posts?limit=500"))).Entries.Select(entry => entry.Post!.Text)];
}
