using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Microsoft.Playwright;

namespace Backchannel.Web.Tests.Browser;

/// <summary>The strip, the filmstrip and the links: how one finds one's way in a talk.</summary>
[Collection(nameof(Chromium))]
public sealed class SessionStripTests(Chromium chromium)
{
    const string Path = TalkOfTrains.Path;

    [Fact]
    public async Task The_strip_can_be_scrubbed_by_keys()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var strip = page.GetByRole(AriaRole.Slider, new() { Name = "Moment of the talk" });
        await strip.FocusAsync();
        // The clock is held: a busy machine is so slow between two keys that the feed goes to the minute that was reached, and takes the strip along.
        await page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddMinutes(1).UtcDateTime);

        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(strip).ToHaveAttributeAsync("aria-valuetext", "10 minutes before, 0 posts");
        for (var i = 0; i < 8; i++) await page.Keyboard.PressAsync("PageUp");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(strip).ToHaveAttributeAsync("aria-valuetext", "31 minutes in, 5 posts");
        await Assertions.Expect(page.Locator("#tip")).ToHaveTextAsync(new Regex(@"^\d\d:\d\d · 5 posts$"));

        await page.Clock.ResumeAsync();
        await Assertions.Expect(page.Locator("#feed .into").First).ToHaveTextAsync("31 min in");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"\?view=start&from=\d+$"));
        await Assertions.Expect(strip).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "From the start", Exact = true })).ToHaveAttributeAsync("aria-current", "true");
        stage.WasClean();
    }

    [Fact]
    public async Task The_strip_can_be_scrubbed_with_a_pointer_and_the_way_back_works()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var place = (await page.Locator("#scrub").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(place.X + place.Width * .3f, place.Y + 40);
        await Assertions.Expect(page.Locator("#tip")).ToBeVisibleAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(place.X + place.Width * (10 + 20.5f) / 85, place.Y + 40);
        await page.Mouse.UpAsync();

        await Assertions.Expect(page.Locator("#feed .into").First).ToHaveTextAsync("20 min in");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"\?view=start&from=\d+$"));
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("#feed .into").First).ToHaveTextAsync("36 min in");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Latest", Exact = true })).ToHaveAttributeAsync("aria-current", "true");
        stage.WasClean();
    }

    [Fact]
    public async Task The_strip_and_what_is_beside_the_posts_stay_current_and_steal_nothing()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var (shots, links) = (await page.Locator(".shot").CountAsync(), await page.Locator("#links li").CountAsync());
        await page.Locator("#links a").First.FocusAsync();
        await page.Locator(".reel").EvaluateAsync("reel => { reel.scrollLeft = 120; }");
        await page.Rest(".shot");
        var left = await page.Locator(".reel").EvaluateAsync<double>("reel => reel.scrollLeft");
        await page.Locator("#minutes summary").ClickAsync();
        await page.Locator("#links a").First.FocusAsync();

        await stage.Hub.Show(HarbourConf.Slug, (HarbourConf.Say(stage.At, 9_001, 0, Network.Mastodon, "Nadia Quay", "nadia@tidewater.example", "One more slide") with
        {
            Media = [new Contracts.Media(MediaKind.Image, "/made-up/last.svg", null, "The last slide: thank you", 1200, 520)],
            Card = new LinkCard("https://tidewater.example/notes", "Notes of the talk"),
        }, TalkOfTrains.Id));

        await Assertions.Expect(page.Locator(".shot")).ToHaveCountAsync(shots + 1);
        await Assertions.Expect(page.Locator("#links li")).ToHaveCountAsync(links + 1);
        await Assertions.Expect(page.Locator("#minutes summary")).ToContainTextAsync("84 posts by 8 people");
        await Assertions.Expect(page.Locator("#links a").First).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#minutes table")).ToBeVisibleAsync();
        Assert.Equal(left, await page.Locator(".reel").EvaluateAsync<double>("reel => reel.scrollLeft"));
        await Assertions.Expect(page.Locator("#slides-count")).ToHaveTextAsync($"{shots + 1}");
        await Accessible.Check(page);
        stage.WasClean();
    }

    [Fact]
    public async Task A_photo_of_a_post_that_goes_leaves_within_a_second()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var shot = page.Locator(".shot").First;
        var post = (await shot.GetAttributeAsync("data-post"))!;
        var shots = await page.Locator(".shot").CountAsync();

        await stage.Hub.Remove(HarbourConf.Slug, post);

        await Assertions.Expect(page.Locator($".shot[data-post=\"{post}\"]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#film")).ToHaveAttributeAsync("data-count", $"{shots - 1}");
    }

    [Fact]
    public async Task A_photo_opens_large_with_its_description_and_leads_to_its_post()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var shots = await page.Locator(".shot").CountAsync();
        await page.Locator(".shot").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var viewer = page.GetByRole(AriaRole.Dialog);

        await Assertions.Expect(viewer).ToBeVisibleAsync();
        await Assertions.Expect(viewer.Locator("#viewer-when")).ToContainTextAsync($"1 of {shots}");
        await Assertions.Expect(viewer.Locator("#viewer-alt")).ToHaveTextAsync("A slide with a line that falls to zero and comes back: sales during the outage of March");
        await Accessible.Check(page);
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(viewer.Locator("#viewer-alt")).ToHaveTextAsync("no description");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(viewer).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".shot").Nth(1)).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        var post = await page.Locator(".shot").Nth(1).GetAttributeAsync("data-post");
        await viewer.GetByText("Read on from its post").ClickAsync();
        await Assertions.Expect(page.Locator("#feed article.card").First).ToHaveAttributeAsync("data-post", post!);
        stage.WasClean();
    }

    [Fact]
    public async Task A_sensitive_photo_is_veiled_until_it_is_wanted()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var veiled = page.Locator(".shot[data-veiled]");
        await Assertions.Expect(veiled).ToHaveCountAsync(1);
        await Assertions.Expect(veiled.Locator("img")).ToHaveCountAsync(0);

        var index = await veiled.EvaluateAsync<int>("shot => [...document.querySelectorAll('.shot')].indexOf(shot)");
        await page.Locator(".shot").Nth(index - 1).ClickAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("#viewer-picture img")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Marked as sensitive. Show it" }).ClickAsync();
        await Assertions.Expect(page.Locator("#viewer-picture img")).ToBeVisibleAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task Who_joins_late_catches_up_and_goes_on()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        await page.GetByRole(AriaRole.Link, new() { Name = "Catch me up" }).ClickAsync();

        await Assertions.Expect(page.Locator("#top article.card")).ToHaveCountAsync(5);
        await Assertions.Expect(page.Locator("#feed")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Start from the beginning" }).ClickAsync();
        await Assertions.Expect(page.Locator("#feed .into").First).ToHaveTextAsync("6 min before");
        await page.GetByRole(AriaRole.Link, new() { Name = "Latest", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#feed .into").First).ToHaveTextAsync("36 min in");
        // Whoever has the top in view is shown it at once, without a button.
        await page.Rest("#feed article.card");
        await page.Locator("#feed article.card").Nth(10).ScrollIntoViewIfNeededAsync();
        var post = await stage.Say("Now I am with you", TalkOfTrains.Id);
        await page.GetByRole(AriaRole.Button, new() { Name = "1 new" }).ClickAsync();
        await Assertions.Expect(page.Locator("#feed article.card").First).ToHaveAttributeAsync("data-post", post.Id);
        await Assertions.Expect(page.Locator("#feed article.card").First).ToBeInViewportAsync();
        stage.WasClean();
    }

    [Fact]
    public async Task Keys_reach_everything_from_the_top_down()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open(Path);
        var reached = new List<string>();
        for (var i = 0; i < 400 && reached.LastOrDefault() != "links"; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var place = await page.EvaluateAsync<string>("() => document.activeElement.closest('#talk') ? 'head' : document.activeElement.closest('.strip') ? 'strip' : document.activeElement.closest('#views') ? 'views' : document.activeElement.closest('#feed, #older') ? 'feed' : document.activeElement.closest('#film') ? 'film' : document.activeElement.closest('#links') ? 'links' : ''");
            if (place != "" && reached.LastOrDefault() != place) reached.Add(place);
        }
        Assert.Equal(["head", "strip", "views", "feed", "film", "links"], reached);
    }

    [Fact]
    public async Task A_chip_on_a_card_leads_to_the_session()
    {
        await using var stage = await Stage.SetTalk(chromium);
        var page = await stage.Open("/harbourconf");
        await page.Locator("article.card .chip").First.ClickAsync();
        await page.WaitForURLAsync("**" + Path);
    }
}
