using System.Net;
using Backchannel.Contracts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests;

public class SessionDigestTests
{
    // It stands still unless a test moves it: nothing here is too late by chance.
    readonly FakeTimeProvider _time = new(Made.Noon);

    [Fact]
    public async Task A_session_comes_to_its_posts()
    {
        await using var hub = await Harbour();
        var first = Made.Post("Slides: https://tidewater.example/slides #pier1").WithLinks();
        await hub.Capture(Made.Seen(first), Made.Seen(Made.Post("Nice", Made.Dario, replyTo: first.Id)), Made.Seen("Elsewhere"));

        var digest = await Digest(hub);
        Assert.Equal((Made.Event, "pier", 3L, 2, 2), (digest.Event, digest.Session, digest.Last, digest.Posts, digest.People));
        Assert.Equal([new(0, 2, 1)], digest.Minutes);
        Assert.Equal([new("https://tidewater.example/slides", null, 1)], digest.Links);
        var top = digest.Top.Single();
        Assert.Equal((1, first.Id, first.Text, 1, FiledBy.Hashtag), (top.Seq, top.PostId, top.Post!.Text, top.Post.Echo.Replies, top.FiledBy));
    }

    [Fact]
    public async Task A_session_without_posts_comes_to_nothing()
    {
        await using var hub = await Harbour();
        var digest = await Digest(hub);
        Assert.Equal((0, 0, 0, 0), (digest.Posts, digest.Minutes.Count, digest.Photos.Count, digest.Top.Count));
    }

