using System.Net;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Sources;
using Backchannel.Hub.Tests.Moderation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Engagement;

public class EngagementApiTests
{
    readonly FakeTimeProvider _time = new(Made.Noon);

    [Fact]
    public async Task The_last_minutes_are_told_against_those_before()
    {
        await using var hub = await Harbour();
        await hub.Capture(Said("Early", 20, Made.Mira), Said("One #pier1", 3, Made.Mira), Said("Two #pier1", 2, Made.Dario), Said("Just now", 0, Made.Dario));
        await Eventually.True(() => hub.Services.GetRequiredService<SourceBoard>().Reports.Length > 0, "our own page reports");
        var engagement = await Ask(hub);
        Assert.Equal((15, 3, 0.2, 2, 1, 1), (engagement.Minutes, engagement.Now.Posts, engagement.Now.PostsPerMinute, engagement.Now.People, engagement.Now.NewPeople, engagement.Now.ReturningPeople));
        Assert.Equal(1, engagement.Before.Posts);
        Assert.Equal((Made.Noon.AddMinutes(-60), 4), (engagement.Chart.From, engagement.Chart.Posts.Sum()));
        Assert.Equal([("pier", 2), ("quay", 0)], engagement.Chart.Sessions.Select(session => (session.Id, session.Posts)));
        Assert.Equal(("pier", 2, 2), (engagement.Sessions.Single().Session, engagement.Sessions.Single().People, engagement.Sessions.Single().Posts));
        Assert.Equal([new NetworkShare(Network.Bluesky, 3, 1)], engagement.Networks);
        Assert.Contains(engagement.Sources, source => source.Source == "here");
        Assert.Equal(0, engagement.Watching);
    }

    [Fact]
    public async Task What_went_wrong_at_a_source_and_what_it_costs_is_told_to_organizers_alone()
    {
        await using var hub = await Harbour();
        hub.Services.GetRequiredService<SourceBoard>().Set(new("x", Network.X, SourceState.Waiting, Made.Noon, null, 250, 9, 9, 0, 12, "Too many requests", Made.Noon, 40, 100));
        using var mira = await hub.SignedIn("Mira");
        var told = await mira.GetFromJsonAsync<Contracts.Engagement>(HubUnderTest.Api("/engagement"), ContractJson.Options);
        var (moderators, organizers) = (told!.Sources.Single(source => source.Source == "x"), (await Ask(hub)).Sources.Single(source => source.Source == "x"));
        Assert.Equal((SourceState.Waiting, 250, null, null, null), (moderators.State, moderators.LagMs, moderators.LastError, moderators.RateLimitLeft, moderators.BilledReads));
        Assert.Equal(("Too many requests", 12, 40), (organizers.LastError, organizers.RateLimitLeft, organizers.BilledReads));
    }

