using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Sources;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Backchannel.Hub.Tests;

public class EventsApiTests
{
    [Fact]
    public async Task The_event_of_the_settings_is_there_with_its_numbers()
    {
        await using var hub = await HubUnderTest.Start(new()
        {
            ["Backchannel:Hashtag:0"] = "#Tidewater26",
            ["Backchannel:Hashtag:1"] = "tidetalk",
            ["Backchannel:Name"] = "Tidewater 2026",
            ["Backchannel:TimeZone"] = "Europe/Lisbon",
        });
        await hub.Capture(Made.Seen("One"), Made.Seen("Two"));
        var listed = (await hub.Get<EventInfo[]>("/api/events")).Single();
        Assert.Equal(("tidewater26", "Tidewater 2026", "Europe/Lisbon", 2L, 2L), (listed.Slug, listed.Name, listed.TimeZone, listed.Last, listed.Posts));
        Assert.Equal(["Tidewater26", "tidetalk"], listed.Hashtags);
        Assert.Equal(12, (await hub.Get<EventInfo>(HubUnderTest.Api())).Epoch.Length);
    }

    [Fact]
    public async Task A_programme_is_given_by_start_and_its_sessions_trend_by_their_posts()
    {
        await using var hub = await HubUnderTest.Start();
        var later = Made.Session("later", "latertalk") with { Start = Made.Noon.AddHours(2), End = Made.Noon.AddHours(3) };
        await hub.SetSessions(later, Made.Session("pier", "piertalk"));
        Assert.Equal(["pier", "later"], (await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions"))).Select(s => s.Id));
        Assert.Equal(["pier", "later"], (await hub.Get<EventInfo>(HubUnderTest.Api())).Sessions);

        await hub.Capture(Made.Seen("#piertalk"), Made.Seen("#latertalk"), Made.Seen("#latertalk again"));
        await Eventually.Equal("later 2, pier 1", async () =>
            string.Join(", ", (await hub.Get<SessionPulse[]>(HubUnderTest.Api("/trending"))).OrderByDescending(p => p.Posts).Select(p => $"{p.Session} {p.Posts}")));
        Assert.Equal([1, 2], (await hub.Get<SessionPulse[]>(HubUnderTest.Api("/trending"))).Select(p => p.Rank));
    }

    [Fact]
    public async Task Our_own_page_is_listed_among_the_sources()
    {
        await using var hub = await HubUnderTest.Start();
        await Eventually.True(async () => (await hub.Get<SourceReported[]>(HubUnderTest.Api("/sources"))).Any(s => s.Source == "here"), "it reports");
    }

    [Fact]
    public async Task What_went_wrong_with_a_source_and_what_it_costs_is_for_organizers()
    {
        await using var hub = await HubUnderTest.Start();
        hub.Services.GetRequiredService<SourceBoard>().Set(new(
            "x", Network.X, SourceState.Live, TimeProvider.System.GetUtcNow(), null, 40, 3, 2, 1, 17, "The token was refused.", Made.Noon, 900, 1_000));
        var told = (await hub.Get<SourceReported[]>(HubUnderTest.Api("/sources"))).Single(source => source.Source == "x");
        Assert.Equal((2L, null, null, null, null), (told.Matched, told.LastError, told.LastErrorAt, told.BilledReads, told.BilledCeiling));

        using var answer = await hub.Organize(HttpMethod.Get, HubUnderTest.Api("/sources"));
        var all = (await answer.Content.ReadFromJsonAsync<SourceReported[]>(ContractJson.Options))!.Single(source => source.Source == "x");
        Assert.Equal(("The token was refused.", 900L), (all.LastError, all.BilledReads));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/sessions")]
    [InlineData("/trending")]
    [InlineData("/sources")]
    [InlineData("/posts")]
    public async Task An_unknown_event_is_404_in_words(string call)
    {
        await using var hub = await HubUnderTest.Start();
        using var answer = await hub.Http.GetAsync($"/api/events/no-such-event{call}");
        var problem = await Problem.Read(answer, HttpStatusCode.NotFound);
        Assert.Contains("GET /api/events lists", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_call_is_described_by_open_api()
    {
        await using var hub = await HubUnderTest.Start();
        var paths = (await hub.Get<JsonElement>("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name.TrimEnd('/')).ToList();
        Assert.Empty(((string[])[
            "/api/events", "/api/events/{slug}", "/api/events/{slug}/sessions", "/api/events/{slug}/posts", "/api/events/{slug}/trending",
        ]).Except(paths));
    }

    [Fact]
    public async Task Health_is_told_by_part()
    {
        await using var hub = await HubUnderTest.Start();
        Assert.Equal("healthy", (await hub.Get<JsonElement>("/health/ready")).GetProperty("status").GetString());
        Assert.Equal("healthy", (await hub.Get<JsonElement>("/health/live")).GetProperty("status").GetString());
    }
}
