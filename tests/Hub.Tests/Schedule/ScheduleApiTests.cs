using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

public class ScheduleApiTests
{
    static readonly string[] RealFiles =
    [
        "fosdem-2025.schedule.xml", "fosdem-2012.schedule.xml", "31c3.schedule.xml", "voc-example-frab-camp2019.schedule.json", "voc-example-pretalx-democon.schedule.json",
        "voc-example-pretalx-rc3.schedule.json", "sessionize-gab-linz-2024.json", "pyconuk-2015.ics",
    ];

    [Fact]
    public async Task A_file_that_is_sent_becomes_the_programme_and_its_report_says_how()
    {
        await using var hub = await HubUnderTest.Start();
        var file = MadeSchedule.Xml(
            MadeSchedule.Event("a", more: "<persons><person>Mira Okonjo</person></persons>", id: "17") + MadeSchedule.Event("b", title: "Knots", room: "Boathouse", id: "18") + MadeSchedule.Event("c", title: ""));
        var report = await Send(hub, file);
        Assert.Equal(("schedule.xml", "0.7", 2, 2, 0, 0, null, null), (report.Format, report.Version, report.Sessions, report.Added, report.Changed, report.Cancelled, report.Error, report.Address));
        Assert.Equal("It has no title: left out.", Assert.Single(report.Problems).Words);
        var sessions = await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions"));
        Assert.Equal(["17 Reading the tide (Mira Okonjo) #tdwA1", "18 Knots () #tdwB1"], sessions.Select(s => $"{s.Id} {s.Title} ({string.Join(", ", s.Speakers)}) #{s.Hashtags.Single()}"));
        Assert.Equal([("Boathouse", "tdwB", true), ("Pier room", "tdwA", true)], (await hub.Get<RoomInfo[]>(HubUnderTest.Api("/rooms"))).Select(room => (room.Name, room.Hashtags.Single(), room.Proposed)));
        using var latest = await hub.Organize(HttpMethod.Get, HubUnderTest.Api("/schedule"));
        Assert.Equal(JsonSerializer.Serialize(report, ContractJson.Options), await latest.Content.ReadAsStringAsync());
        // No network can be asked for hundreds.
        Assert.Equal([Made.Event], hub.Services.GetRequiredService<EventCatalog>().Watched.Single().Hashtags);
    }

    [Fact]
    public async Task The_same_file_again_writes_nothing_and_tells_nobody()
    {
        await using var hub = await HubUnderTest.Start();
        var file = MadeSchedule.Xml(MadeSchedule.Event("a") + MadeSchedule.Event("b"));
        await Send(hub, file);
        await hub.Capture(Made.Seen("Here we go #tdwA1"));
        var (rows, feed, told) = (await Rows(hub), await hub.Feed(), new Announcements());
        hub.Services.GetRequiredService<IBus>().ConnectPublishObserver(told);
        var report = await Send(hub, file);
        Assert.Equal((2, 0, 0, 0), (report.Sessions, report.Added, report.Changed, report.Cancelled));
        Assert.Equal((rows, feed.Count, 0), (await Rows(hub), (await hub.Feed()).Count, told.Count));
        await Send(hub, MadeSchedule.Xml(MadeSchedule.Event("a")));
        Assert.Equal(1, told.Count);
    }

