using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Backchannel.Hub.Tests;

public class OrganizersTests
{
    [Fact]
    public async Task An_organizer_makes_and_changes_an_event()
    {
        await using var hub = await HubUnderTest.Start();
        using var made = await hub.Organize(HttpMethod.Post, "/api/events", new { hashtags = new[] { "#HarbourTalk" }, name = "Harbour talk", timeZone = "Asia/Tokyo" });
        Assert.Equal((HttpStatusCode.Created, "/api/events/harbourtalk"), (made.StatusCode, made.Headers.Location!.ToString()));
        await hub.Change(new { accent = "#123456" }, "harbourtalk");
        var changed = await hub.Get<EventInfo>("/api/events/harbourtalk");
        Assert.Equal(("Harbour talk", "Asia/Tokyo", "#123456"), (changed.Name, changed.TimeZone, changed.Accent));

        using var again = await hub.Organize(HttpMethod.Post, "/api/events", new { hashtags = new[] { "harbourtalk" } });
        Assert.Contains("already", (await Problem.Read(again, HttpStatusCode.BadRequest)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_organizer_changed_survives_a_restart_with_settings_that_do_not_speak_of_it()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Change(new { accent = "#123456", timeZone = "Asia/Tokyo", name = "Renamed", policy = new { mode = "approve" } });
        await hub.Restart();
        var info = await hub.Get<EventInfo>(HubUnderTest.Api());
        Assert.Equal(("#123456", "Asia/Tokyo", "Renamed"), (info.Accent, info.TimeZone, info.Name));
        await hub.Capture(Made.Seen("Waits"));
        Assert.Empty(await hub.Cards());
    }

    [Fact]
    public async Task A_change_to_one_part_of_the_policy_leaves_the_others_also_over_a_restart()
    {
        await using var hub = await HubUnderTest.Start(new() { ["Backchannel:BlockedWords:0"] = "barnacle" });
        await hub.Change(new { policy = new { mode = "approve", trustedAuthors = new[] { "bluesky:dario.tidewater.example" }, refuseBots = true } });
        await hub.Change(new { policy = new { holdSensitive = true } });
        await AssertPolicy();
        await hub.Restart();
        await AssertPolicy();

        async Task AssertPolicy()
        {
            var policy = await hub.Read(async db => JsonSerializer.Deserialize<EventPolicy>((await db.Events.SingleAsync()).Policy, ContractJson.Options)!);
            Assert.Equal((AdmissionMode.Approve, true, false, true), (policy.Mode, policy.RefuseBots, policy.RefuseReplies, policy.HoldSensitive));
            Assert.Equal(["barnacle", "bluesky:dario.tidewater.example"], policy.BlockedWords!.Concat(policy.TrustedAuthors!));
        }
    }

    [Theory]
    [InlineData("""{ "hashtags": [] }""", "hashtags")]
    [InlineData("""{ "hashtags": [null] }""", "hashtags")]
    [InlineData("""{ "hashtags": ["two words"] }""", "hashtags")]
    [InlineData("""{ "hashtags": ["api"] }""", "hashtags")]
    [InlineData("""{ "hashtags": ["fine", "not-one"] }""", "hashtags")]
    [InlineData("""{ "hashtags": ["fine"], "timeZone": "Moon/Base" }""", "timeZone")]
    [InlineData("""{ "hashtags": ["fine"], "accent": "orange" }""", "accent")]
    [InlineData("""{ "hashtags": ["fine"], "name": "" }""", "name")]
    [InlineData("""{ "hashtags": ["fine"], "policy": { "blockedWords": [null] } }""", "policy.blockedWords")]
    [InlineData("""{ "hashtags": ["fine"], "policy": { "trustedAuthors": [""] } }""", "policy.trustedAuthors")]
    [InlineData("""{ "hashtags": ["fine"], "policy": { "mode": "perhaps" } }""", "policy.mode")]
    [InlineData("""{ "hashtags": 7 }""", "hashtags")]
    [InlineData("nonsense", "body")]
    [InlineData("null", "body")]
    public async Task An_event_that_cannot_be_is_refused_by_field_and_changes_nothing(string draft, string field)
    {
        await using var hub = await HubUnderTest.Start();
        await AssertRefused(hub, HttpMethod.Post, "/api/events", draft, field);
        Assert.Single(await hub.Get<EventInfo[]>("/api/events"));
        await hub.Restart();
    }

    [Theory]
    [InlineData("[null]", "[0]")]
    [InlineData("""[{ "id": "no spaces", "title": "T", "speakers": [], "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "hashtags": [] }]""", "[0].id")]
    [InlineData("""[{ "id": "a", "title": "", "speakers": [], "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "hashtags": [] }]""", "[0].title")]
    [InlineData("""[{ "id": "a", "title": "T", "speakers": [null], "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "hashtags": [] }]""", "[0].speakers")]
    [InlineData("""[{ "id": "a", "title": "T", "speakers": [], "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "hashtags": [null] }]""", "[0].hashtags")]
    [InlineData("""[{ "id": "a", "title": "T", "start": "2026-09-01T10:00Z", "end": "2026-09-01T11:00Z", "hashtags": [] }]""", "[0].speakers")]
    [InlineData("""[{ "id": "a", "title": "T", "speakers": [], "start": "2026-09-01T12:00Z", "end": "2026-09-01T11:00Z", "hashtags": [] }]""", "[0].end")]
    public async Task A_programme_that_cannot_be_is_refused_by_field_and_the_hub_still_starts(string sessions, string field)
    {
        await using var hub = await HubUnderTest.Start();
        await AssertRefused(hub, HttpMethod.Put, HubUnderTest.Api("/sessions"), sessions, field);
        await hub.Restart();
    }

    [Fact]
    public async Task Two_sessions_with_one_id_are_refused()
    {
        await using var hub = await HubUnderTest.Start();
        using var answer = await hub.Organize(HttpMethod.Put, HubUnderTest.Api("/sessions"), new[] { Made.Session("a"), Made.Session("a") });
        Assert.Contains("id of its own", (await Problem.Read(answer, HttpStatusCode.BadRequest)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_post_is_listed_with_the_reason_until_an_organizer_lets_it_through()
    {
        await using var hub = await HubUnderTest.Start(new() { ["Backchannel:BlockedWords:0"] = "barnacle" });
        var post = Made.Post("You barnacle!");
        await hub.Capture(Made.Seen(post));
        using var listed = await hub.Organize(HttpMethod.Get, HubUnderTest.Api("/posts/held"));
        var held = Assert.Single((await listed.Content.ReadFromJsonAsync<HeldPost[]>(ContractJson.Options))!);
        Assert.Equal((post.Id, "blocked word: barnacle"), (held.Post.Id, held.Reason));

        using var shown = await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/shown/{post.Id}"));
        Assert.Equal(HttpStatusCode.NoContent, shown.StatusCode);
        Assert.Equal(["You barnacle!"], await hub.Texts());
        using var empty = await hub.Organize(HttpMethod.Get, HubUnderTest.Api("/posts/held"));
        Assert.Empty((await empty.Content.ReadFromJsonAsync<HeldPost[]>(ContractJson.Options))!);
    }

    [Theory]
    [InlineData("POST", "/api/events")]
    [InlineData("GET", "/api/events/tidewater26/posts/held")]
    [InlineData("PUT", "/api/events/tidewater26/posts/shown/bluesky:1")]
    [InlineData("PATCH", "/api/events/tidewater26")]
    [InlineData("PUT", "/api/events/tidewater26/sessions")]
    [InlineData("DELETE", "/api/events/tidewater26/posts/bluesky:1")]
    public async Task Organizers_calls_need_the_key(string method, string path)
    {
        await using var hub = await HubUnderTest.Start();
        foreach (var authorization in (string?[])[null, "Bearer a-wrong-key-for-organizers", $"Basic {HubUnderTest.Key}", "Bearer"])
        {
            using var request = new HttpRequestMessage(new(method), path) { Content = JsonContent.Create(Array.Empty<object>()) };
            if (method is "POST" or "PATCH") request.Content = JsonContent.Create(new { });
            if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var answer = await hub.Http.SendAsync(request);
            Assert.Contains("Authorization: Bearer", (await Problem.Read(answer, HttpStatusCode.Unauthorized)).Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_key_in_the_settings_none_gets_in()
    {
        await using var hub = await HubUnderTest.Start(new() { ["Backchannel:ApiKey"] = null });
        using var answer = await hub.Organize(HttpMethod.Patch, HubUnderTest.Api(), new { name = "Mine" });
        await Problem.Read(answer, HttpStatusCode.Unauthorized);
    }

    static async Task AssertRefused(HubUnderTest hub, HttpMethod method, string path, string body, string field)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {HubUnderTest.Key}");
        using var answer = await hub.Http.SendAsync(request);
        Assert.Contains(field, (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
    }
}
