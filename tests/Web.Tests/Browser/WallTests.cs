using Backchannel.Contracts;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class WallTests(Chromium chromium)
{
    const string Path = "/harbourconf/wall";

    [Theory]
    [InlineData(1920, 1080, 3)]
    [InlineData(1280, 720, 3)]
    [InlineData(1024, 768, 2)]
    [InlineData(390, 844, 1)]
    public async Task It_fills_every_screen_and_can_be_read_from_the_back(int width, int height, int columns)
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, width, height, motion: ReducedMotion.Reduce);

        await Assertions.Expect(page.Locator(".col:visible")).ToHaveCountAsync(columns);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"));
        Assert.True(await page.EvaluateAsync<double>("() => parseFloat(getComputedStyle(document.querySelector('.words')).fontSize) / innerHeight") >= 1.0 / 30);
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Fact]
    public async Task A_light_wall_can_be_read_as_well()
    {
        await using var stage = await Stage.Set(chromium, accent: "#ffd56b");
        var page = await stage.Open(Path + "?look=light", 1920, 1080, motion: ReducedMotion.Reduce);
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Fact]
    public async Task A_new_post_moves_one_column_and_no_other()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, 1920, 1080, motion: ReducedMotion.Reduce);
        await page.EvaluateAsync(
            "() => { window.tops = () => [...document.querySelectorAll('.col')].map(column => [...column.querySelectorAll('article.card')].map(card => [card.dataset.post, card.getBoundingClientRect().top])); }");
        var before = await page.EvaluateAsync<System.Text.Json.JsonElement>("() => tops()");

        var post = await stage.Say("One more from the harbour");
        await Stage.Card(page, post.Id).WaitForAsync();

        var after = await page.EvaluateAsync<System.Text.Json.JsonElement>("() => tops()");
        var moved = Enumerable.Range(0, 3).Count(column => before[column].GetRawText() != after[column].GetRawText());
        Assert.Equal(1, moved);
        await Assertions.Expect(page.Locator(".col").First.Locator("article.card").First).ToHaveAttributeAsync("data-post", post.Id);
        stage.WasClean();
    }

    [Fact]
    public async Task A_burst_enters_one_by_one_and_the_rest_is_counted()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, 1920, 1080);
        // By a clock that is set on by hand: a busy machine takes its time between letting a post in and noting when that was.
        await page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddMinutes(1).UtcDateTime);
        await page.EvaluateAsync("""
            () => {
              window.entered = [];
              for (const column of document.querySelectorAll('.col'))
                new MutationObserver(records => { for (const record of records) for (const node of record.addedNodes) entered.push([column, performance.now()]); }).observe(column, { childList: true });
            }
            """);

        for (var i = 0; i < 40; i++) await stage.Say($"Burst {i}");

        await Assertions.Expect(page.Locator("#more")).ToHaveTextAsync("+39 more");
        await page.Clock.RunForAsync(10_000);
        Assert.True(await page.EvaluateAsync<int>("() => entered.length") >= 4);
        Assert.True(await page.EvaluateAsync<bool>("() => entered.slice(1).every(([, at], i) => at - entered[i][1] >= 2500)"), "Two posts entered at once.");
        Assert.True(
            await page.EvaluateAsync<bool>("() => entered.every(([column, at], i) => !entered.slice(0, i).some(([other, before]) => other === column && at - before < 6000))"),
            "A column changed while its newest post was being read.");
        stage.WasClean();
    }

    [Fact]
    public async Task A_removed_post_leaves_at_once_and_does_not_come_back()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, 1920, 1080);
        var card = page.Locator("article.card").First;
        var id = (await card.GetAttributeAsync("data-post"))!;

        await stage.Hub.Remove(HarbourConf.Slug, id);

        await Stage.Card(page, id).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        stage.WasClean();
    }

    [Fact]
    public async Task A_post_that_changes_changes_where_it_stands()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, 1920, 1080);
        var (post, session) = HarbourConf.Posts(Stage.Now)[^1];

        await stage.Hub.Change(HarbourConf.Slug, post with { Text = "I take that back." }, session);
        await Assertions.Expect(Stage.Card(page, post.Id).Locator(".words")).ToHaveTextAsync("I take that back.");
        await stage.Hub.Echo(new EchoCount(post.Id, 12, 1, 0));
        await Assertions.Expect(Stage.Card(page, post.Id).Locator(".echo")).ToHaveTextAsync("12 reposts1 reply");

        await Assertions.Expect(page.Locator(".col").First.Locator("article.card").First).ToHaveAttributeAsync("data-post", post.Id);
        stage.WasClean();
    }

    [Fact]
    public async Task It_keeps_its_posts_while_the_hub_is_away_and_says_so_quietly()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, 1920, 1080, motion: ReducedMotion.Reduce);
        var count = await page.Locator("article.card").CountAsync();

        await stage.Hub.Stop();
        await Assertions.Expect(page.Locator("#stale")).ToContainTextAsync("Reconnecting · last post");
        await Assertions.Expect(page.Locator("article.card")).ToHaveCountAsync(count);
        await Accessible.Check(page);

        await stage.Hub.Restart();
        await page.Locator("#stale").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        var post = await stage.Say("Back again");
        await Stage.Card(page, post.Id).WaitForAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task It_keeps_its_posts_while_the_network_is_away_and_catches_up()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, 1920, 1080);
        await page.Context.SetOfflineAsync(true);

        await page.Locator("#stale").WaitForAsync();
        Assert.True(await page.Locator("article.card").CountAsync() > 10);
        var post = await stage.Say("While you were away");

        await page.Context.SetOfflineAsync(false);
        await Stage.Card(page, post.Id).WaitForAsync();
        await page.Locator("#stale").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task What_was_still_under_way_when_the_network_went_does_not_hide_that_it_is_gone()
    {
        await using var stage = await Stage.Set(chromium);
        var page = await stage.Open(Path, 1920, 1080);
        // An open stream outlives the browser's word that it is offline.
        await page.Context.SetOfflineAsync(true);
        await page.WaitForFunctionAsync("() => !navigator.onLine");
        await stage.Say("Still under way");
        await page.Locator("#stale").WaitForAsync();
    }

    [Fact]
    public async Task An_empty_wall_says_how_to_begin_and_begins()
    {
        await using var stage = await Stage.Set(chromium, empty: true, programme: false);
        var page = await stage.Open(Path, 1920, 1080);
        await Assertions.Expect(page.Locator("#nothing")).ToContainTextAsync("post with #harbourconf");
        await Assertions.Expect(page.Locator(".qr")).ToHaveAttributeAsync("aria-label", $"QR code for {stage.Web.Http.BaseAddress}harbourconf/post");
        await Accessible.Check(page);

        var post = await stage.Say("The first");
        await Stage.Card(page, post.Id).WaitForAsync();
        await Assertions.Expect(page.Locator("#nothing")).ToBeHiddenAsync();
        stage.WasClean();
    }
}
