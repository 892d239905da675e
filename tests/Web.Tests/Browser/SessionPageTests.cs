using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed partial class SessionPageTests(Chromium chromium)
{
    const string Path = TalkOfTrains.Path;

    [Theory]
    [InlineData(1920, 1080, ColorScheme.Light)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(320, 640, ColorScheme.Dark)]
    public async Task It_fits_every_screen(int width, int height, ColorScheme look)
    {
        await using var stage = await Stage.SetTalk(chromium);
        foreach (var view in new[] { "", "?view=start", "?view=top" })
        {
            var page = await stage.Open(Path + view, width, height, look: look);
            Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
            await Accessible.Check(page);
        }
        stage.WasClean();
    }

    [Fact]
    public async Task It_says_what_the_talk_is_and_where_it_stands()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);

        await Assertions.Expect(page.Locator("#badge")).ToHaveTextAsync(LiveBadge());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Offline first, for people with trains");
        await Assertions.Expect(page.Locator("#talk")).ToContainTextAsync("Ana Lindqvist");
        await Assertions.Expect(page.Locator("#talk .hashtag")).ToHaveTextAsync("#hbrA2");
        await Assertions.Expect(page.Locator("#talk .own")).ToHaveTextAsync(ForYou());
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Watch the stream" })).ToHaveAttributeAsync("href", "https://stream.harbourconf.example/main-hall");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Add to calendar" })).ToHaveAttributeAsync("href", Path + ".ics");
        await page.GetByText("Read on", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("No prior knowledge of trains is needed.")).ToBeVisibleAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task Proposed_hashtags_stand_beside_the_events_own()
    {
        await using var stage = await Stage.SetTalk(chromium, but: session => session with { Proposed = true });
        var page = await stage.Open(Path);
        await Assertions.Expect(page.Locator("#talk .hashtag")).ToHaveTextAsync(["#harbourconf", "#hbrA2"]);
    }

    [Fact]
    public async Task Before_it_begins_it_counts_down_and_the_feed_works_already()
    {
        await using var stage = await Stage.SetTalk(chromium, minutesIn: -12, empty: true);
        var page = await stage.Open(Path);

        await Assertions.Expect(page.GetByRole(AriaRole.Timer)).ToHaveTextAsync(CountingDown());
        await Assertions.Expect(page.Locator("#badge")).ToHaveTextAsync(new Regex("^In 1[01] min$"));
        await Assertions.Expect(page.Locator("#blank")).ToBeVisibleAsync();
        await Accessible.Check(page);
        var post = await stage.Say("Looking forward to this", TalkOfTrains.Id);
        await Feed(page, post.Id).WaitForAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task After_it_everything_stays()
    {
        await using var stage = await Stage.SetTalk(chromium, minutesIn: 100);
        var page = await stage.Open(Path);

        await Assertions.Expect(page.Locator("#badge")).ToHaveTextAsync("Over");
        await Assertions.Expect(page.Locator("#feed article.card")).ToHaveCountAsync(40);
        await Assertions.Expect(page.Locator("#strip .now")).ToBeHiddenAsync();
        Assert.True(await page.Locator(".shot").CountAsync() > 3);
        stage.WasClean();
    }

    [Fact]
    public async Task A_cancelled_one_says_so_and_keeps_what_was_said()
    {
        await using var stage = await Stage.SetTalk(chromium, but: session => session with { Cancelled = true });
        var page = await stage.Open(Path);

        await Assertions.Expect(page.Locator("#badge")).ToHaveTextAsync("Cancelled");
        await Assertions.Expect(page.GetByText("does not list this session any more")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#feed article.card")).ToHaveCountAsync(40);
        await Accessible.Check(page);
    }

    [Fact]
    public async Task One_that_moves_is_shown_where_it_is_now_without_loading_anew()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var feed = stage.Hub.Feeds[HarbourConf.Slug];

        feed.Sessions = [.. feed.Sessions.Select(session => session.Id == TalkOfTrains.Id ? session with { Room = "Pier 9", Start = stage.At.AddMinutes(-10) } : session)];

        await Assertions.Expect(page.Locator("#talk .where")).ToContainTextAsync("Pier 9");
        await Assertions.Expect(page.Locator("#badge")).ToHaveTextAsync(new Regex("^Live · 1[012] min$"));
        await page.WaitForFunctionAsync("() => document.getElementById('strip').dataset.length === '33'");
        stage.WasClean();
    }

    [Fact]
    public async Task Who_looks_at_it_now_is_counted()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        await stage.Hub.Pulse(new SessionPulse(HarbourConf.Slug, TalkOfTrains.Id, stage.At, 70, 12, 3.4, 1_412, 1, 1, new int[30]));
        await Assertions.Expect(page.Locator("#here")).ToHaveTextAsync("1,412 here now");
    }

    [Fact]
    public async Task A_card_says_why_it_is_here_how_sure_that_is_and_how_far_into_the_talk()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var card = page.Locator("#feed article.card").First;

        await Assertions.Expect(card.Locator(".why")).ToHaveTextAsync("here by its hashtag");
        await Assertions.Expect(card.Locator(".why")).ToHaveAttributeAsync("title", "100 % sure that it belongs here");
        await Assertions.Expect(card.Locator(".into")).ToHaveTextAsync("36 min in");
    }

    [Fact]
    public async Task A_session_or_an_event_that_is_none_is_not_found()
    {
        await using var stage = await Stage.SetTalk(chromium);
        foreach (var path in new[] { "/harbourconf/sessions/nothing", "/nowhere/sessions/a2" })
        {
            using var answer = await stage.Web.Http.GetAsync(path);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Other_sites_are_told_what_it_is_about()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var html = System.Net.WebUtility.HtmlDecode(await stage.Web.Http.GetStringAsync(Path + "?view=start"));
        var site = stage.Web.Http.BaseAddress!.ToString().TrimEnd('/');

        Assert.Contains($"<meta property=\"og:url\" content=\"{site}{Path}\"", html, StringComparison.Ordinal);
        Assert.Contains($"<meta property=\"og:image\" content=\"{site}{Path}/preview.png\"", html, StringComparison.Ordinal);
        Assert.Contains("<meta property=\"og:title\" content=\"Offline first, for people with trains", html, StringComparison.Ordinal);
        Assert.Matches($"<meta name=\"description\" content=\"Ana Lindqvist, Main hall, \\w+day \\d+ \\w+, \\d\\d:\\d\\d–\\d\\d:\\d\\d \\({Regex.Escape(Stage.Zone)}\\)\\. A train is a laptop", html);
        Assert.Contains("summary_large_image", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_favourite_is_kept_in_the_browser_and_shown_in_every_tab()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(stage.Web.Http.BaseAddress + Path.TrimStart('/'));

        await page.GetByRole(AriaRole.Button, new() { Name = "Keep “Offline first, for people with trains”" }).ClickAsync();

        await Assertions.Expect(page.Locator(".star")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(other.Locator(".star")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal("[\"a2\"]", await page.EvaluateAsync<string>("() => localStorage.getItem('backchannel-favourites:harbourconf')"));
        await other.Locator(".star").ClickAsync();
        await Assertions.Expect(page.Locator(".star")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task It_can_be_read_without_a_script()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path, javaScript: false);
        await Assertions.Expect(page.Locator("#badge")).ToHaveTextAsync(LiveBadge());

        await page.GetByRole(AriaRole.Link, new() { Name = "From the start", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#feed .into").First).ToHaveTextAsync("6 min before");
        await page.GetByRole(AriaRole.Link, new() { Name = "Later posts" }).ClickAsync();
        await Assertions.Expect(page.Locator("#feed article.card")).ToHaveCountAsync(40);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Earlier posts" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Catch me up" }).ClickAsync();
        await Assertions.Expect(page.Locator("#top article.card")).ToHaveCountAsync(5);
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on to the latest" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Earlier posts" }).ClickAsync();
        await Assertions.Expect(page.Locator("#feed article.card")).ToHaveCountAsync(40);

        await page.Locator(".strip-links a").Nth(10).ClickAsync();
        await Assertions.Expect(page.Locator("#feed .into").First).ToHaveTextAsync(new Regex("^[0-9]+ min in$"));
        stage.WasClean();
    }

    [Fact]
    public async Task It_keeps_everything_while_the_hub_is_away_and_goes_on_after()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var bars = await page.Locator("#strip rect").CountAsync();

        await stage.Hub.Stop();
        await Assertions.Expect(page.Locator("#lost")).ToContainTextAsync("Everything so far stays here");
        await Assertions.Expect(page.Locator("#feed article.card")).ToHaveCountAsync(40);
        await Assertions.Expect(page.Locator("#strip rect")).ToHaveCountAsync(bars);
        Assert.True((await stage.Web.Http.GetAsync(Path)).IsSuccessStatusCode);

        await stage.Hub.Restart();
        await Assertions.Expect(page.Locator("#lost")).ToBeHiddenAsync();
        var post = await stage.Say("Back again", TalkOfTrains.Id);
        await Feed(page, post.Id).WaitForAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task Strangers_words_do_nothing_here_either()
    {
        await using var stage = await Stage.SetTalk(chromium);
        const string Evil = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
        var page = await stage.Open(Path);
        await stage.Hub.Show(HarbourConf.Slug, (HarbourConf.Say(stage.At, 1, 0, Network.Mastodon, Evil, "e@tidewater.example", Evil) with
        {
            Card = new LinkCard("javascript:document.title='taken'", Evil),
            Echo = new Echo(900),
        }, TalkOfTrains.Id), (HarbourConf.Say(stage.At, 2, 0, Network.Mastodon, Evil, "e@tidewater.example", Evil) with
        {
            Media = [new Contracts.Media(MediaKind.Image, "/made-up/evil.svg", null, Evil, 10, 10), new Contracts.Media(MediaKind.Image, "javascript:alert(1)", null, Evil, 10, 10)],
        }, TalkOfTrains.Id));

        await page.WaitForFunctionAsync("evil => document.querySelector('#top .words')?.textContent === evil && [...document.querySelectorAll('.shot')].some(shot => shot.dataset.alt === evil)", Evil);
        await Assertions.Expect(page.Locator("main script:not([src^='/app/write.']), a[href^='javascript']")).ToHaveCountAsync(0);
        Assert.DoesNotContain("taken", await page.TitleAsync(), StringComparison.Ordinal);
        stage.WasClean();
    }

    static ILocator Feed(IPage page, string postId) => page.Locator($"#feed article.card[data-post=\"{postId}\"]");

    [GeneratedRegex(@"^Live · 3[789] min$")]
    private static partial Regex LiveBadge();

    [GeneratedRegex(@"^\d\d:\d\d for you$")]
    private static partial Regex ForYou();

    [GeneratedRegex(@"^Begins in 1[01]:\d\d\. ")]
    private static partial Regex CountingDown();
}
