namespace Backchannel.Desk.Tests.Chats;

[Collection(nameof(Chromium))]
public class Shots(Chromium chromium)
{
    [Fact]
    public async Task Take()
    {
        await using var night = await ChatNight.Open(40, (7, "What did we forget?", 47));
        await night.Say(night.Hour());
        foreach (var (w, h, name) in new[] { (1920, 1080, "desk"), (390, 844, "phone") })
        {
            var browser = await chromium.Context(w, h);
            var page = await browser.NewPageAsync();
            page.Console += (_, m) => Console.WriteLine($"{m.Type}: {m.Text}");
            page.PageError += (_, m) => Console.WriteLine($"error: {m}");
            await page.GotoAsync(night.Room);
            await Task.Delay(1500);
            await page.ScreenshotAsync(new() { Path = $"/tmp/shots/room-{name}.png" });
            await page.FillAsync("#composer-text", "with patience, and a good knot");
            await page.CheckAsync("input[value=x]");
            await Task.Delay(600);
            await page.ScreenshotAsync(new() { Path = $"/tmp/shots/room-write-{name}.png" });
            await page.EvaluateAsync("scrollTo(0, 900)");
            await Task.Delay(300);
            await page.ScreenshotAsync(new() { Path = $"/tmp/shots/room-down-{name}.png" });
            await Accessible.Check(page);
            await browser.CloseAsync();
        }
    }
}
