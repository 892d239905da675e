using System.Net;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Schedule;
using Backchannel.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

public class ScheduleKeeperTests
{
    readonly FakeTimeProvider _time = new(Made.Noon);
    readonly LogLines<ScheduleImport> _log = new();

    [Fact]
    public async Task The_settings_schedule_is_read_at_start_and_again_when_it_changes()
    {
        await using var server = await ScheduleServer.Start();
        server.Has(MadeSchedule.Xml(MadeSchedule.Event("a")), "\"1\"");
        await using var hub = await Start(server.Address);
        await Eventually.Equal("Reading the tide", () => Titles(hub));
        await Eventually.True(() => _log.Lines.Any(line => line.Contains("1 sessions; 1 added, 0 changed, 0 cancelled; 0 problems", StringComparison.Ordinal)), "it is told");

        await Later(hub, () => server.Asked.Count == 2);
        Assert.Equal(["", "\"1\""], server.Asked.Select(asked => asked.IfNoneMatch));
        server.Has(MadeSchedule.Xml(MadeSchedule.Event("a", title: "Reading two tides") + MadeSchedule.Event("b", title: "")), "\"2\"");
        await Later(hub, async () => await Titles(hub) == "Reading two tides");
        await Eventually.True(() => _log.Lines.Any(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("line 6, b: It has no title: left out.", StringComparison.Ordinal)), "it is told");
    }

    [Fact]
    public async Task A_schedule_that_cannot_be_read_is_told_and_tried_again_less_often_while_the_old_one_stands()
    {
        await using var server = await ScheduleServer.Start();
        server.Has(MadeSchedule.Xml(MadeSchedule.Event("a")), "\"1\"");
        await using var hub = await Start(server.Address);
        await Eventually.Equal("Reading the tide", () => Titles(hub));

        server.Fails(503);
        await Later(hub, async () => (await Report(hub)).Error is not null);
        var report = await Report(hub);
        Assert.Equal(("Its server answers 503.", 1, "schedule.xml", server.Address), (report.Error, report.Sessions, report.Format, report.Address));
        Assert.Equal("Reading the tide", await Titles(hub));
        await Eventually.True(() => _log.Lines.Any(line => line.Contains("the old one stands: Its server answers 503.", StringComparison.Ordinal)), "it is told");

        server.Has("<schedule><day>", "\"2\"");
        await Later(hub, async () => (await Report(hub)).Error?.Contains("no whole XML", StringComparison.Ordinal) == true);
        // Five minutes after the first failure, then ten.
        var asked = server.Asked.Count;
        _time.Advance(TimeSpan.FromMinutes(6));
        await hub.Get<EventInfo>(HubUnderTest.Api());
        Assert.Equal(asked, server.Asked.Count);
        server.Has(MadeSchedule.Xml(MadeSchedule.Event("a", title: "Well again")), "\"3\"");
        await Later(hub, async () => await Titles(hub) == "Well again");
        Assert.Null((await Report(hub)).Error);
    }

    [Fact]
    public async Task A_file_of_the_settings_is_read_again_when_it_is_written_again()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, MadeSchedule.Ics("UID:a\nDTSTART:20260901T100000Z\nDTEND:20260901T110000Z\nSUMMARY:One"));
            await using var hub = await Start(file);
            await Eventually.Equal("One", () => Titles(hub));
            await File.WriteAllTextAsync(file, MadeSchedule.Ics("UID:a\nDTSTART:20260901T100000Z\nDTEND:20260901T110000Z\nSUMMARY:Another"));
            await Later(hub, async () => await Titles(hub) == "Another");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task An_address_from_an_organizer_is_read_at_once_and_again()
    {
        await using var server = await ScheduleServer.Start();
        server.Has(MadeSchedule.Xml(MadeSchedule.Event("a")), "\"1\"");
        await using var hub = await HubUnderTest.Start(time: _time, services: services => services.AddSingleton<AddressPolicy, Loopback>());
        using var answer = await hub.Organize(HttpMethod.Post, HubUnderTest.Api("/schedule"), new { address = server.Address });
        Assert.Equal((HttpStatusCode.OK, 1), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<ScheduleReport>(ContractJson.Options))!.Added));
        server.Has(MadeSchedule.Xml(MadeSchedule.Event("a", title: "Moved on")), "\"2\"");
        await Later(hub, async () => await Titles(hub) == "Moved on");
    }

    [Fact]
    public async Task A_closed_address_from_an_organizer_is_refused_and_the_old_schedule_stands()
    {
        await using var server = await ScheduleServer.Start();
        server.Has(MadeSchedule.Xml(MadeSchedule.Event("b", title: "Inside")), "\"1\"");
        await using var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier"));
        foreach (var address in (string?[])[server.Address, "/etc/passwd", "file:///etc/passwd", "ftp://tidewater.example/", "", null])
        {
            using var answer = await hub.Organize(HttpMethod.Post, HubUnderTest.Api("/schedule"), new { address });
            Assert.Contains("address", (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
        }
        Assert.Empty(server.Asked);
        Assert.Equal("About pier", await Titles(hub));
    }

    Task<HubUnderTest> Start(string schedule) => HubUnderTest.Start(
        new() { ["Backchannel:Schedule"] = schedule }, _time, services: services => services.AddSingleton<ILogger<ScheduleImport>>(_log));

    // The clock is put forward until it has come about; never so far that a wait could be too long unseen.
    Task Later(HubUnderTest hub, Func<Task<bool>> condition) => Eventually.True(async () =>
    {
        Assert.NotNull(hub.Http);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Task.Delay(20);
        return await condition();
    }, "it is read again");

    Task Later(HubUnderTest hub, Func<bool> condition) => Later(hub, () => Task.FromResult(condition()));

    static async Task<string> Titles(HubUnderTest hub) => string.Join(", ", (await hub.Get<SessionInfo[]>(HubUnderTest.Api("/sessions"))).Select(session => session.Title));

    static async Task<ScheduleReport> Report(HubUnderTest hub)
    {
        using var answer = await hub.Organize(HttpMethod.Get, HubUnderTest.Api("/schedule"));
        return (await answer.Content.ReadFromJsonAsync<ScheduleReport>(ContractJson.Options))!;
    }

    sealed class Loopback : AddressPolicy
    {
        public override bool Allows(IPAddress address) => IPAddress.IsLoopback(address);
    }
}
