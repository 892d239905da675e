using System.Net;
using System.Net.Http.Json;

namespace Backchannel.Desk.Tests.Moderation;

[Collection(nameof(Chromium))]
public class LogPageTests(Chromium chromium)
{
    [Fact]
    public async Task The_log_is_filtered_by_person_and_act_and_what_was_done_is_taken_back_from_it()
    {
        await using var desk = await DeskUnderTest.Start();
        var post = Made.Post("Lovely harbour");
        await desk.Capture(Made.Seen(post));
        using var tomasz = desk.As(await desk.SignedIn("Tomasz", Role.Moderator));
        (await tomasz.PostAsJsonAsync(DeskUnderTest.Api("/decisions"), new NewDecision(Act.Hide, [post.Id], Why: "by mistake"), ContractJson.Options)).EnsureSuccessStatusCode();
        (await desk.Organizer.PatchAsJsonAsync(DeskUnderTest.Api(), new { policy = new { refuseBots = true } })).EnsureSuccessStatusCode();

        var browser = await chromium.Context(1280, 800, javaScript: false);
        await desk.SignIn(browser, await desk.SignedIn("Mira", Role.Moderator));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page("/log")).ToString());
        await Assertions.Expect(page.Locator(".log-line")).ToHaveCountAsync(2);
        await page.GetByLabel("Person").SelectOptionAsync("Tomasz");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        var line = page.Locator(".log-line");
        await Assertions.Expect(line).ToHaveCountAsync(1);
        await Assertions.Expect(line).ToContainTextAsync("Tomasz Hid");
        await Assertions.Expect(line).ToContainTextAsync("Lovely harbour");
        await Assertions.Expect(line).ToContainTextAsync("“by mistake”");
        await line.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("Taken back.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#line-1")).ToContainTextAsync("taken back by Mira");
        Assert.Equal(["Lovely harbour"], await desk.Shown());
        await browser.CloseAsync();
    }

    [Fact]
    public async Task Another_site_takes_nothing_back()
    {
        await using var desk = await DeskUnderTest.Start();
        var post = Made.Post("Buy my coins");
        await desk.Capture(Made.Seen(post));
        (await desk.Organizer.PostAsJsonAsync(DeskUnderTest.Api("/decisions"), new NewDecision(Act.Hide, [post.Id]), ContractJson.Options)).EnsureSuccessStatusCode();
        using var forged = new HttpRequestMessage(HttpMethod.Post, DeskUnderTest.Page("/log/undo")) { Content = new FormUrlEncodedContent([new("number", "1")]) };
        forged.Headers.Add("Cookie", $"{CallerHandler.Cookie}={await desk.SignedIn("Mira", Role.Moderator)}");
        using var answer = await desk.Anybody.SendAsync(forged);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await desk.Shown());
    }
}
