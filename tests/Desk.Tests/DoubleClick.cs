namespace Backchannel.Desk.Tests;

/// <summary>A double click whose first half is heard, and changes the page, before its second half comes.</summary>
static class DoubleClick
{
    const string Under = "([x, y]) => document.elementFromPoint(x, y)?.closest('button:enabled')?.innerText ?? ''";

    /// <param name="button">Where it is pressed.</param>
    /// <param name="first">Ends once the first half has done what it does.</param>
    public static async Task Twice(this ILocator button, Func<Task> first)
    {
        await button.ScrollIntoViewIfNeededAsync();
        var (box, page) = ((await button.BoundingBoxAsync())!, button.Page);
        var (x, y) = (box.X + 12, box.Y + box.Height / 2);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.UpAsync();
        await first();
        await Eventually.True(async () => await page.EvaluateAsync<string>(Under, new double[] { x, y }) is { Length: > 0 }, "a button is under the pointer again");
        await page.Mouse.DownAsync(new() { ClickCount = 2 });
        await page.Mouse.UpAsync(new() { ClickCount = 2 });
    }
}
