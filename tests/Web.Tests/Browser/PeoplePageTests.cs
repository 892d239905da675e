using System.Net;
using Backchannel.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class PeoplePageTests(Chromium chromium)
{
    const string People = "/harbourconf/people";

    static readonly (int Width, int Height, ColorScheme Look)[] Screens =
        [(1920, 1080, ColorScheme.Light), (1280, 720, ColorScheme.Dark), (390, 844, ColorScheme.Light), (320, 640, ColorScheme.Dark)];

    [Theory]
    [InlineData(People)]
    [InlineData(People + "?me=mira@tidewater.example")]
    [InlineData(People + "?me=nobody&role=speaker")]
    [InlineData(People + "?left=out")]
    public async Task It_fits_every_screen(string path)
    {
        await using var stage = await Set();
        foreach (var (width, height, look) in Screens)
        {
            var page = await stage.Open(path, width, height, follows: false, look: look);
            Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
            await Accessible.Check(page);
        }
        stage.WasClean();
    }

    [Fact]
    public async Task It_says_what_people_are_and_do_and_counts_no_followers()
    {
        await using var stage = await Set();
        var page = await stage.Open(People, follows: false);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "41 people" })).ToBeVisibleAsync();
        var ana = Entry(page, "Ana Lindqvist");
        await Assertions.Expect(ana).ToContainTextAsync("@ana@fjord.example");
        await Assertions.Expect(ana).ToContainTextAsync("Speaker");
        await Assertions.Expect(ana).ToContainTextAsync("14 posts by Ana Lindqvist, answers others 5 times · in Offline first");
        await Assertions.Expect(ana).ToContainTextAsync("Talks with Dario Amin and 佐藤 みなと");
        await Assertions.Expect(ana.GetByRole(AriaRole.Link, new() { Name = "14 posts by Ana Lindqvist" })).ToHaveAttributeAsync("href", "/harbourconf/search?q=ana@fjord.example");
        await Assertions.Expect(Entry(page, "Tomasz Vance").GetByRole(AriaRole.Link, new() { Name = "1 post by Tomasz Vance" })).ToHaveAttributeAsync("href", "/harbourconf/search?q=Tomasz%20Vance");
        await Assertions.Expect(page.GetByText("And 31 more")).ToBeVisibleAsync();
        Assert.DoesNotContain("follower", (await page.Locator(".people").InnerTextAsync()), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Links_keep_to_one_role_and_remember_who_asks(bool javaScript)
    {
        await using var stage = await Set();
        var page = await stage.Open(People + "?me=mira@tidewater.example", javaScript: javaScript, follows: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Speakers" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Speakers, 2" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Speakers" })).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "People to meet" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_asks_finds_people_to_meet_and_why(bool javaScript)
    {
        await using var stage = await Set();
        var page = await stage.Open(People, javaScript: javaScript, follows: false);
        await page.GetByLabel("name you post under here").FillAsync("@mira@tidewater.example");
        await page.Keyboard.PressAsync("Enter");
        var lena = page.Locator(".meet > li").First;
        await Assertions.Expect(lena).ToContainTextAsync("You both post in Caching without tears and Offline first. You both use #knots.");
        await Assertions.Expect(page.GetByText("They share a session or a rare hashtag with Mira Okonjo")).ToBeVisibleAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task A_browser_remembers_who_asked_until_they_ask_to_be_left_out()
    {
        await using var stage = await Set();
        var page = await stage.Open(People, follows: false);
        await page.GetByLabel("name you post under here").FillAsync("mira@tidewater.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find people" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("name they post under here")).ToHaveValueAsync("mira@tidewater.example");
        await page.GotoAsync(stage.Web.Http.BaseAddress + "harbourconf/people");
        await Assertions.Expect(page.GetByLabel("name you post under here")).ToHaveValueAsync("mira@tidewater.example");
        await page.GotoAsync(stage.Web.Http.BaseAddress + "harbourconf/people?left=out");
        await Assertions.Expect(page.GetByLabel("name you post under here")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Nobody_by_that_name_is_said_so()
    {
        await using var stage = await Set();
        var page = await stage.Open(People + "?me=%3Cb%3Enobody", follows: false);
        await Assertions.Expect(page.GetByText("Nobody here goes by “<b>nobody”")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("name you post under here")).ToHaveValueAsync("<b>nobody");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Anybody_can_ask_to_be_left_out(bool javaScript)
    {
        await using var stage = await Set();
        var page = await stage.Open(People, 390, 844, javaScript: javaScript, follows: false);
        await page.GetByLabel("Where you post").SelectOptionAsync("bluesky");
        await page.GetByLabel("Your handle there").FillAsync(" @lenasorby.example ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave me out" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You are left out.")).ToBeInViewportAsync();
        var (who, headers) = Assert.Single(stage.Hub.LeftOut);
        Assert.Equal(new LeftOut(Network.Bluesky, "@lenasorby.example"), who);
        Assert.Contains("backchannel-visitor=", headers.Cookie.ToString(), StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(headers["X-Forwarded-For"]));
        stage.WasClean();
    }

    [Fact]
    public async Task What_stands_in_the_way_is_said_beside_the_form_and_nothing_typed_is_lost()
    {
        await using var stage = await Set();
        var page = await stage.Open(People, 390, 844, follows: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave me out" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Type the handle that is to be left out.")).ToBeInViewportAsync();
        Assert.Empty(stage.Hub.LeftOut);
        await Accessible.Check(page);

        stage.Hub.OnLeaveOut = context =>
        {
            context.Response.Headers.RetryAfter = "20";
            return Results.StatusCode(429);
        };
        await page.GetByLabel("Where you post").SelectOptionAsync("x");
        await page.GetByLabel("Your handle there").FillAsync("darioamin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave me out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ask again in 20 seconds");
        await Assertions.Expect(page.GetByLabel("Your handle there")).ToHaveValueAsync("darioamin");
        await Assertions.Expect(page.GetByLabel("Where you post")).ToHaveValueAsync("x");
    }

    [Fact]
    public async Task Before_anybody_posts_it_says_how_to_be_the_first()
    {
        await using var stage = await Stage.Set(chromium);
        foreach (var (width, height, look) in Screens)
        {
            var page = await stage.Open(People, width, height, follows: false, look: look);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nobody yet" })).ToBeVisibleAsync();
            await Accessible.Check(page);
        }
        stage.WasClean();
    }

    [Fact]
    public async Task Names_handles_and_hashtags_that_mean_harm_are_only_words()
    {
        await using var stage = await Set();
        var hostile = HarbourPeople.Hostile(Stage.Now);
        stage.Hub.People = (_, _) => new([hostile], 1, [new(hostile.Hashtags[0], 2)], hostile, [new(hostile, ["a2"], hostile.Hashtags)], 3);
        var page = await stage.Open(People + "?me=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", 320, 640, follows: false);
        await Assertions.Expect(page.Locator("main script, main img, [onmouseover], [onerror], [href^=javascript]")).ToHaveCountAsync(0);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        await Assertions.Expect(page.Locator(".person .name").First).ToContainTextAsync("<script>alert(1)</script>");
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_in_the_order_in_which_it_is_read()
    {
        await using var stage = await Set();
        var page = await stage.Open(People, follows: false);
        var (reached, wanted) = (new List<string>(), new[] { "me", "Find people", "Everybody", "Speakers", "network", "handle", "Leave me out" });
        for (var i = 0; i < 120 && !reached.Contains("Leave me out"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.textContent.trim()"));
        }
        Assert.Equal(wanted, reached.Where(wanted.Contains));
    }

    [Fact]
    public async Task An_event_that_is_not_there_has_no_people_and_without_a_hub_the_page_waits()
    {
        await using var stage = await Set();
        using var missing = await stage.Web.Http.GetAsync("/no-such-event/people");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        await using var web = await WebUnderTest.Start(null, new() { ["Web:Live:Patience"] = "00:00:00.100" });
        using var answer = await web.Http.GetAsync(People);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    async Task<Stage> Set()
    {
        var stage = await Stage.Set(chromium);
        stage.Hub.People = HarbourPeople.Here;
        return stage;
    }

    static ILocator Entry(IPage page, string name) => page.Locator("article.person", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }) });
}
