using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Backchannel.Web.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backchannel.Web.Tests;

/// <summary>What is beside a session's posts, as its open pages hear of it.</summary>
public sealed partial class SessionDigestsTests
{
    const string Slug = "harbourconf", Stream = $"/{Slug}/live?session=tides&after=one.0&digest=";

    [Fact]
    public async Task Pages_of_a_session_are_sent_what_has_changed_and_others_are_not()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        await using var page = await new StreamPage(web.Http, Stream).Open();
        await using var other = await new StreamPage(web.Http, $"/{Slug}/live?session=ropes&after=one.0&digest=").Open();
        await using var whole = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        // One that is made just as a page opens may reach that page twice.
        await Eventually.True(() => Digests(page).Count > 0 && Digests(other).Count > 0, "the first, whole");
        Assert.All(Digests(page), html => Assert.Contains("id=\"talk\"", html, StringComparison.Ordinal));

        await hub.Show(Slug, (Made.Post(1), "tides"));

        await Eventually.True(() => Digests(page)[^1].Contains("One post", StringComparison.Ordinal), "the next");
        Assert.Contains("id=\"strip\"", Digests(page)[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"talk\"", Digests(page)[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"film\"", Digests(page)[^1], StringComparison.Ordinal);
        Assert.Single(Digests(other).Distinct());
        Assert.Empty(Digests(whole));
    }

    [Fact]
    public async Task A_burst_costs_the_hub_few_readings_however_many_look()
    {
        await using var hub = await Hub();
        var clock = new FakeTimeProvider(Made.Noon);
        await using var web = await WebUnderTest.Start(hub, services: services => services.AddSingleton<TimeProvider>(clock));
        var pages = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => new StreamPage(web.Http, Stream).Open()));
        await Comes(clock, () => pages.All(page => Digests(page).Count > 0), "the first");
        var before = hub.Digested;

        // Three seconds' worth, however long this machine needs for it.
        for (var i = 0; i < 100; i++)
        {
            await hub.Show(Slug, (Made.Post(i), "tides"));
            clock.Advance(TimeSpan.FromMilliseconds(30));
        }
        await Eventually.Equal(100L, () => web.Live.Feeds.Single().Tail?.Last);
        await Comes(clock, () => pages.All(page => Digests(page)[^1].Contains("100 posts", StringComparison.Ordinal)), "all of it");

