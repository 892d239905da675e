using Backchannel.Contracts;
using Backchannel.Web.Live;

namespace Backchannel.Web.Tests;

public sealed class LiveFeedTests
{
    const string Slug = "harbourconf";

    [Fact]
    public async Task An_event_opens_with_its_latest_posts_oldest_first()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug, Made.Session("tides"));
        await hub.Show(Slug, Made.Posts(1, 80));
        await hub.Remove(Slug, Made.Post(79).Id);
        await hub.Change(Slug, Made.Post(40, "Edited in the harbour"));
        await using var web = await WebUnderTest.Start(hub);

        var view = await web.Live.Open(Slug, null, 50, default);

        Assert.NotNull(view);
        Assert.Equal(hub.Feeds[Slug].OnShow().TakeLast(50), view.Entries.Select(entry => (entry.PostId, entry.Post!.Text)));
        Assert.Equal("one.82", view.Position);
        Assert.Equal(["tides"], view.Event.Sessions);
    }

    [Fact]
    public async Task What_the_tail_does_not_hold_is_asked_of_the_hub()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug, Made.Session("tides"));
        await hub.Show(Slug, [.. Made.Posts(1, 60).Select(post => (post, (string?)"tides"))]);
        await hub.Show(Slug, Made.Posts(61, 60));
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:TailEntries"] = "40" });

        Assert.Equal(
            hub.Feeds[Slug].OnShow().TakeLast(50), (await web.Live.Open(Slug, null, 50, default))!.Entries.Select(entry => (entry.PostId, entry.Post!.Text)));
        Assert.Equal(
            hub.Feeds[Slug].OnShow("tides").TakeLast(50),
            (await web.Live.Open(Slug, "tides", 50, default))!.Entries.Select(entry => (entry.PostId, entry.Post!.Text)));
    }

    [Fact]
    public async Task An_unknown_event_or_session_is_none_and_a_new_one_is_found_on_demand()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug);
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:EventsEvery"] = "00:10:00" });

        Assert.Null(await web.Live.Open("nowhere", null, 50, default));
        Assert.Null(await web.Live.Open(Slug, "nothing", 50, default));
        hub.AddEvent("tidetalk");
        Assert.NotNull(await web.Live.Open("tidetalk", null, 50, default));
    }

    [Fact]
    public async Task A_push_that_was_lost_is_made_good_by_the_next()
    {
        await using var hub = await HubStandIn.Start();
        hub.PageSize = 7;
        hub.AddEvent(Slug);
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:EventsEvery"] = "00:10:00" });
        _ = await web.Live.Open(Slug, null, 50, default);

        hub.Silent = true;
        await hub.Show(Slug, Made.Posts(1, 30));
        hub.Silent = false;
        await hub.Show(Slug, Made.Post(31));

        await Eventually.Equal("one.31", () => Position(web));
        await SameAsHub(hub, web);
    }

    [Fact]
    public async Task A_lost_connection_is_made_again_and_what_was_missed_is_made_good()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug);
        await hub.Show(Slug, Made.Posts(1, 5));
        await using var web = await WebUnderTest.Start(hub);
        _ = await web.Live.Open(Slug, null, 50, default);

        for (var round = 0; round < 5; round++)
        {
            hub.DropConnections();
            await hub.Show(Slug, Made.Posts(10 + round * 10, 10));
        }

        await Eventually.Equal("one.55", () => Position(web));
        await SameAsHub(hub, web);
    }

    [Fact]
    public async Task While_the_hub_is_away_pages_keep_what_they_have_and_say_since_when()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug);
        await hub.Show(Slug, Made.Posts(1, 5));
        await using var web = await WebUnderTest.Start(hub);
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");
        _ = await web.Live.Open(Slug, null, 50, default);
        Assert.Single(await web.Live.Events());

        await hub.Stop();
        await Eventually.True(() => web.Live.Status.Stale, "stale");
        var view = await web.Live.Open(Slug, null, 50, default);
        Assert.Equal(5, view!.Entries.Count);
        Assert.NotNull(view.Status.Since);
        Assert.Single(await web.Live.Events());

        await hub.Restart();
        await hub.Show(Slug, Made.Post(6));
        await Eventually.True(() => !web.Live.Status.Stale, "fresh again");
        await Eventually.Equal("one.6", () => Position(web));
    }

    [Fact]
    public async Task A_hub_that_comes_later_is_found()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug);
        await hub.Stop();
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:Patience"] = "00:00:00.1" });
        await Assert.ThrowsAsync<HubAwayException>(() => web.Live.Open(Slug, null, 50, default));
        await Assert.ThrowsAsync<HubAwayException>(() => web.Live.Events());
        using (var away = await web.Http.GetAsync($"/{Slug}/live"))
            Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, away.StatusCode);

        await hub.Restart();
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");
        await Eventually.True(() => web.Live.Viewers(Slug, null) == 0, "nobody");
    }

    [Fact]
    public async Task A_replaced_archive_starts_over()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug);
        await hub.Show(Slug, Made.Posts(1, 30));
        await using var web = await WebUnderTest.Start(hub);
        _ = await web.Live.Open(Slug, null, 50, default);

        await hub.Restart("two");
        await hub.Show(Slug, Made.Posts(100, 3));

        await Eventually.Equal("two.3", () => Position(web));
        await SameAsHub(hub, web);
    }

    [Fact]
    public async Task Counts_and_reports_reach_what_pages_show()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug);
        await hub.Show(Slug, Made.Post(1));
        await using var web = await WebUnderTest.Start(hub);
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");
        _ = await web.Live.Open(Slug, null, 50, default);

        await hub.Echo(new EchoCount(Made.Post(1).Id, 4, 2, 9));
        await hub.Sources(Made.Source("mastodon:tidewater.example"), Made.Source("bluesky", SourceState.Waiting));
        await Eventually.Equal(2, () => web.Live.Status.Sources.Count);
        Assert.Equal("bluesky", web.Live.Status.Sources[0].Source);
        var view = await web.Live.Open(Slug, null, 50, default);
        Assert.Equal(new Echo(4, 2, 9), view!.Entries[0].Post!.Echo);
    }

    static string Position(WebUnderTest web) => FeedOf(web).Tail is { } tail ? FeedPosition.Text(tail.Epoch, tail.Last) : "";

    static EventFeed FeedOf(WebUnderTest web)
    {
        var found = web.Live.Find(Slug, null, default);
        return found.IsCompletedSuccessfully && found.GetAwaiter().GetResult() is { } feed ? feed : throw new InvalidOperationException("Open it first.");
    }

    static async Task SameAsHub(HubStandIn hub, WebUnderTest web) => Assert.Equal(
        hub.Feeds[Slug].OnShow().TakeLast(200),
        (await web.Live.Open(Slug, null, 200, default))!.Entries.Select(entry => (entry.PostId, entry.Post!.Text)));

    [Fact]
    public async Task The_hub_is_told_how_many_pages_look_at_what()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug, Made.Session("tides"));
        await hub.Show(Slug, Made.Post(1));
        await using var web = await WebUnderTest.Start(hub);
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        await Eventually.True(() => hub.Watched.GetValueOrDefault((Slug, null)) == 1, "told");
    }

    [Fact]
    public async Task The_hub_is_told_of_changes_only_and_a_few_channels_at_a_time()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug, [.. Enumerable.Range(0, 70).Select(i => Made.Session($"talk{i}"))]);
        await using var web = await WebUnderTest.Start(hub);
        var pages = await Task.WhenAll(Enumerable.Range(0, 70).Select(i => new StreamPage(web.Http, $"/{Slug}/live?after=one.0&session=talk{i}").Open()));
        await Eventually.Equal(70, () => hub.Watched.Values.Sum());

        await pages[3].Drop();
        await Eventually.Equal(0, () => hub.Watched[(Slug, "talk3")]);
        Assert.Equal(69, hub.Watched.Values.Sum());
        Assert.Equal(71, hub.WatchedAtOnce.Sum());
        Assert.InRange(hub.WatchedAtOnce.Max(), 1, 50);
        foreach (var page in pages) await page.DisposeAsync();
    }

    [Fact]
    public async Task A_feed_the_hub_refuses_is_stale_alone_and_asked_for_again()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug);
        hub.AddEvent("tidetalk");
        await using var web = await WebUnderTest.Start(hub);
        Assert.NotNull(await web.Live.Open(Slug, null, 50, default));
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");

        hub.Refused = Slug;
        await hub.Show(Slug, Made.Post(1));
        await Eventually.True(() => FeedOf(web).RefusedSince is not null, "refused");
        Assert.True((await web.Live.Open(Slug, null, 50, default))!.Status.Stale);
        Assert.False((await web.Live.Open("tidetalk", null, 50, default))!.Status.Stale);

        hub.Refused = null;
        await Eventually.Equal("one.1", () => Position(web));
        await Eventually.True(() => FeedOf(web).RefusedSince is null, "taken");
        Assert.False((await web.Live.Open(Slug, null, 50, default))!.Status.Stale);
    }

    [Fact]
    public async Task A_page_says_how_many_posts_the_last_pulse_counted()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug, Made.Session("tides"));
        await using var web = await WebUnderTest.Start(hub);
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        await hub.Pulse(new SessionPulse(Slug, null, Made.Noon, 321, 2, 0.6, 5, 1.5, 0, new int[30]));
        await Eventually.True(() => page.Events.Any(happened => happened.Name == "pulse"), "the pulse");
        Assert.Equal(321, (await web.Live.Open(Slug, null, 1, default))!.Event.Posts);
    }
}
