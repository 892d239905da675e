using System.Net;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests;

public class PeopleApiTests
{
    readonly FakeTimeProvider _time = new(Made.Noon);

    [Fact]
    public async Task Who_posts_is_here_and_finds_whom_to_meet()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Seen("Knots #pier1 #knots", Made.Dario), Made.Seen("Mine too #knots #pier1"));
        var here = await People(hub, "?me=@mira.tidewater.example");
        Assert.Equal((2, 2), (here.Count, here.Posts));
        Assert.Equal(["Dario Amin", "Mira Okonjo"], here.People.Select(person => person.Author.Name));
        var dario = here.People[0];
        Assert.Equal((PersonRole.Speaker, "pier", "knots"), (dario.Roles.Single(), dario.Sessions.Single(), dario.Hashtags.Single()));
        var meet = Assert.Single(here.Meet);
        Assert.Equal(("Dario Amin", "pier", "knots"), (meet.Person.Author.Name, meet.Sessions.Single(), meet.Hashtags.Single()));
        Assert.Equal(["Dario Amin"], (await People(hub, "?role=SPEAKER")).People.Select(person => person.Author.Name));
    }

    [Fact]
    public async Task Rooms_hashtags_say_nothing_of_anybody()
    {
        await using var hub = await Harbour();
        (await hub.Organize(HttpMethod.Put, HubUnderTest.Api("/rooms/Pier%20room/hashtags"), new[] { "PierRoom" })).EnsureSuccessStatusCode().Dispose();
        await hub.Capture(Made.Seen("#pierroom", Made.Dario), Made.Seen("#pierroom"));
        Assert.Empty((await People(hub)).Hashtags);
    }

    [Fact]
    public async Task News_are_in_it_after_half_a_minute_and_what_is_gone_within_a_second()
    {
        await using var hub = await Harbour();
        var post = Made.Post("One");
        await hub.Capture(Made.Seen(post));
        Assert.Equal(1, (await People(hub)).Count);
        await hub.Capture(Made.Seen("Two", Made.Dario));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, (await People(hub)).Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await People(hub)).Count);
        await hub.Capture(new PostDeleted(post.Id));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["Dario Amin"], (await People(hub)).People.Select(person => person.Author.Name));
    }

    [Fact]
    public async Task Who_asks_to_be_left_out_is_at_once_and_their_posts_stay()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Seen("One #knots"), Made.Seen("Two #knots", Made.Dario));
        Assert.Equal(2, (await People(hub)).Count);
        foreach (var _ in (int[])[1, 2]) await LeaveOut(hub, new(Network.Bluesky, " @Dario.tidewater.example "));
        var here = await People(hub, "?me=dario.tidewater.example");
        Assert.Equal(("Mira Okonjo", null), (here.People.Single().Author.Name, here.Me));
        Assert.Equal(2, (await hub.Cards()).Count);

        await hub.Capture(new AuthorRenamed(Network.Bluesky, Made.Dario with { Handle = "captain.example" }));
        await hub.Restart();
        Assert.Equal(1, (await People(hub)).Count);
    }

    [Fact]
    public async Task A_name_given_here_is_left_out_and_so_is_whoever_has_nothing_but_twins()
    {
        await using var hub = await Harbour();
        const string words = "The same long words about the tide, twice over";
        using var posted = await hub.Post("Words", "Jonas Pell");
        await hub.Capture(Made.Seen(Made.Post(words)));
        await hub.Capture("mastodon", Made.Seen(Made.Post(words, Made.MiraToo, Network.Mastodon)));
        Assert.Equal(2, (await People(hub)).Count);
        await LeaveOut(hub, new(Network.Here, "jonas pell"));
        await LeaveOut(hub, new(Network.Mastodon, Made.MiraToo.Handle));
        Assert.Equal(0, (await People(hub)).Count);
    }

    [Fact]
    public async Task The_answer_tells_nothing_of_who_is_here()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Seen("One"));
        await LeaveOut(hub, new(Network.Bluesky, "nobody.example"));
        await LeaveOut(hub, new(Network.Bluesky, Made.Mira.Handle));
    }

    [Fact]
    public async Task An_organizer_sees_who_is_left_out_and_takes_them_in_again()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Seen("One", Made.Dario));
        await LeaveOut(hub, new(Network.Bluesky, Made.Dario.Handle));
        Assert.Equal(0, (await People(hub)).Count);

        var path = HubUnderTest.Api("/people/left-out");
        using var list = await hub.Organize(HttpMethod.Get, path);
        Assert.Equal(["bluesky:dario.tidewater.example", "bluesky:did:plc:dario"], (await list.Content.ReadFromJsonAsync<string[]>())!);
        using var refused = await hub.Http.DeleteAsync($"{path}?network=bluesky&handle=x");
        await Problem.Read(refused, HttpStatusCode.Unauthorized);
        await Problem.Read(await hub.Http.GetAsync(path), HttpStatusCode.Unauthorized);
        using var undone = await hub.Organize(HttpMethod.Delete, $"{path}?network=bluesky&handle=@dario.tidewater.example");
        Assert.Equal(HttpStatusCode.NoContent, undone.StatusCode);
        Assert.Equal(1, (await People(hub)).Count);
    }

    [Theory]
    [InlineData("""{ "handle": "mira" }""", "network")]
    [InlineData("""{ "network": "smoke-signals", "handle": "mira" }""", "network")]
    [InlineData("""{ "network": "x" }""", "handle")]
    [InlineData("""{ "network": "x", "handle": " @ " }""", "handle")]
    [InlineData("""{ "network": "x", "handle": "\u200b" }""", "handle")]
    public async Task Who_is_not_named_cannot_be_left_out(string body, string field)
    {
        await using var hub = await Harbour();
        using var answer = await hub.Http.PostAsync(HubUnderTest.Api("/people/left-out"), new StringContent(body, null, "application/json"));
        Assert.Equal([field], (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
        Assert.Equal(0, (await hub.Read(db => Task.FromResult(db.LeftOut.Count()))));
    }

    [Fact]
    public async Task Asking_is_limited_as_posting_is_and_takes_no_long_names()
    {
        await using var hub = await Harbour();
        var path = HubUnderTest.Api("/people/left-out");
        string[] names = [new('a', 201), new('a', 8_000)];
        using var refused = await Limit.Bites(
            5, perMinute: 6, n => hub.Http.PostAsJsonAsync(path, new LeftOut(Network.X, names.ElementAtOrDefault(n) ?? $"made-up-{n}"), ContractJson.Options),
            HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.NoContent);
        await Problem.Read(refused, HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("?role=captain", "role")]
    [InlineData("?role=1", "role")]
    [InlineData("?role=speaker,host", "role")]
    public async Task A_role_that_is_none_is_400(string query, string field)
    {
        await using var hub = await Harbour();
        using var answer = await hub.Http.GetAsync(HubUnderTest.Api($"/people{query}"));
        Assert.Equal([field], (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
    }

    [Fact]
    public async Task An_event_that_is_not_there_has_no_people()
    {
        await using var hub = await Harbour();
        await Problem.Read(await hub.Http.GetAsync("/api/events/no-such/people"), HttpStatusCode.NotFound);
        using var answer = await hub.Http.PostAsJsonAsync("/api/events/no-such/people/left-out", new LeftOut(Network.X, "mira"), ContractJson.Options);
        await Problem.Read(answer, HttpStatusCode.NotFound);
    }

    async Task<HubUnderTest> Harbour()
    {
        var hub = await HubUnderTest.Start(time: _time);
        await hub.SetSessions(Made.Session("pier", "pier1"));
        return hub;
    }

    static Task<PeopleHere> People(HubUnderTest hub, string query = "") => hub.Get<PeopleHere>(HubUnderTest.Api($"/people{query}"));

    static async Task LeaveOut(HubUnderTest hub, LeftOut who)
    {
        using var answer = await hub.Http.PostAsJsonAsync(HubUnderTest.Api("/people/left-out"), who, ContractJson.Options);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
