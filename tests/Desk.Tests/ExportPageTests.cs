namespace Backchannel.Desk.Tests;

[Collection(nameof(Chromium))]
public class ExportPageTests(Chromium chromium)
{
    [Fact]
    public async Task An_organizer_downloads_a_table_of_what_was_on_show_without_a_script()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Capture(Made.Seen("Of queues"), Made.Seen(Made.Post("Said there", network: Network.X)));
        var browser = await chromium.Context(1280, 900, javaScript: false);
        await desk.SignIn(browser, await desk.SignedIn("Noor", Role.Organizer));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page("/export")).ToString());
        await Assertions.Expect(page.GetByText("of X you may still take whole today")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal($"{Made.Event}.csv", download.SuggestedFilename);
        Assert.Contains("Of queues", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task The_page_is_within_everybodys_reach()
    {
        await using var desk = await DeskUnderTest.Start();
        foreach (var look in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            var browser = await chromium.Context(390, 844, look: look);
            await desk.SignIn(browser, await desk.SignedIn($"Noor {look}", Role.Organizer));
            var page = await browser.NewPageAsync();
            await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page("/export")).ToString());
            await Accessible.Check(page);
            await browser.CloseAsync();
        }
    }
}
