using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class EventPageTests(Chromium chromium)
{
    const string Path = "/harbourconf";

    [Theory]
    [InlineData(1920, 1080, ColorScheme.Light)]
    [InlineData(1280, 720, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(320, 640, ColorScheme.Dark)]
    public async Task It_fits_every_screen(int width, int height, ColorScheme look)
    {
        await using var stage = await Stage.Set(chromium);
        foreach (var path in new[] { Path, Path + "/unfiled" })
        {
            var page = await stage.Open(path, width, height, look: look);
            Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
            await Accessible.Check(page);
        }
        stage.WasClean();
    }

    [Fact]
    public async Task A_new_post_enters_while_nobody_reads()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);

        var post = await stage.Say("One more from the harbour");

        await Stage.Card(page, post.Id).WaitForAsync();
        await Assertions.Expect(page.Locator("article.card").First).ToHaveAttributeAsync("data-post", post.Id);
        stage.WasClean();
    }

    [Fact]
    public async Task Who_reads_further_down_is_told_and_not_moved()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await page.EvaluateAsync("() => scrollTo(0, 900)");
        await page.Rest("article.card");
        const string Seen = "() => { const card = [...document.querySelectorAll('article.card')].find(card => card.getBoundingClientRect().top > 0); return card.dataset.post + card.getBoundingClientRect().top; }";
        var before = await page.EvaluateAsync<string>(Seen);

        for (var i = 0; i < 12; i++) await stage.Say($"New {i}");
        var pill = page.GetByRole(AriaRole.Button, new() { Name = "12 new" });
        await pill.WaitForAsync();
        Assert.Equal(before, await page.EvaluateAsync<string>(Seen));

        await pill.ClickAsync();
        await Assertions.Expect(page.Locator("article.card").First).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("article.card .words").First).ToHaveTextAsync("New 11");
        await Assertions.Expect(pill).ToBeHiddenAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task Posts_beyond_what_a_page_shows_are_counted_and_had_by_loading_it_anew()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await page.EvaluateAsync("() => scrollTo(0, 900)");
        await stage.Hub.Show(HarbourConf.Slug, Made.Posts(1, 450));
        var pill = page.GetByRole(AriaRole.Button, new() { Name = "450 new" });
        await pill.WaitForAsync();

        await pill.ClickAsync();

        await Assertions.Expect(page.Locator("article.card .words").First).ToHaveTextAsync("Post 450 from the harbour");
        await Assertions.Expect(page.Locator("article.card")).ToHaveCountAsync(40);
    }

    [Fact]
    public async Task Scrolling_back_reaches_the_beginning()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await Assertions.Expect(page.Locator("article.card")).ToHaveCountAsync(40);

        await page.ScrollTo("#start");

        var ids = await page.Locator("article.card").EvaluateAllAsync<string[]>("cards => cards.map(card => card.dataset.post)");
        Assert.Equal(HarbourConf.Posts(Stage.Now).Select(each => each.Post.Id).Reverse(), ids);
        stage.WasClean();
    }

    [Fact]
    public async Task Older_posts_can_be_had_without_a_script()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, javaScript: false);

        await page.GetByRole(AriaRole.Link, new() { Name = "Older posts" }).ClickAsync();

        await Assertions.Expect(page.Locator("article.card")).ToHaveCountAsync(HarbourConf.Posts(Stage.Now).Length - 40);
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the newest" }).ClickAsync();
        await Assertions.Expect(page.Locator("article.card")).ToHaveCountAsync(40);
        stage.WasClean();
    }

    [Fact]
    public async Task A_removed_post_leaves()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        var id = (await page.Locator("article.card").Nth(2).GetAttributeAsync("data-post"))!;

        await stage.Hub.Remove(HarbourConf.Slug, id);

        await Stage.Card(page, id).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        stage.WasClean();
    }

    [Fact]
    public async Task The_address_a_session_had_here_leads_to_its_page()
    {
        await using var stage = await Stage.Set(chromium);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = stage.Web.Http.BaseAddress };
        using var answer = await http.GetAsync(Path + "?session=b2");
        Assert.Equal(System.Net.HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("/harbourconf/sessions/b2", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Times_are_told_in_the_viewers_zone_as_well()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        Assert.Matches($@"\({Regex.Escape(Stage.Zone)}\) · \d\d:\d\d for you", await page.Locator("article.card time").First.GetAttributeAsync("title"));
    }

    [Fact]
    public async Task A_page_nobody_looks_at_lets_go_and_catches_up()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await page.Clock.InstallAsync();
        await page.ReloadAsync();
        await Eventually.Equal(1, () => stage.Web.Live.Viewers(HarbourConf.Slug, null));
        await Hide(page, true);
        await page.Clock.FastForwardAsync(11_000);
        await Eventually.Equal(0, () => stage.Web.Live.Viewers(HarbourConf.Slug, null));

        var post = await stage.Say("While nobody looked");
        await Hide(page, false);
        await page.Clock.FastForwardAsync(5_000);

        await Stage.Card(page, post.Id).WaitForAsync();
    }

    [Fact]
    public async Task A_stream_that_never_says_anything_is_opened_anew()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await page.Clock.InstallAsync();
        var asked = 0;
        await page.RouteAsync("**/live?*", route => Interlocked.Increment(ref asked) == 1 ? Task.CompletedTask : route.ContinueAsync());
        await page.ReloadAsync();
        await Eventually.Equal(1, () => Volatile.Read(ref asked));

        await page.Clock.FastForwardAsync(41_000);
        await Eventually.Equal(2, () => Volatile.Read(ref asked));
        var post = await stage.Say("Heard after all");
        await page.Clock.FastForwardAsync(5_000);
        await Stage.Card(page, post.Id).WaitForAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_programme_that_changes_is_shown_without_loading_anew(bool programme)
    {
        await using var stage = await Stage.Set(chromium, programme: programme);
        var (page, wall) = (await stage.Open(Path), await stage.Open(Path + "/wall"));
        var talk = HarbourConf.Sessions(Stage.Now)[1] with { Title = "A talk that was put in", Room = "Pier 9", Start = Stage.Now.AddMinutes(-5) };

        stage.Hub.Feeds[HarbourConf.Slug].Sessions = [talk];

        await Assertions.Expect(page.Locator(".slot:visible")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".slot a")).ToHaveTextAsync("A talk that was put in");
        await Assertions.Expect(wall.Locator("#now .label")).ToHaveTextAsync("Now, Pier 9");
        await Assertions.Expect(wall.Locator("#now strong")).ToHaveTextAsync("A talk that was put in · Ana Lindqvist");
        await Accessible.Check(page);
        await Accessible.Check(wall);
        stage.WasClean();
    }

    [Fact]
    public async Task A_name_and_a_hashtag_among_right_to_left_words_stay_in_order()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, 390, 844);
        var post = HarbourConf.Say(
            Stage.Now, 5_000, 0, Network.Bluesky, "سارة الخطيب من قسم الموانئ والمنارات", "sara.example", "العرض الحي كان رائعا، شكرا للمنظمين #harbourconf") with
        { Language = "ar" };
        await stage.Hub.Show(HarbourConf.Slug, post);
        var card = Stage.Card(page, post.Id);
        await card.WaitForAsync();

        Assert.True(await card.EvaluateAsync<bool>("""
            card => {
              const part = (node, from, to) => { const range = document.createRange(); range.setStart(node, from); range.setEnd(node, to); return range.getBoundingClientRect(); };
              const tag = card.querySelector('.hashtag').firstChild;
              return tag.data.startsWith('#') && part(tag, 0, 1).left < part(tag, 1, 2).left;
            }
            """), "#tag");
        Assert.True(await card.EvaluateAsync<bool>("""
            card => {
              const range = document.createRange();
              range.selectNodeContents(card.querySelector('.name'));
              const when = card.querySelector('.when').getBoundingClientRect();
              return [...range.getClientRects()].every(line => line.right <= when.left || line.left >= when.right || line.top >= when.bottom || line.bottom <= when.top);
            }
            """), "the name leaves the time its room");
    }

    [Fact]
    public async Task Another_version_of_a_card_leaves_the_reader_where_they_are()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        var (veiled, session) = HarbourConf.Posts(Stage.Now).Single(each => each.Post.Warning is not null);
        var card = Stage.Card(page, veiled.Id);
        await card.Locator("summary").ClickAsync();

        await stage.Hub.Change(HarbourConf.Slug, veiled with { Text = "The ending, told once more" }, session);

        await Assertions.Expect(card.Locator(".words")).ToHaveTextAsync("The ending, told once more");
        await Assertions.Expect(card.Locator(".words")).ToBeVisibleAsync();
        await Assertions.Expect(card.Locator("summary")).ToBeFocusedAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task The_programme_tells_the_viewers_own_hour()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await Assertions.Expect(page.Locator(".rooms .own").First).ToHaveTextAsync(new Regex(@"^\d\d:\d\d for you$"));
    }

    [Fact]
    public async Task Strangers_words_do_nothing()
    {
        await using var stage = await Stage.Set(chromium);
        const string Evil = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
        var post = HarbourConf.Say(Stage.Now, 1, 0, Network.Mastodon, Evil, "e@tidewater.example", Evil) with
        {
            Url = "javascript:document.title='taken'",
            Spans = [new TextSpan(0, 8, SpanKind.Link, "javascript:document.title='taken'")],
            Card = new LinkCard("javascript:document.title='taken'", Evil),
        };
        foreach (var path in new[] { Path, Path + "/wall" })
        {
            var page = await stage.Open(path);
            await stage.Hub.Show(HarbourConf.Slug, post with { Id = post.Id + path });
            var card = Stage.Card(page, post.Id + path);
            await card.WaitForAsync();

            await Assertions.Expect(card.Locator(".words")).ToHaveTextAsync(Evil);
            await Assertions.Expect(card.Locator("script, img, a[href^='javascript']")).ToHaveCountAsync(0);
            Assert.DoesNotContain("taken", await page.TitleAsync(), StringComparison.Ordinal);
        }
        stage.WasClean();
    }

    [Fact]
    public async Task Keys_alone_reach_everything()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("#content$"));
        stage.WasClean();
    }

    [Fact]
    public async Task The_last_half_hour_is_drawn()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path);
        await stage.Hub.Pulse(new SessionPulse(HarbourConf.Slug, null, Stage.Now, 74, 12, 3.4, 2, 1, 1, [.. Enumerable.Range(0, 30)]));
        await Assertions.Expect(page.Locator("#figures")).ToHaveTextAsync("3.4 posts a minute · 12 people posting · 2 here now");
        await Assertions.Expect(page.Locator("#pulse rect")).ToHaveCountAsync(30);
        await Assertions.Expect(page.Locator(".where")).ToContainTextAsync("74 posts");
        await Accessible.Check(page);
        stage.WasClean();
    }

    static async Task Hide(IPage page, bool hidden) => _ = await page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden }); document.dispatchEvent(new Event('visibilitychange')); }", hidden);
}