        Assert.InRange(hub.Digested - before, 1, 3);
        foreach (var page in pages) await page.DisposeAsync();
    }

    [Fact]
    public async Task What_is_gone_leaves_at_once()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, (WithPhoto(1, "/boat.svg"), "tides"), (WithPhoto(2, "/pier.svg"), "tides"));
        var clock = new FakeTimeProvider(Made.Noon);
        await using var web = await WebUnderTest.Start(hub, services: services => services.AddSingleton<TimeProvider>(clock));
        await using var page = await new StreamPage(web.Http, Stream).Open();
        await Comes(clock, () => Digests(page).Any(html => html.Contains("/boat.svg", StringComparison.Ordinal)), "the photos");
        // Whoever opens the page now has the hub asked anew, and the clock stands still meanwhile: what is sent at leisure comes three seconds from here.
        clock.Advance(LiveDigests.Every);
        await hub.Show(Slug, (WithPhoto(3, "/quay.svg"), "tides"));
        await Eventually.Equal(3L, () => web.Live.Feeds.Single().Tail?.Last);
        _ = await web.Http.GetStringAsync($"/{Slug}/sessions/tides");

        await hub.Remove(Slug, Made.Post(1).Id);
        await Eventually.Equal(4L, () => web.Live.Feeds.Single().Tail?.Last);
        var promised = clock.GetUtcNow().AddSeconds(1);
        await Comes(clock, () => Digests(page)[^1] is var html && html.Contains("/pier.svg", StringComparison.Ordinal) && !html.Contains("/boat.svg", StringComparison.Ordinal), "gone", promised);
    }

    [Fact]
    public async Task Nobody_looking_costs_nothing_and_who_comes_gets_all()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        await using (var earlier = await new StreamPage(web.Http, Stream).Open())
            await Eventually.True(() => Digests(earlier).Count > 0, "the first");
        await Eventually.Equal(0, () => web.Live.Viewers(Slug, "tides"));
        var before = hub.Digested;
        await hub.Show(Slug, (Made.Post(1), "tides"));
        await using (var elsewhere = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open())
            await Eventually.True(() => elsewhere.Count == 1, "the post");
        Assert.Equal(before, hub.Digested);

        await using var page = await new StreamPage(web.Http, Stream).Open();
        await Eventually.True(() => Digests(page) is [.., var html] && html.Contains("One post", StringComparison.Ordinal), "the digest");
    }

    [Fact]
    public async Task A_page_is_not_sent_what_stood_before_nobody_looked()
    {
        await using var hub = await Hub();
        var clock = new FakeTimeProvider(Made.Noon);
        await using var web = await WebUnderTest.Start(hub, services: services => services.AddSingleton<TimeProvider>(clock));
        var version = await Newer(hub, web, clock);

        await using var page = await new StreamPage(web.Http, $"{Stream}{version}").Open();
        await Comes(clock, () => Digests(page).Count > 0, "the first");

        Assert.All(Digests(page), html => Assert.Contains("One post", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_gone_leaves_a_page_that_nothing_was_made_for_yet()
    {
        await using var hub = await Hub();
        var clock = new FakeTimeProvider(Made.Noon);
        await using var web = await WebUnderTest.Start(hub, services: services => services.AddSingleton<TimeProvider>(clock));
        var version = await Newer(hub, web, clock);
        // The next look has the hub asked again, for something is gone.
        clock.Advance(LiveDigests.AtOnce);
        await hub.Remove(Slug, Made.Post(1).Id);
        await Eventually.Equal(2L, () => web.Live.Feeds.Single().Tail?.Last);

        await using var page = await new StreamPage(web.Http, $"{Stream}{version}").Open();
        await Eventually.Equal(1, () => web.Live.Viewers(Slug, "tides"));

        await Comes(clock, () => Digests(page) is [.., var html] && html.Contains("id=\"strip\"", StringComparison.Ordinal) && !html.Contains("One post", StringComparison.Ordinal), "gone");
    }

    /// <summary>Of a page that was rendered after a post came, while an earlier digest stands.</summary>
    static async Task<string> Newer(HubStandIn hub, WebUnderTest web, FakeTimeProvider clock)
    {
        await using (var earlier = await new StreamPage(web.Http, Stream).Open())
            await Comes(clock, () => Digests(earlier).Count > 0, "what stands");
        await Eventually.Equal(0, () => web.Live.Viewers(Slug, "tides"));
        await hub.Show(Slug, (Made.Post(1), "tides"));
        await Eventually.Equal(1L, () => web.Live.Feeds.Single().Tail?.Last);
        clock.Advance(LiveDigests.Every);
        return Digest().Match(await web.Http.GetStringAsync($"/{Slug}/sessions/tides")).Groups[1].Value;
    }

    [GeneratedRegex("data-digest=\"([^\"]*)\"")]
    private static partial Regex Digest();

    [Fact]
    public async Task A_hub_that_was_away_is_asked_again()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        await using var page = await new StreamPage(web.Http, Stream).Open();
        await Eventually.True(() => Digests(page).Count > 0, "the first");

        await hub.Stop();
        await Eventually.True(() => web.Live.Status.Stale, "stale");
        await hub.Restart();
        await hub.Show(Slug, (Made.Post(1), "tides"));

        await Eventually.True(() => Digests(page)[^1].Contains("One post", StringComparison.Ordinal), "the digest");
    }

    static async Task<HubStandIn> Hub()
    {
        var hub = await HubStandIn.Start();
        _ = hub.AddEvent(Slug, Made.Session("tides"), Made.Session("ropes", 11));
        return hub;
    }

    static Post WithPhoto(int number, string picture) => Made.Post(number) with { Media = [new Media(MediaKind.Image, picture, Alt: "A view")] };

    /// <summary>Sets the clock on until it has come about, to a given moment at most.</summary>
    static Task Comes(FakeTimeProvider clock, Func<bool> condition, string what, DateTimeOffset? until = null) => Eventually.True(
        () =>
        {
            if (condition()) return true;
            if (until is null || clock.GetUtcNow() < until) clock.Advance(TimeSpan.FromMilliseconds(100));
            return false;
        },
        what);

    static List<string> Digests(StreamPage page) => [.. page.Events.Where(happened => happened.Name == "digest").Select(happened => happened.Data)];
}
