namespace Backchannel.Desk.Tests.Access;

[Collection(nameof(Chromium))]
public class AccessPagesTests(Chromium browser)
{
    const string Password = "four words and a boat";

    [Theory]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Everybody_can_use_every_page_by_which_one_comes_in(int width, int height, ColorScheme look)
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Made.Session("pier"), Made.Session("knots"));
        await using var context = await browser.Context(width, height, look: look);
        var page = await context.NewPageAsync();
        await Look(page, desk, desk.SetupPath);
        await page.GetByLabel("Name").FillAsync("Mira");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("short");
        await page.GetByLabel("The same once more").FillAsync("short");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#password-error")).ToContainTextAsync("At least 10 characters");
        await Accessible.Check(page);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("The same once more").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**{DeskUnderTest.Page()}");

        await desk.SignedIn("Tomasz", Role.Moderator, Made.Event);
        await Look(page, desk, DeskUnderTest.Page("/access"));
        await page.GetByLabel("Whom").FillAsync("Zola");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#link")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var link = await page.Locator("#link").InputValueAsync();
        await page.GetByText("Change", new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove" })).ToBeVisibleAsync();
        await Accessible.Check(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the screen");

        await Look(page, desk, "/account");
        await Look(page, desk, "/sign-in");
        await context.ClearCookiesAsync();
        await Look(page, desk, "/sign-in?problem=uninvited");
        await Look(page, desk, link);
        await Look(page, desk, "/join?token=lost");
    }

    [Fact]
    public async Task A_password_is_changed_and_somebody_signs_in_and_out_by_keyboard_without_a_script()
    {
        await using var desk = await DeskUnderTest.Start();
        await using var context = await browser.Context(1280, 900, javaScript: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(desk.Address, desk.SetupPath).ToString());
        foreach (var (label, words) in new[] { ("Name", "Mira"), ("Password", Password), ("The same once more", Password) }) await page.GetByLabel(label, new() { Exact = true }).FillAsync(words);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**{DeskUnderTest.Page()}");
        await page.GotoAsync(new Uri(desk.Address, "/account").ToString());
        foreach (var (label, words) in new[] { ("As it is now", Password), ("The new one", "another four words"), ("The same once more", "another four words") }) await page.GetByLabel(label).FillAsync(words);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your password is changed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).PressAsync("Enter");
        await page.WaitForURLAsync(desk.Address.ToString());
        await page.GotoAsync(new Uri(desk.Address, DeskUnderTest.Page("/access")).ToString());
        await page.GetByLabel("Name").FillAsync("Mira");
        await page.GetByLabel("Password").FillAsync("another four words");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Access" })).ToBeVisibleAsync();
    }

    static async Task Look(IPage page, DeskUnderTest desk, string path)
    {
        await page.GotoAsync(new Uri(desk.Address, path).ToString());
        await Accessible.Check(page);
    }
}