    [Fact]
    public async Task A_session_that_moves_keeps_its_posts_and_one_that_is_not_listed_any_more_keeps_them_too()
    {
        await using var hub = await HubUnderTest.Start();
        await Send(hub, MadeSchedule.Xml(MadeSchedule.Event("a", id: "17") + MadeSchedule.Event("b", id: "18")));
        await hub.Capture(Made.Seen("Here we go #tdwA1"));
        Assert.Equal(["Here we go #tdwA1"], await hub.Texts("17"));
        var moved = await Send(hub, MadeSchedule.Xml(MadeSchedule.Event("a", title: "Another name", id: "99", room: "Boathouse", date: "2026-09-02T10:00:00Z") + MadeSchedule.Event("b", id: "18")));
        Assert.Equal((0, 1, 0), (moved.Added, moved.Changed, moved.Cancelled));
        Assert.Equal(["Here we go #tdwA1"], await hub.Texts("17"));
        Assert.Equal(1, (await Send(hub, MadeSchedule.Xml(MadeSchedule.Event("b", id: "18")))).Cancelled);
        Assert.Equal(["Here we go #tdwA1"], await hub.Texts("17"));
        Assert.True((await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions"))).Single(session => session.Id == "17").Cancelled);
    }

    [Theory]
    [InlineData("<schedule><day date='2026-09-01'><event>")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_file_that_is_broken_as_a_whole_is_refused_and_the_old_schedule_stands(string file)
    {
        await using var hub = await HubUnderTest.Start();
        await Send(hub, MadeSchedule.Xml(MadeSchedule.Event("a")));
        var rows = await Rows(hub);
        using var answer = await Put(hub, file);
        Assert.Contains("The old schedule stands.", (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors["body"].Single(), StringComparison.Ordinal);
        Assert.Equal(rows, await Rows(hub));
    }

    [Fact]
    public async Task A_file_of_twenty_megabytes_and_one_byte_is_refused()
    {
        await using var hub = await HubUnderTest.Start();
        using var answer = await Put(hub, new string(' ', 20 * 1024 * 1024 + 1));
        Assert.Contains("larger than 20 MB", (await Problem.Read(answer, HttpStatusCode.BadRequest)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_nobody_gave_a_time_zone_takes_that_of_its_schedule()
    {
        await using var hub = await HubUnderTest.Start();
        await Send(hub, MadeSchedule.Xml(MadeSchedule.Event("a"), "<time_zone_name>Asia/Tokyo</time_zone_name>"));
        Assert.Equal("Asia/Tokyo", (await hub.Get<EventInfo>(HubUnderTest.Api())).TimeZone);
        await Send(hub, MadeSchedule.Xml(MadeSchedule.Event("a"), "<time_zone_name>Europe/Lisbon</time_zone_name>"));
        Assert.Equal("Asia/Tokyo", (await hub.Get<EventInfo>(HubUnderTest.Api())).TimeZone);

        await using var utc = await HubUnderTest.Start(new() { ["Backchannel:TimeZone"] = "UTC" });
        await Send(utc, MadeSchedule.Xml(MadeSchedule.Event("a"), "<time_zone_name>Asia/Tokyo</time_zone_name>"));
        Assert.Equal("UTC", (await utc.Get<EventInfo>(HubUnderTest.Api())).TimeZone);
    }

    [Fact]
    public async Task A_programme_that_is_put_up_by_hand_ends_the_schedule_and_proposes_hashtags_too()
    {
        await using var hub = await HubUnderTest.Start();
        await Send(hub, MadeSchedule.Xml(MadeSchedule.Event("a")));
        await hub.SetSessions(Made.Session("pier"), Made.Session("dock", "docktalk"));
        var sessions = await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions"));
        Assert.Equal([("dock", "docktalk", false), ("pier", "tdwA2", true)], sessions.Select(s => (s.Id, s.Hashtags.Single(), s.Proposed)));
        Assert.Equal(0, await hub.Read(db => db.Schedules.CountAsync()));
        Assert.Equal([Made.Event, "docktalk"], hub.Services.GetRequiredService<EventCatalog>().Watched.Single().Hashtags);
    }

    [Fact]
    public async Task Real_schedules_are_imported_and_a_second_time_change_nothing()
    {
        foreach (var file in RealFiles)
        {
            var bytes = RealSchedulesTests.Bytes(file);
            await using var hub = await HubUnderTest.Start(new() { ["Backchannel:TimeZone"] = "Europe/Brussels" });
            var first = await Send(hub, bytes);
            Assert.Equal((first.Sessions, 0, 0), (first.Added, first.Changed, first.Cancelled));
            var rows = await Rows(hub);
            var second = await Send(hub, bytes);
            Assert.Equal((first.Sessions, 0, 0, 0), (second.Sessions, second.Added, second.Changed, second.Cancelled));
            Assert.Equal(rows, await Rows(hub));
        }
    }

    [Theory]
    [InlineData("GET", "/schedule")]
    [InlineData("PUT", "/schedule")]
    [InlineData("POST", "/schedule")]
    [InlineData("POST", "/sessions")]
    [InlineData("PATCH", "/sessions/pier")]
    [InlineData("DELETE", "/sessions/pier")]
    [InlineData("PUT", "/rooms/Pier%20room/hashtags")]
    public async Task Only_organizers_may_and_only_for_an_event_that_there_is(string method, string call)
    {
        await using var hub = await HubUnderTest.Start();
        using var request = new HttpRequestMessage(new(method), HubUnderTest.Api(call)) { Content = Body() };
        using var refused = await hub.Http.SendAsync(request);
        await Problem.Read(refused, HttpStatusCode.Unauthorized);
        using var missing = new HttpRequestMessage(new(method), $"/api/events/nothing{call}") { Content = Body() };
        missing.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HubUnderTest.Key);
        using var answer = await hub.Http.SendAsync(missing);
        await Problem.Read(answer, HttpStatusCode.NotFound);

        HttpContent? Body() => method is "GET" or "DELETE" ? null : call.Contains("rooms", StringComparison.Ordinal) ? JsonContent.Create(Array.Empty<string>()) : JsonContent.Create(new { });
    }

    internal static Task<ScheduleReport> Send(HubUnderTest hub, string file) => Send(hub, System.Text.Encoding.UTF8.GetBytes(file));

    internal static async Task<ScheduleReport> Send(HubUnderTest hub, byte[] file)
    {
        using var answer = await Put(hub, new ByteArrayContent(file));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<ScheduleReport>(ContractJson.Options))!;
    }

    static Task<HttpResponseMessage> Put(HubUnderTest hub, string file) => Put(hub, new StringContent(file, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));

    static async Task<HttpResponseMessage> Put(HubUnderTest hub, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, HubUnderTest.Api("/schedule")) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HubUnderTest.Key);
        return await hub.Http.SendAsync(request);
    }

    static Task<string> Rows(HubUnderTest hub) => hub.Read(async db => JsonSerializer.Serialize<object[]>(
        [.. await db.Sessions.OrderBy(s => s.Id).ToListAsync(), .. await db.Rooms.OrderBy(r => r.Name).ToListAsync()], ContractJson.Options));

    sealed class Announcements : IPublishObserver
    {
        int _count;

        public int Count => _count;

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
        {
            if (typeof(T) == typeof(EventsChanged)) Interlocked.Increment(ref _count);
            return Task.CompletedTask;
        }

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
