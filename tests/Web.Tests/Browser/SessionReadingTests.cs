using System.Globalization;
using Backchannel.Contracts;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

/// <summary>Nothing moves what one reads, whatever happens to the feed.</summary>
[Collection(nameof(Chromium))]
public sealed class SessionReadingTests(Chromium chromium, ITestOutputHelper output)
{
    const string Path = TalkOfTrains.Path;

    [Theory]
    [InlineData("", 1280, 800)]
    [InlineData("", 390, 844)]
    [InlineData("?view=start", 1280, 800)]
    [InlineData("?view=start", 390, 844)]
    [InlineData("?view=top", 1280, 800)]
    [InlineData("?view=top", 390, 844)]
    public async Task The_reading_position_stays_while_posts_arrive_change_and_go(string view, int width, int height)
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path + view, width, height);
        var cards = view is "?view=top" ? "#top article.card" : "#feed article.card";
        await ScrollTo(page, cards, view is "?view=top" ? 2 : 18);
        var before = await Seen(page, cards);
        var posts = TalkOfTrains.Posts(stage.At).Select(each => each.Post).ToList();
        var far = posts.Where(post => !before.ContainsKey(post.Id)).ToList();
        var worst = 0.0;

        for (var round = 0; round < 12; round++)
        {
            await stage.Say($"New in round {round}: long enough to take more than a single line on any screen that there is, and then some.", TalkOfTrains.Id);
            // Above and below, not what is in view: that of course changes where it stands.
            foreach (var post in new[] { far[round * 3], far[^((round * 3) + 1)] })
                await stage.Hub.Change(HarbourConf.Slug, post with { Text = $"{post.Text} Edited, and longer by a line or two: {new string('x', 20 * round)} words words words words words." }, TalkOfTrains.Id);
            await stage.Hub.Echo(new EchoCount(far[round].Id, round, 3, 0), new EchoCount(before.Keys.First(), 12 + round, round, 0));
            await stage.Hub.Remove(HarbourConf.Slug, far[(round * 3) + 1].Id, far[^((round * 3) + 2)].Id);
            await Gone(page, far[(round * 3) + 1].Id, far[^((round * 3) + 2)].Id);
            worst = Math.Max(worst, Moved(before, await Seen(page, cards)));
        }

        // Once more when what is beside the posts has come anew as well.
        await page.WaitForFunctionAsync("posts => document.getElementById('minutes').textContent.includes(`${posts} posts`)", posts.Count + 12 - 24);
        worst = Math.Max(worst, Moved(before, await Seen(page, cards)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"reading position {(view is "" ? "latest" : view)} {width}×{height}: moved {worst:0.00} px at most"));
        Assert.InRange(worst, 0, 1);
        stage.WasClean();
    }

    [Fact]
    public async Task A_post_that_goes_while_one_looks_at_it_leaves_its_room()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        await ScrollTo(page, "#feed article.card", 10);
        var before = await Seen(page, "#feed article.card");
        var gone = before.Keys.ElementAt(2);

        await stage.Hub.Remove(HarbourConf.Slug, gone);

        await Gone(page, gone);
        await Assertions.Expect(page.Locator(".vacated")).ToHaveTextAsync("This post is no longer here.");
        Assert.InRange(Moved(before, await Seen(page, "#feed article.card")), 0, 1);
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await Assertions.Expect(page.Locator(".vacated")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_happens_while_another_view_is_on_its_way_holds_once_it_is_there()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open($"{Path}?view=start");
        var late = await LateForPage.On(page, "/cards");
        var given = late.Hold();
        await View(page, "latest").ClickAsync();
        await given;
        var stays = await stage.Say("Said meanwhile", TalkOfTrains.Id);
        var gone = await stage.Say("Said meanwhile, and taken off", TalkOfTrains.Id);
        var seen = (await Seen(page, "#feed article.card")).Keys.First();
        await stage.Hub.Remove(HarbourConf.Slug, gone.Id, seen);
        await Gone(page, seen);
        await late.LetGo(page);

        await Assertions.Expect(View(page, "latest")).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(Stage.Card(page, stays.Id)).ToBeVisibleAsync();
        await Assertions.Expect(Stage.Card(page, gone.Id)).ToHaveCountAsync(0);
        stage.WasClean();
    }

    [Fact]
    public async Task A_view_that_comes_late_does_not_come_over_one_that_was_chosen_after_it()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var first = await page.Locator("#feed article.card").First.GetAttributeAsync("data-post");
        var late = await LateForPage.On(page, "/cards");
        var given = late.Hold();
        await View(page, "start").ClickAsync();
        await given;
        await page.RunAndWaitForResponseAsync(() => View(page, "latest").ClickAsync(), answer => answer.Url.Contains("/cards", StringComparison.Ordinal));
        await Assertions.Expect(View(page, "latest")).ToHaveAttributeAsync("aria-current", "true");
        await late.LetGo(page);

        await Assertions.Expect(View(page, "latest")).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(page.Locator("#feed article.card").First).ToHaveAttributeAsync("data-post", first!);
        Assert.Equal(new Uri(stage.Web.Http.BaseAddress!, Path).ToString(), page.Url);
        stage.WasClean();
    }

    static ILocator View(IPage page, string view) => page.Locator($"#views a[data-view={view}]");

    [Fact]
    public async Task On_a_phone_the_feed_is_found_again_where_it_was_left()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path, 390, 844);
        await ScrollTo(page, "#feed article.card", 12);
        var before = await Seen(page, "#feed article.card");

        await page.Locator("#parts").GetByText("Slides").ClickAsync();
        await Assertions.Expect(page.Locator("#slides")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#feed-part")).ToBeHiddenAsync();
        for (var i = 0; i < 3; i++) await stage.Say($"Meanwhile {i}", TalkOfTrains.Id);
        await page.Locator("#parts").GetByText("Links").ClickAsync();
        await Assertions.Expect(page.Locator("#shared")).ToBeVisibleAsync();
        await page.Locator("#parts").GetByText("Feed").ClickAsync();

        await page.Rest("#feed article.card");
        Assert.InRange(Moved(before, await Seen(page, "#feed article.card")), 0, 1);
        stage.WasClean();
    }

    [Fact]
    public async Task New_posts_join_on_below_when_one_reads_from_the_start()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path + "?view=start");
        await page.ScrollTo("#end");
        var ids = await page.Locator("#feed article.card").EvaluateAllAsync<string[]>("cards => cards.map(card => card.dataset.post)");
        Assert.Equal(TalkOfTrains.Posts(stage.At).Select(each => each.Post.Id), ids);

        var post = await stage.Say("At the very end", TalkOfTrains.Id);

        await Assertions.Expect(page.Locator("#feed article.card").Last).ToHaveAttributeAsync("data-post", post.Id);
        stage.WasClean();
    }

    static async Task ScrollTo(IPage page, string cards, int index)
    {
        await page.Locator(cards).Nth(index).EvaluateAsync("card => scrollTo({ top: card.getBoundingClientRect().top + scrollY - 180, behavior: 'instant' })");
        await page.Rest(cards);
    }

    static async Task<Dictionary<string, double>> Seen(IPage page, string cards)
    {
        // What a reader sees is what was painted.
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))");
        var seen = await page.EvaluateAsync<string[]>("""
            cards => [...document.querySelectorAll(cards)].map(card => [card.dataset.post, card.getBoundingClientRect()])
              .filter(([, place]) => place.bottom > 60 && place.top < innerHeight).map(([id, place]) => `${place.top.toFixed(3)} ${id}`)
            """, cards);
        return seen.ToDictionary(each => each[(each.IndexOf(' ', StringComparison.Ordinal) + 1)..], each => double.Parse(each[..each.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture));
    }

    static double Moved(Dictionary<string, double> before, Dictionary<string, double> after)
    {
        var both = before.Keys.Intersect(after.Keys).ToList();
        Assert.NotEmpty(both);
        return both.Max(id => Math.Abs(before[id] - after[id]));
    }

    static Task Gone(IPage page, params string[] ids) =>
        page.WaitForFunctionAsync("ids => ids.every(id => !document.querySelector(`article.card[data-post=\"${id}\"]`))", ids);
}
