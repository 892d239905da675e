using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Backchannel.Web.Tests;

public sealed class PageStreamTests
{
    const string Slug = "harbourconf";

    [Fact]
    public async Task A_page_hears_posts_edits_and_removals_from_where_it_was_rendered()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, Made.Posts(1, 3));
        await using var web = await WebUnderTest.Start(hub);
        var view = await web.Live.Open(Slug, null, 50, default);
        await hub.Show(Slug, Made.Post(4));

        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?after={view!.Position}").Open();
        await Eventually.Equal(Made.Post(4).Id, () => page.Ids);
        await hub.Show(Slug, Made.Post(5));
        await Eventually.Equal(2, () => page.Count);
        await hub.Change(Slug, Made.Post(5, "Line one\nline two\r\n<script>alert(1)</script>"));
        await Eventually.True(() => page.Cards.Contains("line two", StringComparison.Ordinal), "the edit");
        Assert.DoesNotContain("<script>", page.Cards, StringComparison.Ordinal);
        await hub.Remove(Slug, Made.Post(4).Id);
        await Eventually.Equal(Made.Post(5).Id, () => page.Ids);
        Assert.Equal("one.7", page.LastId);
    }

    [Fact]
    public async Task It_opens_with_a_retry_and_the_status_and_no_cache_in_between()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        using var response = await web.Http.GetAsync($"/{Slug}/live?after=one.0", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoCache);
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var retry = await reader.ReadLineAsync();
        Assert.InRange(int.Parse(retry!["retry: ".Length..], System.Globalization.CultureInfo.InvariantCulture), 2000, 5000);
        Assert.Equal("", await reader.ReadLineAsync());
        Assert.Equal("event: status", await reader.ReadLineAsync());
        Assert.StartsWith("data: {\"stale\":", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_last_event_of_a_frame_carries_the_position()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, Made.Posts(1, 3));
        await using var web = await WebUnderTest.Start(hub);
        _ = await web.Live.Open(Slug, null, 50, default);
        await hub.Change(Slug, Made.Post(1, "Edited"));
        await hub.Remove(Slug, Made.Post(2).Id);
        await hub.Show(Slug, Made.Posts(4, 2));
        await Eventually.Equal(7L, () => web.Service<LiveFeed>().Find(Slug, null, default).GetAwaiter().GetResult()!.Tail!.Last);

        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?after=3").Open();
        await Eventually.Equal(2, () => page.Count);
        Assert.Equal(
            [("removed", null), ("changed", null), ("cards", "one.7")],
            page.Events.Where(happened => happened.Name is "removed" or "changed" or "cards").Select(happened => (happened.Name, happened.Id)));
    }

    [Fact]
    public async Task A_post_shown_and_removed_inside_one_frame_is_only_removed()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        _ = await web.Live.Open(Slug, null, 50, default);
        await hub.Show(Slug, Made.Posts(1, 2));
        await hub.Remove(Slug, Made.Post(1).Id);
        await Eventually.Equal(3L, () => web.Service<LiveFeed>().Find(Slug, null, default).GetAwaiter().GetResult()!.Tail!.Last);

        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        await Eventually.Equal(Made.Post(2).Id, () => page.Ids);
        Assert.DoesNotContain("Post 1 ", page.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_drops_in_mid_burst_ends_with_the_list_of_one_that_never_did()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, Made.Posts(1, 5));
        // A tail far smaller than the burst, so that coming back needs the hub as well.
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:TailEntries"] = "60", ["Web:Live:FrameEvery"] = "00:00:00.010" });
        await using var steady = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        await using var flaky = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        await Eventually.Equal(5, () => flaky.Count);

        var random = new Random(20310512);
        for (var number = 10; number < 310; number++)
        {
            await hub.Show(Slug, Made.Post(number));
            if (number % 3 == 0) await hub.Change(Slug, Made.Post(number - random.Next(0, 3), $"Edited {number}"));
            if (number % 7 == 0) await hub.Remove(Slug, hub.Feeds[Slug].OnShow()[random.Next(3)].Id);
            if (number % 50 == 20) await flaky.Drop();
            if (number % 50 == 45) _ = await flaky.Open();
        }

        await flaky.Drop();
        _ = await flaky.Open();
        var ids = string.Join('\n', hub.Feeds[Slug].OnShow().Select(post => post.Id));
        await Eventually.Equal($"one.{hub.Feeds[Slug].Last}", () => steady.LastId);
        await Eventually.Equal($"one.{hub.Feeds[Slug].Last}", () => flaky.LastId);
        Assert.Equal(ids, steady.Ids);
        Assert.Equal(ids, flaky.Ids);
        Assert.Equal(steady.Cards, flaky.Cards);
    }

    [Fact]
    public async Task A_page_opened_in_mid_burst_ends_with_the_same_list()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        await using var steady = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        var late = new List<(StreamPage Page, LiveView View)>();
        for (var number = 1; number <= 100; number++)
        {
            await hub.Show(Slug, Made.Post(number));
            if (number % 20 != 10) continue;
            var view = (await web.Live.Open(Slug, null, 200, default))!;
            late.Add((await new StreamPage(web.Http, $"/{Slug}/live?after={view.Position}").Open(), view));
        }

        await Eventually.Equal(100, () => steady.Count);
        foreach (var (page, view) in late)
        {
            await Eventually.Equal(100 - view.Entries.Count, () => page.Count);
            Assert.Equal(steady.Ids, string.Join('\n', view.Entries.Select(entry => entry.PostId).Concat(page.Count == 0 ? [] : [page.Ids])));
            await page.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_hundred_pages_get_the_very_same_bytes()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub, Quiet());
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");
        var pages = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open()));
        await Eventually.Equal(200, () => web.Live.Viewers(Slug, null));
        // Each has its status and waits: from here on all get the channel's own frames.
        await Eventually.True(() => pages.All(page => !page.Events.IsEmpty), "open");

        // No more than a channel keeps frames: even a page that hears of none before the last has all of them.
        for (var number = 1; number <= 15; number++) await hub.Show(Slug, Made.Post(number));
        await Eventually.True(() => pages.All(page => page.Count == 15), "all posts on all pages");

        var first = pages[0].Raw[pages[0].Raw.IndexOf("event: cards", StringComparison.Ordinal)..];
        Assert.All(pages, page => Assert.EndsWith(first, page.Raw, StringComparison.Ordinal));
        foreach (var page in pages) await page.DisposeAsync();
        await Eventually.Equal(0, () => web.Live.Viewers(Slug, null));
    }

    [Fact]
    public async Task A_herd_that_comes_back_from_far_costs_a_handful_of_reads()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, Made.Posts(1, 1200));
        // The clock stands still: a page that was read is kept for seconds, and a busy machine needs more than those for all of them.
        await using var web = await WebUnderTest.Start(
            hub, new() { ["Web:Live:TailEntries"] = "100" }, services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(Made.Noon)));
        _ = await web.Live.Open(Slug, null, 10, default);
        var before = hub.Reads;

        var pages = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(number => new StreamPage(web.Http, $"/{Slug}/live?after=one.{number * 7}").Open()));
        for (var number = 0; number < pages.Length; number++)
        {
            var (page, missed) = (pages[number], 1200 - number * 7);
            await Eventually.Equal(missed, () => page.Count);
            await page.DisposeAsync();
        }
        Assert.InRange(hub.Reads - before, 1, 10);
    }

    [Fact]
    public async Task A_session_has_its_own_posts_and_a_move_is_a_card_there_and_gone_here()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, (Made.Post(1), "tides"), (Made.Post(2), "ropes"), (Made.Post(3), null));
        await using var web = await WebUnderTest.Start(hub);
        await using var tides = await new StreamPage(web.Http, $"/{Slug}/live?session=tides&after=one.0").Open();
        await using var ropes = await new StreamPage(web.Http, $"/{Slug}/live?session=ropes&after=one.0").Open();
        await Eventually.Equal(Made.Post(1).Id, () => tides.Ids);
        await Eventually.Equal(Made.Post(2).Id, () => ropes.Ids);

        await hub.Change(Slug, Made.Post(1), "ropes");
        await Eventually.Equal("", () => tides.Ids);
        await Eventually.Equal($"{Made.Post(1).Id}\n{Made.Post(2).Id}", () => ropes.Ids);
        await hub.Change(Slug, Made.Post(3), "tides");
        await Eventually.Equal(Made.Post(3).Id, () => tides.Ids);
        Assert.Equal(1, web.Live.Viewers(Slug, "tides"));
        Assert.Equal(2, web.Live.Viewers(Slug, null));
    }

    [Fact]
    public async Task Pages_live_through_a_restart_of_the_hub_and_start_over_with_another_archive()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, Made.Posts(1, 5));
        await using var web = await WebUnderTest.Start(hub);
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        await Eventually.Equal(5, () => page.Count);

        await hub.Stop();
        await Eventually.True(() => page.Events.Any(happened => happened.Name == "status" && happened.Data.Contains("\"stale\":true", StringComparison.Ordinal)), "stale");
        await hub.Restart();
        await hub.Show(Slug, Made.Post(6));
        await Eventually.Equal(6, () => page.Count);
        Assert.False(page.Reading.IsCompleted);

        await hub.Restart("two");
        await Eventually.True(() => page.Events.Any(happened => happened is { Name: "reset", Data: "two" }), "reset");
        await Eventually.True(() => page.Reading.IsCompleted, "the stream's end");
        _ = await page.Open();
        await Eventually.Equal(2, () => page.Events.Count(happened => happened.Name == "reset"));
    }

    [Fact]
    public async Task Counts_pulses_and_reports_come_without_a_position()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, Made.Post(1));
        await using var web = await WebUnderTest.Start(hub, Quiet());
        await Eventually.True(() => !web.Live.Status.Stale, "fresh");
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?after=one.1").Open();
        await Eventually.Equal(1, () => web.Live.Viewers(Slug, null));

        await hub.Echo(new EchoCount(Made.Post(1).Id, 4, 2, 9));
        await hub.Pulse(new SessionPulse(Slug, "tides", Made.Noon, 3, 2, 0.6, 5, 1.5, 1, new int[30]));
        await hub.Sources(Made.Source("bluesky"));
        await hub.Sources(Made.Source("bluesky"));
        await Eventually.True(() => page.Events.Any(happened => happened.Data.Contains("\"bluesky\"", StringComparison.Ordinal)), "the report");
        await Eventually.True(() => page.Events.Any(happened => happened.Name == "echo"), "counts");
        await Eventually.True(() => page.Events.Any(happened => happened.Name == "pulse"), "pulse");
        Assert.All(page.Events, happened => Assert.Null(happened.Id));
        Assert.Single(page.Events, happened => happened.Data.Contains("\"bluesky\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_programme_that_changes_is_told_to_open_pages_and_to_those_that_come_back_with_an_earlier_one()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:SessionsEvery"] = "00:00:00.100" });
        var shown = (await web.Live.Open(Slug, null, 50, default))!.Programme;
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0&programme={shown}").Open();
        await Eventually.True(() => page.Events.Any(happened => happened.Name == "status"), "open");

        hub.Feeds[Slug].Sessions = [Made.Session("lateshow", 22)];
        await Eventually.True(() => page.Events.Any(happened => happened.Name == "programme"), "the programme");
        Assert.Contains("lateshow", Assert.Single(page.Events, happened => happened.Name == "programme").Data, StringComparison.Ordinal);

        await using var back = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0&programme={shown}").Open();
        await Eventually.True(() => back.Events.Any(happened => happened.Name == "programme"), "the programme, later");
    }

    [Fact]
    public async Task A_quiet_stream_shows_that_it_lives_and_moves_its_position_on()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:CommentEvery"] = "00:00:00.050" });
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?session=tides&after=one.0").Open();
        await Eventually.True(() => page.Comments > 2, "comments");
        await hub.Show(Slug, (Made.Post(1), "ropes"));
        await Eventually.True(() => page.Events.Any(happened => happened is { Name: "beat", Id: "one.1" }), "a position that scripts can see");
        Assert.Equal("one.1", page.LastId);
        Assert.Equal(0, page.Count);
    }

    [Theory]
    [InlineData("/nowhere/live", HttpStatusCode.NotFound)]
    [InlineData("/harbourconf/live?session=nothing", HttpStatusCode.NotFound)]
    [InlineData("/harbourconf/live?after=soon", HttpStatusCode.BadRequest)]
    [InlineData("/harbourconf/live?after=-1", HttpStatusCode.BadRequest)]
    [InlineData("/nowhere/cards?before=1", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_followed_is_refused(string path, HttpStatusCode status)
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        using var response = await web.Http.GetAsync(path);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_position_it_starts_with_the_latest_posts()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, Made.Posts(1, 70));
        await using var web = await WebUnderTest.Start(hub);
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live").Open();
        await Eventually.Equal(50, () => page.Count);
        Assert.Equal("one.70", page.LastId);
    }

    [Fact]
    public async Task The_process_stops_promptly_with_pages_open()
    {
        await using var hub = await Hub();
        // A page that holds the process up would do so for far longer than a busy machine takes to stop.
        var web = await WebUnderTest.Start(hub, services: services => services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(10)));
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live").Open();
        await Eventually.Equal(1, () => web.Live.Viewers(Slug, null));
        await web.Stop().WaitAsync(TimeSpan.FromMinutes(1));
        await Eventually.True(() => page.Reading.IsCompleted, "the stream's end");
        await web.DisposeAsync();
    }

    [Fact]
    public async Task A_page_that_takes_nothing_is_let_go()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:WriteTimeout"] = "00:00:00.200", ["Web:Live:FrameEvery"] = "00:00:00.010" });
        using var response = await web.Http.GetAsync($"/{Slug}/live", HttpCompletionOption.ResponseHeadersRead);
        await Eventually.Equal(1, () => web.Live.Viewers(Slug, null));

        var text = new string('~', 9_000);
        var number = 0;
        await Eventually.True(
            () =>
            {
                hub.Show(Slug, [.. Enumerable.Range(0, 50).Select(_ => Made.Post(++number, text))]).GetAwaiter().GetResult();
                return web.Live.Viewers(Slug, null) == 0;
            },
            "nobody");
    }

    [Fact]
    public async Task Older_cards_come_newest_first_until_there_are_none()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, Made.Posts(1, 130));
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:TailEntries"] = "40" });
        var view = (await web.Live.Open(Slug, null, 20, default))!;

        var latest = await web.Http.GetStringAsync($"/{Slug}/cards?limit=1");
        Assert.Contains("data-seq=\"130\"", latest, StringComparison.Ordinal);

        var (seen, before) = (new List<string>(), view.Entries[0].Seq.ToString(System.Globalization.CultureInfo.InvariantCulture));
        while (true)
        {
            using var response = await web.Http.GetAsync($"/{Slug}/cards?before={before}&limit=30");
            var html = await response.Content.ReadAsStringAsync();
            seen.AddRange(System.Text.RegularExpressions.Regex.Matches(html, "data-seq=\"(\\d+)\"").Select(match => match.Groups[1].Value));
            if (!response.Headers.TryGetValues("X-Before", out var next)) break;
            before = next.Single();
        }
        Assert.Equal(Enumerable.Range(1, 110).Reverse().Select(seq => seq.ToString(System.Globalization.CultureInfo.InvariantCulture)), seen);
    }

    [Fact]
    public async Task The_first_post_after_a_quiet_spell_comes_at_once_and_the_next_ones_together()
    {
        await using var hub = await Hub();
        var clock = new FakeTimeProvider(Made.Noon);
        await using var web = await WebUnderTest.Start(hub, services: services => services.AddSingleton<TimeProvider>(clock));
        await using var page = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        await Eventually.Equal(1, () => web.Live.Viewers(Slug, null));
        await Eventually.True(() => !page.Events.IsEmpty, "open");

        await hub.Show(Slug, Made.Post(1));
        await Eventually.Equal(1, () => page.Count);
        await hub.Show(Slug, Made.Post(2));
        await hub.Show(Slug, Made.Post(3));
        await Eventually.Equal(3L, () => web.Service<LiveFeed>().Find(Slug, null, default).GetAwaiter().GetResult()!.Tail!.Last);
        Assert.Equal(1, page.Count);

        await Eventually.True(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(50));
                return page.Count == 3;
            },
            "the next frame");
        Assert.Equal(2, page.Events.Count(happened => happened.Name == "cards"));
    }

    [Fact]
    public async Task A_pulse_goes_to_the_event_it_names()
    {
        await using var hub = await Hub();
        hub.AddEvent("tidetalk", Made.Session("knots"));
        await using var web = await WebUnderTest.Start(hub);
        await using var here = await new StreamPage(web.Http, $"/{Slug}/live?after=one.0").Open();
        await using var there = await new StreamPage(web.Http, "/tidetalk/live?after=one.0").Open();
        await Eventually.True(() => web.Live.Viewers(Slug, null) == 1 && web.Live.Viewers("tidetalk", null) == 1, "both");

        await hub.Pulse(new SessionPulse("tidetalk", "knots", Made.Noon, 3, 2, 0.6, 5, 1.5, 1, new int[30]));
        await hub.Pulse(new SessionPulse(Slug, "tides", Made.Noon, 3, 2, 0.6, 5, 1.5, 1, new int[30]));
        await Eventually.True(() => here.Events.Any(happened => happened.Name == "pulse"), "here");
        await Eventually.True(() => there.Events.Any(happened => happened.Name == "pulse"), "there");
        Assert.Contains("tides", Assert.Single(here.Events, happened => happened.Name == "pulse").Data, StringComparison.Ordinal);
        Assert.Contains("knots", Assert.Single(there.Events, happened => happened.Name == "pulse").Data, StringComparison.Ordinal);
    }

    /// <summary>Streams that say nothing of themselves: on a busy machine a test may last until they would.</summary>
    static Dictionary<string, string?> Quiet() => new() { ["Web:Live:CommentEvery"] = "01:00:00" };

    static async Task<HubStandIn> Hub()
    {
        var hub = await HubStandIn.Start();
        hub.AddEvent(Slug, Made.Session("tides"), Made.Session("ropes", 11));
        return hub;
    }
}
