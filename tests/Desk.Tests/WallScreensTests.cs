using System.Net.Http.Json;

namespace Backchannel.Desk.Tests;

[Collection(nameof(Chromium))]
public class WallScreensTests(Chromium chromium)
{
    [Fact]
    public async Task A_blanked_wall_shows_the_name_alone_also_to_who_opens_it_then_and_resumes_where_it_was()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Capture(Made.Seen("Before the dark"));
        var (browser, wall) = await Wall(desk);
        await Shows(wall, "Before the dark");

        await Change(desk, new(Blank: true));
        await Assertions.Expect(wall.Locator("#branding")).ToBeVisibleAsync();
        await Assertions.Expect(wall.GetByText("Before the dark")).ToBeHiddenAsync();
        await desk.Capture(Made.Seen("Said in the dark"));
        await wall.ReloadAsync();
        await Assertions.Expect(wall.Locator("#branding")).ToBeVisibleAsync();
        await Assertions.Expect(wall.Locator("#screen")).ToContainClassAsync("is-blank");
        await Assertions.Expect(wall.GetByText("Said in the dark")).ToBeHiddenAsync();

        await Change(desk, new(Blank: false));
        await Assertions.Expect(wall.Locator("#branding")).ToBeHiddenAsync();
        await Shows(wall, "Said in the dark");
        await browser.CloseAsync();
    }

    [Fact]
    public async Task A_spotlit_post_stands_in_the_place_of_all_others_until_it_is_taken_away_or_goes()
    {
        await using var desk = await DeskUnderTest.Start();
        var (first, second) = (Made.Post("The first of them"), Made.Post("The second of them"));
        await desk.Capture(Made.Seen(first), Made.Seen(second), Made.Seen("Any other"));
        var (browser, wall) = await Wall(desk);
        await Change(desk, new(Spotlight: first.Id));
        var light = wall.Locator("#spotlight");
        await Assertions.Expect(light.GetByText("The first of them")).ToBeVisibleAsync();
        await Assertions.Expect(wall.GetByText("Any other")).ToBeHiddenAsync();
        await Accessible.Check(wall);

        await desk.Capture(Made.Seen(first.Edited("The first, edited")));
        await Assertions.Expect(light.GetByText("The first, edited")).ToBeVisibleAsync();
        await Change(desk, new(Spotlight: ""));
        await Assertions.Expect(light).ToBeHiddenAsync();

        await Change(desk, new(Spotlight: second.Id));
        await Assertions.Expect(light.GetByText("The second of them")).ToBeVisibleAsync();
        (await desk.Organizer.DeleteAsync(DeskUnderTest.Api($"/posts/{second.Id}"))).EnsureSuccessStatusCode();
        await Assertions.Expect(light).ToBeHiddenAsync();
        await wall.ReloadAsync();
        await Shows(wall, "Any other");
        await Assertions.Expect(wall.GetByText("The second of them")).ToHaveCountAsync(0);
        await browser.CloseAsync();
    }

    [Fact]
    public async Task A_blanked_wall_stays_blank_when_the_post_that_was_spotlit_is_taken_off()
    {
        await using var desk = await DeskUnderTest.Start();
        var lit = Made.Post("In the light");
        await desk.Capture(Made.Seen(lit), Made.Seen("Any other"));
        var (browser, wall) = await Wall(desk);
        await Change(desk, new(Spotlight: lit.Id));
        await Assertions.Expect(wall.Locator("#spotlight").GetByText("In the light")).ToBeVisibleAsync();
        await Change(desk, new(Blank: true));
        await Assertions.Expect(wall.Locator("#branding")).ToBeVisibleAsync();

        (await desk.Organizer.DeleteAsync(DeskUnderTest.Api($"/posts/{lit.Id}"))).EnsureSuccessStatusCode();
        await Assertions.Expect(wall.GetByText("In the light")).ToHaveCountAsync(0);
        await Assertions.Expect(wall.Locator("#branding")).ToBeVisibleAsync();
        await Assertions.Expect(wall.GetByText("Any other")).ToBeHiddenAsync();
        await browser.CloseAsync();
    }

    async Task<(IBrowserContext Browser, IPage Wall)> Wall(DeskUnderTest desk)
    {
        var browser = await chromium.Context(1920, 1080);
        var wall = await browser.NewPageAsync();
        await wall.GotoAsync(new Uri(desk.Address, $"/{Made.Event}/wall").ToString());
        await wall.WaitForFunctionAsync("() => document.querySelector('#screen')");
        return (browser, wall);
    }

    static Task Shows(IPage wall, string text) => Assertions.Expect(wall.Locator("#content").GetByText(text)).ToBeVisibleAsync();

    static async Task Change(DeskUnderTest desk, ScreenChange change) =>
        (await desk.Organizer.PatchAsJsonAsync(DeskUnderTest.Api("/screen"), change, ContractJson.Options)).EnsureSuccessStatusCode();
}
