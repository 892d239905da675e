using System.Net.Http.Json;

namespace Backchannel.Desk.Tests.Moderation;

/// <summary>Both pages at both sizes in both looks: nothing is out of anybody's reach, and nothing sticks out.</summary>
[Collection(nameof(Chromium))]
public class LooksTests(Chromium chromium)
{
    [Theory]
    [InlineData(1920, 1080, ColorScheme.Light)]
    [InlineData(1920, 1080, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(320, 640, ColorScheme.Light)]
    public async Task Everybody_can_use_them(int width, int height, ColorScheme look)
    {
        await using var desk = await DeskUnderTest.Start();
        await Fill(desk);
        await using var table = await Table.Open(desk, chromium, "Mira", Role.Organizer, width: width, height: height, look: look);
        var page = table.Page;
        await Assertions.Expect(table.Cards).ToHaveCountAsync(6);
        await Look(page, $"moderation-{width}-{look}");
        await table.Press("x", "j");
        await Assertions.Expect(table.Cards.Nth(1).Locator(".mod-acts")).ToBeVisibleAsync();
        await table.Press("x", "w");
        await page.WaitForSelectorAsync("[data-autofocus]");
        await Look(page, $"moderation-asks-{width}-{look}");
        await table.Press("Escape");
        await Assertions.Expect(page.Locator("[data-autofocus]")).ToHaveCountAsync(0);
        await table.Press("?");
        await page.WaitForSelectorAsync(".mod-help");
        await Look(page, $"moderation-keys-{width}-{look}");
        foreach (var list in (string[])["Shown", "Refused", "Saved"])
        {
            await table.Open(list);
            await Look(page, $"moderation-{list}-{width}-{look}");
        }
        await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page("/log")).ToString());
        await Look(page, $"log-{width}-{look}");
        Assert.Empty(table.Complaints);
    }

    static async Task Look(IPage page, string name)
    {
        await Accessible.Check(page);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways");
        if (Environment.GetEnvironmentVariable("BACKCHANNEL_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    static async Task Fill(DeskUnderTest desk)
    {
        await desk.SetSessions(Made.Session("boats", "tidewaterboats") with { Title = "Boats that steer themselves home" });
        var (pinned, bad, later, kept) = (Made.Post("Lunch is in the boat shed from noon, and there is enough for everybody."), Made.Post("Buy my coins"), Made.Post("Is this about us?"), Made.Post("Who has lost a blue umbrella?", Made.Dario));
        await desk.Capture(Made.Seen(pinned), Made.Seen(bad), Made.Seen(later), Made.Seen(kept), Made.Seen("What a view from the pier this morning #tidewater26"));
        foreach (var (act, post, why) in ((Act, Post, string?)[])[(Act.Pin, pinned, null), (Act.Refuse, bad, "sells coins under our hashtag"), (Act.Save, later, null), (Act.Save, kept, null)])
            (await desk.Organizer.PostAsJsonAsync(DeskUnderTest.Api("/decisions"), new NewDecision(act, [post.Id], Why: why), ContractJson.Options)).EnsureSuccessStatusCode();
        await desk.Organizer.PostAsync(DeskUnderTest.Api("/decisions/3/undo"), null);
        (await desk.Organizer.PatchAsJsonAsync(DeskUnderTest.Api(), new { policy = new { mode = "delay", delaySeconds = 600, blockedWords = new[] { "barnacle" } } })).EnsureSuccessStatusCode();
        await desk.Capture(
            Made.Seen("The queue of boats at the lock is moving again #tidewaterboats, thank you @harbourmaster"),
            Made.Seen(Made.Post("Slides of the keynote, before anybody asks", Made.Dario, Network.Mastodon) with
            {
                Media = [new(MediaKind.Image, "/demo/slide-1.svg", Alt: "A slide", Width: 1200, Height: 800), new(MediaKind.Image, "/demo/harbour.svg", Alt: "The harbour", Width: 1200, Height: 800)],
            }));
        (await desk.Organizer.PatchAsJsonAsync(DeskUnderTest.Api(), new { policy = new { mode = "approve" } })).EnsureSuccessStatusCode();
        await desk.Capture(
            Made.Seen(Made.Post("You absolute barnacle, that was my seat")),
            Made.Seen(Made.Post("Ponto de encontro: a torre. Quem vem connosco depois da última palestra?", Made.Dario, Network.X)),
            Made.Seen(Made.Post("AVeryLongWordThatNobodyBreaks" + new string('n', 140))),
            Made.Seen(Made.Post("<script>alert('in')</script> and a link https://tidewater.example/maps") with { Author = Made.Mira with { Name = "<b>Mira</b> Okonjo-Whittaker of the Upper Harbour" } }));
    }
}
