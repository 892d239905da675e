using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

/// <summary>A button that is pressed while the page is on its way to another: a locator's click waits for that.</summary>
static class Pressing
{
    /// <summary>What presses where the button is.</summary>
    public static async Task<Func<Task>> On(this IMouse mouse, ILocator button)
    {
        await button.ScrollIntoViewIfNeededAsync();
        var box = (await button.BoundingBoxAsync())!;
        return () => mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}
