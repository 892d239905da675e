using Backchannel.Contracts;

namespace Backchannel.Web.Tests;

/// <summary>What is beside a session's posts, as its open pages hear of it.</summary>
public sealed class SessionDigestsTests
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
        await Eventually.True(() => Digests(page).Count == 1, "the first, whole");

        await hub.Show(Slug, (Made.Post(1), "tides"));

        await Eventually.True(() => Digests(page).Count == 2, "the second");
        Assert.Contains("id=\"talk\"", Digests(page)[0], StringComparison.Ordinal);
        Assert.Contains("id=\"strip\"", Digests(page)[1], StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"talk\"", Digests(page)[1], StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"film\"", Digests(page)[1], StringComparison.Ordinal);
        Assert.Single(Digests(other));
        Assert.Empty(Digests(whole));
    }

    [Fact]
    public async Task A_burst_costs_the_hub_few_readings_however_many_look()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        var pages = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => new StreamPage(web.Http, Stream).Open()));
        await Eventually.True(() => pages.All(page => Digests(page).Count > 0), "the first");
        var before = hub.Digested;

        for (var i = 0; i < 100; i++) await hub.Show(Slug, (Made.Post(i), "tides"));
        await Eventually.True(() => pages.All(page => Digests(page)[^1].Contains("100 posts", StringComparison.Ordinal)), "all of it");

        Assert.InRange(hub.Digested - before, 1, 3);
        foreach (var page in pages) await page.DisposeAsync();
    }

    [Fact]
    public async Task What_is_gone_leaves_at_once()
    {
        await using var hub = await Hub();
        await hub.Show(Slug, (WithPhoto(1, "/boat.svg"), "tides"), (WithPhoto(2, "/pier.svg"), "tides"));
        await using var web = await WebUnderTest.Start(hub);
        await using var page = await new StreamPage(web.Http, Stream).Open();
        await Eventually.True(() => Digests(page).Any(html => html.Contains("/boat.svg", StringComparison.Ordinal)), "the photos");

        var asked = TimeProvider.System.GetTimestamp();
        await hub.Remove(Slug, Made.Post(1).Id);
        await Eventually.True(() => Digests(page)[^1] is var html && html.Contains("/pier.svg", StringComparison.Ordinal) && !html.Contains("/boat.svg", StringComparison.Ordinal), "gone");
        // A second is promised; what is sent at leisure comes after three.
        Assert.InRange(TimeProvider.System.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Nobody_looking_costs_nothing_and_who_comes_gets_all()
    {
        await using var hub = await Hub();
        await using var web = await WebUnderTest.Start(hub);
        await (await new StreamPage(web.Http, Stream).Open()).DisposeAsync();
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

    static List<string> Digests(StreamPage page) => [.. page.Events.Where(happened => happened.Name == "digest").Select(happened => happened.Data)];
}
