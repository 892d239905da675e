using System.Net;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Chats;

public class SeriesKeeperTests
{
    readonly FakeTimeProvider _time = Calendar.Clock();

    [Fact]
    public async Task A_series_has_a_session_and_a_chat_for_each_meeting_of_the_next_eight_weeks()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        var sessions = await hub.Sessions();
        Assert.Equal("2026-11-24 2026-12-01 2026-12-08 2026-12-15 2026-12-22 2026-12-29 2027-01-05 2027-01-12", await hub.Ids());
        Assert.All(sessions, session =>
        {
            Assert.Equal(("Tide chat", "chat", "Mira Okonjo", 0), (session.Title, session.Kind, session.Speakers[0], session.Hashtags.Count));
            Assert.Equal((20, TimeSpan.FromHours(1)), (session.Start.Hour, session.End - session.Start));
        });
        Assert.Equal(8, await hub.Read(db => db.Chats.CountAsync(chat => chat.Event == "tidechat")));
        // Rare ones have the next three, and what is on counts.
        await hub.Has(Calendar.Draft("rarechat", "FREQ=YEARLY", "2025-11-23T08:30", "UTC"));
        Assert.Equal("2026-11-23 2027-11-23 2028-11-23", await hub.Ids("rarechat"));
    }

    [Fact]
    public async Task Two_meetings_of_one_day_are_told_apart_by_their_hour()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft(rule: "FREQ=MONTHLY;BYDAY=1TU;BYHOUR=8,20", start: "2026-11-03T08:00"));
        Assert.Equal("2026-12-01 2026-12-01-20 2027-01-05 2027-01-05-20", await hub.Ids());
    }

    [Fact]
    public async Task As_time_goes_by_new_meetings_come_and_old_ones_stay()
    {
        // Half an hour before a meeting, and before the ninth is eight weeks away.
        var time = new FakeTimeProvider(new(2026, 11, 24, 19, 30, 0, TimeSpan.Zero));
        await using var hub = await HubUnderTest.Start(time: time);
        await hub.Has(Calendar.Draft());
        Assert.Equal(8, (await hub.Sessions()).Count);
        for (var n = 0; n < 100; n++) time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.True(async () =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return (await hub.Ids()).EndsWith("2027-01-12 2027-01-19", StringComparison.Ordinal);
        }, "the next meeting is there");
        Assert.StartsWith("2026-11-24 2026-12-01", await hub.Ids(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_planned_for_a_meeting_survives_a_changed_rule_hour_and_zone()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        await hub.Plan("2026-12-08", new("Reading the tide", Questions: [new(1, "Where were you?", 5)]));

        // The same evening, an hour earlier elsewhere.
        await hub.Becomes(Calendar.Draft(zone: "Europe/Lisbon") with { Minutes = 90 });
        var planned = (await hub.Sessions()).Single(session => session.Title == "Reading the tide");
        Assert.Equal(("2026-12-08", TimeSpan.FromMinutes(90)), (planned.Id, planned.End - planned.Start));

        // Wednesdays from now on: the topic moves along with its week.
        await hub.Becomes(Calendar.Draft(rule: "FREQ=WEEKLY;BYDAY=WE", start: "2026-11-04T19:00"));
        planned = (await hub.Sessions()).Single(session => session.Title == "Reading the tide");
        Assert.Equal(("2026-12-08", new DateTimeOffset(2026, 12, 9, 19, 0, 0, TimeSpan.Zero), false), (planned.Id, planned.Start, planned.Cancelled));
        Assert.StartsWith("2026-11-25 2026-12-02 2026-12-08 2026-12-16", await hub.Ids(), StringComparison.Ordinal);

        // Once a month, and not then: it is called off and not lost, and comes back with its rule.
        await hub.Becomes(Calendar.Draft(rule: "FREQ=MONTHLY;BYDAY=-1WE", start: "2026-11-25T19:00"));
        Assert.Equal("2026-11-25 (2026-12-08) 2026-12-30 2027-01-27", await hub.Ids());
        Assert.Equal(1, await hub.Read(db => db.ChatQuestions.CountAsync(question => question.Session == "2026-12-08" && question.Planned == "Where were you?")));
        await hub.Becomes(Calendar.Draft(rule: "FREQ=WEEKLY;BYDAY=WE", start: "2026-11-04T19:00"));
        Assert.Contains(" 2026-12-08 ", await hub.Ids(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_that_is_left_out_goes_and_one_with_posts_is_called_off()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        using var posted = await hub.Http.PostAsync("/api/events/tidechat/posts", System.Net.Http.Json.JsonContent.Create(new NewPost("Dario Amin", "See you then", "2026-12-29"), options: ContractJson.Options));
        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        await hub.Becomes(Calendar.Draft() with { Except = [MadeSeries.Local("2026-12-22T20:00"), MadeSeries.Local("2026-12-29T20:00")], Also = [MadeSeries.Local("2026-12-17T19:00")] });
        Assert.Equal("2026-11-24 2026-12-01 2026-12-08 2026-12-15 2026-12-17 (2026-12-29) 2027-01-05 2027-01-12", await hub.Ids());
        Assert.Equal(8, await hub.Read(db => db.Chats.CountAsync(chat => chat.Event == "tidechat")));
    }

    [Fact]
    public async Task An_event_that_is_no_series_any_more_keeps_what_was_and_what_was_planned()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        await hub.Plan("2026-12-01", new("Reading the tide"));
        await hub.Done<object>(HttpMethod.Post, "/api/events/tidechat/meetings", new NewMeeting(MadeSeries.Local("2026-11-10T20:00"), Topic: "Last time"));
        await hub.Done<object>(HttpMethod.Delete, "/api/events/tidechat/series");
        Assert.Equal("2026-11-10 (2026-12-01)", await hub.Ids());
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Get, "/api/chats/tidechat");
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Delete, "/api/events/tidechat/series");
    }

    [Fact]
    public async Task Hosts_and_name_of_a_series_go_to_the_meetings_ahead_that_have_none_of_their_own()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        await hub.Plan("2026-12-01", new(Guests: [new("Ada Lund", "bluesky:ada.example")]));
        await hub.Becomes(Calendar.Draft() with { Name = "Tides", Hosts = [new("Dario Amin")] });
        var sessions = (await hub.Sessions()).ToDictionary(session => session.Id);
        Assert.Equal(["Mira Okonjo", "Ada Lund"], sessions["2026-12-01"].Speakers);
        Assert.Equal(("Tides", "Dario Amin"), (sessions["2026-12-08"].Title, string.Join(' ', sessions["2026-12-08"].Speakers)));
        Assert.Contains("Dario", (await hub.Read(db => db.Chats.SingleAsync(chat => chat.Session == "2026-12-08"))).Hosts, StringComparison.Ordinal);
        var before = (await hub.Get<ChatListing>("/api/chats/tidechat")).ChangedAt;
        _time.Advance(TimeSpan.FromMinutes(5));
        // The series' hosts again, which is no edit.
        await hub.Plan("2026-12-01", new(Hosts: [], Guests: []));
        Assert.Equal(["Dario Amin"], (await hub.Sessions()).Single(session => session.Id == "2026-12-01").Speakers);
        Assert.True((await hub.Get<ChatListing>("/api/chats/tidechat")).ChangedAt > before);
    }

    [Fact]
    public async Task The_same_series_again_changes_nothing()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        var first = await hub.Has(Calendar.Draft());
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(first.Chat.ChangedAt, (await hub.Becomes(Calendar.Draft())).Chat.ChangedAt);
        await hub.Restart();
        Assert.Equal(first.Chat.ChangedAt, (await hub.Get<ChatListing>("/api/chats/tidechat")).ChangedAt);
        Assert.Equal(8, (await hub.Sessions()).Count);
    }
}
