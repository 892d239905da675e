using System.Net;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

public class SessionsByHandTests
{
    [Fact]
    public async Task A_session_is_added_changed_and_deleted_by_hand()
    {
        await using var hub = await HubUnderTest.Start();
        using var made = await hub.Organize(HttpMethod.Post, HubUnderTest.Api("/sessions"), new
        {
            title = "Reading\u0001 the\ntide",
            room = "Pier room",
            start = "2026-09-01T10:00:00+01:00",
            end = "2026-09-01T11:00:00+01:00",
            speakers = new[] { "Mira Okonjo" },
        });
        Assert.Equal((HttpStatusCode.Created, "/tidewater26/sessions/reading-the-tide"), (made.StatusCode, made.Headers.Location!.ToString()));
        var session = await Read<SessionInfo>(made);
        Assert.Equal(("Reading the tide", "2026-09-01 09:00:00Z", "tdwA1", true), (session.Title, $"{session.Start:u}", session.Hashtags.Single(), session.Proposed));

        using var changed = await hub.Organize(HttpMethod.Patch, HubUnderTest.Api("/sessions/reading-the-tide"), new { room = "", hashtags = new[] { "#TideTalk" }, watchUrl = "https://live.tidewater.example/1" });
        session = await Read<SessionInfo>(changed);
        Assert.Equal((null, "TideTalk", false, "https://live.tidewater.example/1", "Reading the tide"), (session.Room, session.Hashtags.Single(), session.Proposed, session.WatchUrl, session.Title));
        Assert.Contains("TideTalk", hub.Services.GetRequiredService<EventCatalog>().Watched.Single().Hashtags);

        using var deleted = await hub.Organize(HttpMethod.Delete, HubUnderTest.Api("/sessions/reading-the-tide"));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions")));
        using var again = await hub.Organize(HttpMethod.Delete, HubUnderTest.Api("/sessions/reading-the-tide"));
        await Problem.Read(again, HttpStatusCode.NotFound);
        using var gone = await hub.Organize(HttpMethod.Patch, HubUnderTest.Api("/sessions/reading-the-tide"), new { title = "T" });
        await Problem.Read(gone, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_comes_of_a_schedule_is_edited_and_cancelled_but_not_deleted()
    {
        await using var hub = await HubUnderTest.Start();
        var file = MadeSchedule.Xml(MadeSchedule.Event("a", id: "17"));
        await ScheduleApiTests.Send(hub, file);
        using var deleted = await hub.Organize(HttpMethod.Delete, HubUnderTest.Api("/sessions/17"));
        Assert.Contains("cancelled", (await Problem.Read(deleted, HttpStatusCode.Conflict)).Detail, StringComparison.Ordinal);
        using var edited = await hub.Organize(HttpMethod.Patch, HubUnderTest.Api("/sessions/17"), new { title = "Anew", cancelled = true });
        var after = await Read<SessionInfo>(edited);
        Assert.Equal(("Anew", true), (after.Title, after.Cancelled));
        await ScheduleApiTests.Send(hub, file);
        var session = (await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions"))).Single();
        Assert.Equal(("Anew", true), (session.Title, session.Cancelled));
    }

    [Theory]
    [InlineData("""{ "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z" }""", "title")]
    [InlineData("""{ "title": "  ", "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z" }""", "title")]
    [InlineData("""{ "title": "T", "end": "2026-09-01T11:00Z" }""", "start")]
    [InlineData("""{ "title": "T", "start": "2026-09-01T10:00Z" }""", "end")]
    [InlineData("""{ "title": "T", "start": "2026-09-01T12:00Z", "end": "2026-09-01T11:00Z" }""", "end")]
    [InlineData("""{ "title": "T", "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "url": "javascript:alert(1)" }""", "url")]
    [InlineData("""{ "title": "T", "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "watchUrl": "/here" }""", "watchUrl")]
    [InlineData("""{ "title": "T", "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "hashtags": ["two words"] }""", "hashtags")]
    [InlineData("""{ "title": "T", "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "hashtags": [null] }""", "hashtags")]
    [InlineData("""{ "title": "T", "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "speakers": [null] }""", "speakers")]
    [InlineData("""{ "title": "T", "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "speakerHandles": [null] }""", "speakerHandles")]
    [InlineData("""{ "title": "T", "start": "soon", "end": "2026-09-01T11:00Z" }""", "start")]
    public async Task A_session_that_cannot_be_is_refused_by_field(string draft, string field)
    {
        await using var hub = await HubUnderTest.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, HubUnderTest.Api("/sessions")) { Content = new StringContent(draft, null, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {HubUnderTest.Key}");
        using var answer = await hub.Http.SendAsync(request);
        Assert.Contains(field, (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
    }

    [Fact]
    public async Task A_room_gets_hashtags_of_its_own_and_its_proposed_one_back()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier") with { Room = "Pier/North" });
        using var own = await hub.Organize(HttpMethod.Put, HubUnderTest.Api("/rooms/Pier%2FNorth/hashtags"), new[] { "#PierNorth", "piernorth", "north" });
        var room = await Read<RoomInfo>(own);
        Assert.Equal((false, "PierNorth north"), (room.Proposed, string.Join(' ', room.Hashtags)));
        Assert.Equal([Made.Event, "PierNorth", "north"], hub.Services.GetRequiredService<EventCatalog>().Watched.Single().Hashtags);
        using var none = await hub.Organize(HttpMethod.Put, HubUnderTest.Api("/rooms/Pier%2FNorth/hashtags"), Array.Empty<string>());
        Assert.True((await Read<RoomInfo>(none)).Proposed);
        using var bad = await hub.Organize(HttpMethod.Put, HubUnderTest.Api("/rooms/Pier%2FNorth/hashtags"), new[] { "no good" });
        Assert.Contains("hashtags", (await Problem.Read(bad, HttpStatusCode.BadRequest)).Errors.Keys);
        using var elsewhere = await hub.Organize(HttpMethod.Put, HubUnderTest.Api("/rooms/Nowhere/hashtags"), new[] { "good" });
        await Problem.Read(elsewhere, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_hashtag_that_the_event_takes_for_itself_is_no_session_s_any_more()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier"));
        Assert.Equal("tdwA1", (await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions"))).Single().Hashtags.Single());
        await hub.Change(new { hashtags = new[] { Made.Event, "tdwa1" } });
        Assert.Equal("tdwA2", (await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions"))).Single().Hashtags.Single());
    }

    static async Task<T> Read<T>(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options))!;
    }
}