    [Fact]
    public async Task News_are_in_it_after_two_seconds_and_not_before()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Seen("One #pier1"));
        Assert.Equal(1, (await Digest(hub)).Posts);
        await hub.Capture(Made.Seen("Two #pier1"));
        Assert.Equal(1, (await Digest(hub)).Posts);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, (await Digest(hub)).Posts);
    }

    [Fact]
    public async Task What_another_session_hears_makes_nothing_anew()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Seen("One #pier1"));
        var before = await Digest(hub);
        _time.Advance(TimeSpan.FromMinutes(1));
        await hub.Capture(Made.Seen("Elsewhere"));
        Assert.Equal(before.Last, (await Digest(hub)).Last);
    }

    [Fact]
    public async Task What_is_gone_is_gone_at_once()
    {
        await using var hub = await Harbour();
        var photo = new Media(MediaKind.Image, "https://tidewater.example/1.png", Alt: "A slide");
        var post = Made.Post("Slides: https://tidewater.example/slides #pier1").WithLinks() with { Media = [photo], Echo = new(Reposts: 4) };
        await hub.Capture(Made.Seen(post));
        Assert.Single((await Digest(hub)).Photos);
        await hub.Capture(new PostDeleted(post.Id));
        await AssertEmpty(hub);
    }

    [Fact]
    public async Task What_an_organizer_takes_off_or_an_account_takes_along_is_gone_at_once()
    {
        await using var hub = await Harbour();
        var post = Made.Post("Off #pier1") with { Echo = new(Reposts: 4) };
        await hub.Capture(Made.Seen(post), Made.Seen("Away #pier1", Made.Dario));
        Assert.Equal(2, (await Digest(hub)).Posts);
        using var answer = await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{post.Id}"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(1, (await Digest(hub)).Posts);
        await hub.Capture(new AuthorHidden(Network.Bluesky, Made.Dario.Id, "suspended"));
        await AssertEmpty(hub);
    }

    [Fact]
    public async Task What_leaves_for_another_session_leaves_at_once()
    {
        await using var hub = await Harbour();
        var post = Made.Post("Here #pier1");
        await hub.Capture(Made.Seen(post));
        Assert.Equal(1, (await Digest(hub)).Posts);
        await hub.Capture(Made.Seen(post.Edited("There #quay1")));
        await AssertEmpty(hub);
        Assert.Equal(1, (await Digest(hub, "quay")).Posts);
    }

    [Fact]
    public async Task Another_version_brings_its_own_links()
    {
        await using var hub = await Harbour();
        var (post, other) = (Made.Post("https://tidewater.example/draft #pier1").WithLinks(), Made.Post("https://tidewater.example/paper #pier1").WithLinks());
        await hub.Capture(Made.Seen(post), Made.Seen(other));
        await Digest(hub);
        await hub.Capture(Made.Seen(post.Edited("https://tidewater.example/paper #pier1").WithLinks()), new AuthorRenamed(Network.Bluesky, Made.Mira with { Name = "Mira O." }));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([new("https://tidewater.example/paper", null, 1)], (await Digest(hub)).Links);
    }

    [Fact]
    public async Task Counts_are_heard_in_time()
    {
        await using var hub = await Harbour();
        var (one, two) = (Made.Post("One #pier1"), Made.Post("Two #pier1"));
        await hub.Capture(Made.Seen(one), Made.Seen(two));
        Assert.Empty((await Digest(hub)).Top);
        await hub.Capture(new EchoHeard(two.Id, new(Reposts: 3)), Made.Repost(one));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([two.Id, one.Id], (await Digest(hub)).Top.Select(entry => entry.PostId));
    }

    [Fact]
    public async Task A_session_that_moves_has_other_minutes_at_once()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Seen("One #pier1"));
        Assert.Equal(0, (await Digest(hub)).Minutes.Single().Minute);
        await hub.SetSessions(Made.Session("pier", "pier1") with { Start = Made.Noon.AddMinutes(-30) });
        Assert.Equal(30, (await Digest(hub)).Minutes.Single().Minute);
    }

    [Fact]
    public async Task Who_does_not_want_to_be_found_is_counted_and_collected_nowhere()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Seen(Made.Post("https://tidewater.example/slides #pier1").WithLinks() with { Echo = new(Reposts: 4) }) with { Unlisted = true });
        var digest = await Digest(hub);
        Assert.Equal((1, 0, 0), (digest.Posts, digest.Links.Count, digest.Top.Count));
    }

    [Fact]
    public async Task What_waits_for_a_moderator_is_in_no_digest()
    {
        await using var hub = await Harbour(new() { ["Backchannel:Admission"] = "approve" });
        await hub.Capture(Made.Seen("One #pier1"));
        await AssertEmpty(hub);
    }

    [Theory]
    [InlineData("/api/events/tidewater26/sessions/no-such/digest")]
    [InlineData("/api/events/no-such/sessions/pier/digest")]
    public async Task A_session_that_is_not_there_has_no_digest(string path)
    {
        await using var hub = await Harbour();
        await Problem.Read(await hub.Http.GetAsync(path), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task More_sessions_than_are_kept_are_answered_all_the_same()
    {
        await using var hub = await Harbour();
        await hub.SetSessions([.. Enumerable.Range(0, 210).Select(n => Made.Session($"s{n}", $"tag{n}x"))]);
        await hub.Capture(Made.Seen("One #tag0x"));
        for (var n = 0; n < 210; n++) Assert.Equal(n == 0 ? 1 : 0, (await Digest(hub, $"s{n}")).Posts);
        Assert.Equal(1, (await Digest(hub, "s0")).Posts);
    }

    async Task<HubUnderTest> Harbour(Dictionary<string, string?>? settings = null)
    {
        var hub = await HubUnderTest.Start(settings, _time);
        await hub.SetSessions(Made.Session("pier", "pier1"), Made.Session("quay", "quay1"));
        return hub;
    }

    static Task<SessionDigest> Digest(HubUnderTest hub, string session = "pier") => hub.Get<SessionDigest>(HubUnderTest.Api($"/sessions/{session}/digest"));

    static async Task AssertEmpty(HubUnderTest hub)
    {
        var digest = await Digest(hub);
        Assert.Equal((0, 0, 0, 0, 0, 0), (digest.Posts, digest.People, digest.Minutes.Count, digest.Photos.Count, digest.Links.Count, digest.Top.Count));
    }
}
