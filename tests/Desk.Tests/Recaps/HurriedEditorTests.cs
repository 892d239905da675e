namespace Backchannel.Desk.Tests.Recaps;

/// <summary>Who edits a recap presses twice, writes on while it is saved, and has a hub that may be away.</summary>
[Collection(nameof(Chromium))]
public class HurriedEditorTests(Chromium chromium)
{
    const string Patch = $"/recaps/{HarbourChat.Session}";

    [Fact]
    public async Task What_is_written_while_it_is_saved_is_not_called_saved()
    {
        await using var desk = await Held();
        using var way = new LateAnswer(Patch);
        await using var web = await WebApart.Start(desk.Address, way);
        var page = await Open(desk, web.Address);
        await page.GetByLabel("Title").FillAsync("Of harbours");
        var held = way.Hold();
        await Button(page, "Save").ClickAsync();
        await held;
        await page.GetByLabel("Introduction").FillAsync("What an evening");
        await page.GetByLabel("Introduction").BlurAsync();
        await Says(page, "Not saved yet.");
        way.LetGo();
        await Assertions.Expect(Button(page, "Save")).ToBeEnabledAsync();
        await Says(page, "Not saved yet.");
        await Button(page, "Take it off the public pages").ClickAsync();
        await Says(page, "It is not public any more. Its address stays. What you changed is not saved yet.");
        await Button(page, "Save").ClickAsync();
        await Says(page, "Saved.");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_sent_once_is_not_sent_again_before_the_hub_has_answered()
    {
        await using var desk = await Held();
        using var way = new LateAnswer(Patch);
        await using var web = await WebApart.Start(desk.Address, way);
        var page = await Open(desk, web.Address);
        await page.GetByLabel("Title").FillAsync("Of harbours");
        var held = way.Hold();
        // Both are on their way before the page has shut the button.
        await Button(page, "Save").EvaluateAsync("button => { button.click(); button.click(); }");
        await held;
        way.LetGo();
        await Says(page, "Saved.");
        await Assertions.Expect(Button(page, "Save")).ToBeEnabledAsync();
        await Says(page, "Saved.");
        Assert.Equal(1, way.Asked);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_could_not_be_opened_is_tried_again()
    {
        await using var desk = await Held();
        using var way = new LateAnswer($"{Patch}/draft");
        await using var web = await WebApart.Start(desk.Address, way);
        var held = way.Hold();
        var page = await Open(desk, web.Address);
        await held;
        way.Lose();
        await Says(page, "The hub does not answer. Look whether it was done before you try again.");
        await Assertions.Expect(page.GetByText("One moment.")).ToHaveCountAsync(0);
        await Button(page, "Try again").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Title")).ToBeVisibleAsync();
        await Says(page, "");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_second_half_of_a_double_click_does_not_publish_what_the_first_took_off()
    {
        await using var desk = await Held();
        var page = await Open(desk, desk.Address);
        await Button(page, "Take it off the public pages").Twice(() => Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true })).ToBeVisibleAsync());
        // What is pressed is heard in order.
        await Button(page, "Save").ClickAsync();
        await Says(page, "Saved.");
        using var answer = await desk.Anybody.GetAsync(HarbourChat.Recap);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        await page.Context.CloseAsync();
    }

    static async Task<DeskUnderTest> Held()
    {
        var desk = await DeskUnderTest.Start();
        await HarbourChat.Held(desk, answers: 6);
        return desk;
    }

    async Task<IPage> Open(DeskUnderTest desk, Uri at)
    {
        var browser = await chromium.Context(1280, 900);
        await desk.SignIn(browser, await desk.SignedIn("Noor", Role.Moderator));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(at, DeskUnderTest.Page(Patch)).ToString());
        return page;
    }

    static Task Says(IPage page, string words) => Assertions.Expect(page.Locator(".recap-told")).ToHaveTextAsync(words);

    static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });
}