    [Fact]
    public async Task News_are_in_it_after_a_second_and_what_is_gone_at_once()
    {
        await using var hub = await Harbour();
        var post = Made.Post("See https://tidewater.example/slides #knots").WithLinks();
        await hub.Capture(Made.Seen(post));
        var first = await Ask(hub);
        Assert.Equal((1, 1, 1), (first.Now.Posts, first.Rising.Links.Count, first.Rising.Hashtags.Count));

        await hub.Capture(Made.Seen("Two", Made.Dario));
        Assert.Equal(1, (await Ask(hub)).Now.Posts);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await Ask(hub)).Now.Posts);

        await hub.Capture(new PostDeleted(post.Id));
        var after = await Ask(hub);
        Assert.Equal((1, 1), (after.Now.Posts, after.Chart.Posts.Sum()));
        Assert.Empty(after.Rising.Links);
        Assert.Empty(after.Rising.Hashtags);
    }

    [Fact]
    public async Task What_is_hidden_edited_or_filed_elsewhere_counts_as_it_stands_at_once()
    {
        await using var hub = await Harbour();
        var (hidden, edited) = (Made.Post("One #pier1"), Made.Post("Two #knots", Made.Dario));
        await hub.Capture(Made.Seen(hidden), Made.Seen(edited));
        Assert.Equal("pier", (await Ask(hub)).Sessions.Single().Session);

        using var hiding = await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{hidden.Id}"));
        Assert.Empty((await Ask(hub)).Sessions);
        await hub.Capture(Made.Seen(edited.Edited("Two #ropes #pier1")));
        var after = await Ask(hub);
        Assert.Equal(("ropes", "pier"), (after.Rising.Hashtags.Single().Hashtag, after.Sessions.Single().Session));
        using var shown = await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/shown/{hidden.Id}"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((2, 2), ((await Ask(hub)).Now.Posts, (await Ask(hub)).Sessions.Single().Posts));
    }

    [Fact]
    public async Task Who_does_not_want_to_be_found_counts_and_is_in_nothing_that_is_collected()
    {
        await using var hub = await Harbour();
        await hub.Capture(new PostSeen([Made.Event], Made.Post("https://tidewater.example/mine #mine").WithLinks(), [], Unlisted: true));
        var engagement = await Ask(hub);
        Assert.Equal((1, 1), (engagement.Now.Posts, engagement.Now.People));
        Assert.Empty(engagement.Rising.Links);
        Assert.Empty(engagement.Rising.Hashtags);
    }

    [Fact]
    public async Task A_flood_names_its_account_unless_that_asked_to_be_left_out()
    {
        await using var hub = await Harbour();
        await hub.Capture(Made.Many(12, "Again and again"));
        var alarm = Assert.Single((await Ask(hub)).Alarms, alarm => alarm.Kind == AlarmKind.Flood);
        Assert.Equal((Made.Mira.Name, Made.Mira.Handle), (alarm.Who!.Name, alarm.Who.Handle));
        using var leftOut = await hub.Http.PostAsync(HubUnderTest.Api("/people/left-out"), System.Net.Http.Json.JsonContent.Create(new LeftOut(Network.Bluesky, Made.Mira.Handle), options: ContractJson.Options));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(Assert.Single((await Ask(hub)).Alarms, alarm => alarm.Kind == AlarmKind.Flood).Who);
    }

    [Fact]
    public async Task Open_questions_are_those_in_the_queue_or_being_asked()
    {
        await using var hub = await Harbour();
        var first = await hub.Ask("Is it deep?");
        await hub.Ask("Is it cold?", "another");
        await hub.Capture(Said("Is it only proposed so far? #pier1", 1, Made.Dario));
        Assert.Equal(2, (await Ask(hub)).QuestionsOpen);
        await hub.Moved(first, "answered");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await Ask(hub)).QuestionsOpen);
        var compared = await Compare(hub, "?of=sessions&a=pier&b=pier");
        Assert.Equal((2, 1), (compared.A.Questions, compared.A.Answered));
    }

    [Fact]
    public async Task Two_days_are_compared_with_the_links_of_each()
    {
        await using var hub = await Harbour();
        await hub.Capture(
            Made.Seen((Made.Post("https://tidewater.example/first") with { CreatedAt = Made.Noon.AddDays(-1) }).WithLinks()),
            Made.Seen(Made.Post("https://tidewater.example/second", Made.Mira).WithLinks()), Made.Seen("Words", Made.Dario));
        Assert.Equal([new("2026-08-31", 1), new EngagementDay("2026-09-01", 2)], await Get<EngagementDay[]>(hub, "/engagement/days"));
        var compared = await Compare(hub, "?of=DAYS&a=2026-08-31&b=2026-09-01");
        Assert.Equal((1, 2, 1), (compared.A.Posts, compared.B.Posts, compared.InBoth));
        Assert.Equal(("https://tidewater.example/first", "https://tidewater.example/second"), (compared.A.Links.Single().Url, compared.B.Links.Single().Url));
    }

    [Theory]
    [InlineData("?minutes=4", "minutes")]
    [InlineData("?minutes=1441", "minutes")]
    [InlineData("?minutes=soon", "minutes")]
    [InlineData("?chart=century", "chart")]
    [InlineData("?chart=1", "chart")]
    [InlineData("/compare", "of")]
    [InlineData("/compare?of=rooms", "of")]
    [InlineData("/compare?of=sessions&a=pier&b=none", "b")]
    [InlineData("/compare?of=sessions&b=pier", "a")]
    [InlineData("/compare?of=days&a=2026-02-30&b=2026-09-01", "a")]
    [InlineData("/compare?of=days&a=2026-09-01&b=0001-01-01", "b")]
    public async Task What_cannot_be_asked_is_400(string query, string field)
    {
        await using var hub = await Harbour();
        using var answer = await hub.Organize(HttpMethod.Get, HubUnderTest.Api($"/engagement{query}"));
        Assert.Equal([field], (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/days")]
    [InlineData("/compare?of=sessions&a=pier&b=pier")]
    public async Task It_is_for_moderators_alone(string path)
    {
        await using var hub = await Harbour();
        await Problem.Read(await hub.Http.GetAsync(HubUnderTest.Api($"/engagement{path}")), HttpStatusCode.Unauthorized);
        using var elsewhere = await hub.Organize(HttpMethod.Get, $"/api/events/no-such/engagement{path}");
        await Problem.Read(elsewhere, HttpStatusCode.NotFound);
    }

    async Task<HubUnderTest> Harbour()
    {
        var hub = await HubUnderTest.Start(time: _time);
        // Two at once, so that the hour alone files nothing.
        await hub.SetSessions(Made.Session("pier", "pier1") with { Start = Made.Noon.AddMinutes(-5) }, Made.Session("quay", "quay1") with { Room = "Quay room", Speakers = [] });
        return hub;
    }

    static PostSeen Said(string text, int ago, Author by) => Made.Seen(Made.Post(text, by) with { CreatedAt = Made.Noon.AddMinutes(-ago) });

    static Task<Contracts.Engagement> Ask(HubUnderTest hub) => Get<Contracts.Engagement>(hub, "/engagement");

    static Task<EngagementComparison> Compare(HubUnderTest hub, string query) => Get<EngagementComparison>(hub, $"/engagement/compare{query}");

    static async Task<T> Get<T>(HubUnderTest hub, string path)
    {
        using var answer = await hub.Organize(HttpMethod.Get, HubUnderTest.Api(path));
        return (await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<T>(answer.EnsureSuccessStatusCode().Content, ContractJson.Options))!;
    }
}
