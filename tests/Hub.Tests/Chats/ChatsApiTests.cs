using System.Net;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Chats;

public class ChatsApiTests
{
    readonly FakeTimeProvider _time = Calendar.Clock();

    [Fact]
    public async Task Chats_are_found_by_subject_name_hashtag_and_what_they_are_about_in_the_order_of_their_next_meeting()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        await hub.Has(Calendar.Draft("mondaychat", "FREQ=WEEKLY;BYDAY=MO", "2026-11-02T18:00") with { Name = "Mondays", Subjects = [], About = "All of it." });
        await hub.Has(new() { Hashtags = ["alwaysopen"], Name = "Always open", TimeZone = "UTC", Kind = SeriesKind.Community, Subjects = ["writing"] });
        Assert.Equal("mondaychat tidechat alwaysopen", await Found(""));
        Assert.Equal("tidechat", await Found("epices"));
        Assert.Equal("tidechat", await Found("#TIDEchat an hour"));
        Assert.Equal("alwaysopen", await Found("writing"));
        Assert.Equal("", await Found("nothing at all"));
        var tide = await hub.Get<ChatListing>("/api/chats/tidechat");
        Assert.Equal(["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"], tide.Meetings.Select(meeting => meeting.Session));
        Assert.Equal(MadeSeries.Local("2026-11-24T20:00"), tide.Meetings[0].At);
        Assert.Equal(TagState.Quiet, (await hub.Get<ChatListing>("/api/chats/alwaysopen")).Now!.State);
        // Beyond what has a session, by the rule alone.
        var spring = await hub.Get<ChatListing>("/api/chats/tidechat?from=2027-03-23T00:00Z&to=2027-04-01T00:00Z");
        Assert.Equal([(null, 20), (null, 19)], spring.Meetings.Select(meeting => (meeting.Session, meeting.Start.Hour)));
        await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Get, "/api/chats?from=2026-01-01T00:00Z&to=2036-01-01T00:00Z");

        async Task<string> Found(string words) => string.Join(' ', (await hub.Get<ChatListing[]>($"/api/chats?q={Uri.EscapeDataString(words)}")).Select(chat => chat.Series.Event));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_series_is_told_at_once()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        var problem = await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/chats", new
        {
            hashtags = new[] { "no tag!" },
            name = "",
            timeZone = "Mars/Olympus",
            start = "2026-11-03T20:00",
            minutes = 1,
            about = new string('a', 3_000),
            subjects = new[] { new string('s', 90) },
            hosts = new object?[] { null, new { name = "Mira", account = "somewhere" } },
            url = "ftp://tidewater.example",
        });
        Assert.Equal(["about", "hashtags", "hosts", "minutes", "subjects", "timeZone", "url"], problem.Errors.Keys.Order());
        await hub.Has(Calendar.Draft());
        Assert.Contains("already", (await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/chats", Calendar.Draft())).Errors["hashtags"][0], StringComparison.Ordinal);
        Assert.Contains("rule", (await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Put, "/api/events/tidechat/series", Calendar.Draft(rule: "FREQ=NEVER"))).Errors.Keys);
        Assert.Contains("start", (await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Put, "/api/events/tidechat/series", new { start = "2026-11-03T20:00Z" })).Errors.Keys);
    }

    [Fact]
    public async Task A_hashtag_that_is_taken_refuses_unless_somebody_insists_and_the_same_hour_only_warns()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        var warned = await hub.Has(Calendar.Draft("portchat", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24T20:30"));
        var clash = Assert.Single(warned.Clashes);
        Assert.Equal(("tidechat", ClashKind.Hour, 27), (clash.Event, clash.Kind, clash.Times));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 20, 30, 0, TimeSpan.Zero), clash.Dates[0]);
        Assert.Empty((await hub.Has(Calendar.Draft("nextchat", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24T21:30"))).Clashes);

        var second = Calendar.Draft("otherchat", start: "2026-11-03T08:00") with { Hashtags = ["otherchat", "TideChat"] };
        var refused = await hub.Refused(HttpStatusCode.Conflict, HttpMethod.Post, "/api/chats", second);
        Assert.Contains("Tide chat has #tidechat", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(ClashKind.Hashtag, Assert.Single((await hub.Has(second with { Anyway = true })).Clashes).Kind);

        var asked = await hub.Get<ChatClash[]>("/api/chats/clashes?hashtags=portchat,new&start=2026-11-24T20:00&zone=Europe/London&rule=FREQ%3DWEEKLY");
        Assert.Equal(["portchat", "tidechat", "portchat"], asked.Select(each => each.Event));
        Assert.Equal(["hashtag", "hour", "hour"], asked.Select(each => each.Kind.ToString().ToLowerInvariant()));
        Assert.Contains("zone", (await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Get, "/api/chats/clashes?zone=Nowhere", token: null)).Errors.Keys);
    }

    [Fact]
    public async Task Series_of_different_zones_that_share_a_part_of_their_hour_are_told_of_each_other()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        // 16:30 in New York is 21:30 in London, and 15:15 is 20:15: but for the weeks in which only one of them has changed its clocks.
        var later = await hub.Has(Calendar.Draft("laterchat", start: "2026-11-24T16:30", zone: "America/New_York"));
        Assert.Equal(("tidechat", 3), (Assert.Single(later.Clashes).Event, later.Clashes[0].Times));
        var clash = (await hub.Has(Calendar.Draft("quarterchat", start: "2026-11-24T15:15", zone: "America/New_York") with { Minutes = 30 })).Clashes.Single(each => each.Event == "tidechat");
        Assert.Equal((ClashKind.Hour, new DateTimeOffset(2026, 11, 24, 20, 15, 0, TimeSpan.Zero)), (clash.Kind, clash.Dates[0]));
        // Told too when a series is changed.
        Assert.Contains((await hub.Becomes(Calendar.Draft(), "tidechat")).Clashes, each => each.Event == "quarterchat");
    }

    [Fact]
    public async Task A_chat_that_its_host_has_closed_is_not_the_next_one()
    {
        var time = new FakeTimeProvider(new(2026, 11, 24, 20, 30, 0, TimeSpan.Zero));
        await using var hub = await HubUnderTest.Start(time: time);
        await hub.Has(Calendar.Draft());
        Assert.Equal(("2026-11-24", null), ((await hub.Get<ChatListing>("/api/chats/tidechat")).Meetings[0].Session, (await hub.Get<ChatListing>("/api/chats/tidechat")).Meetings[0].ClosedAt));
        await hub.Done<object>(HttpMethod.Put, "/api/events/tidechat/sessions/2026-11-24/chat/state", new NewChatState(Closed: true));
        Assert.Equal(time.GetUtcNow(), (await hub.Get<ChatListing>("/api/chats/tidechat")).Meetings[0].ClosedAt);
        var tag = (await hub.Get<HashtagDetail>("/api/hashtags/tidechat")).Info;
        Assert.Equal(("2026-12-01", "Europe/London"), (tag.Next!.Session, tag.TimeZone));
        await hub.Done<object>(HttpMethod.Put, "/api/events/tidechat/sessions/2026-11-24/chat/state", new NewChatState(Closed: false));
        Assert.Equal("2026-11-24", (await hub.Get<HashtagDetail>("/api/hashtags/tidechat")).Info.Next!.Session);
    }

    [Fact]
    public async Task The_hosts_of_a_series_lead_each_of_its_meetings_also_those_to_come()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        await hub.Has(Calendar.Draft("pierchat"));
        await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/events/tidechat/access/invitations", new NewInvitation("Nobody", Role.Host));
        var host = await hub.Joined("Mira", Role.Host, Caller.AllSessions, slug: "tidechat");
        foreach (var meeting in new[] { "2026-12-01", "2026-12-08" })
        {
            var path = $"/api/events/tidechat/sessions/{meeting}/chat";
            await hub.Done<SessionInfo>(HttpMethod.Patch, path, new ChatPlan("Reading the tide", Questions: [new(1, "Where?", 5)]), host.Token);
            Assert.Single((await hub.Done<ChatDesk>(HttpMethod.Get, path + "/desk", null, host.Token)).Chat.Questions);
        }
        await hub.Done<QueuePage>(HttpMethod.Get, "/api/events/tidechat/queue?session=2026-12-08", null, host.Token);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Patch, "/api/events/pierchat/sessions/2026-12-01/chat", new ChatPlan("Mine"), host.Token);
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Put, "/api/events/tidechat/series", Calendar.Draft(), host.Token);
    }

    [Fact]
    public async Task A_host_plans_their_own_chat_and_no_other()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        var host = await hub.Joined("Mira", Role.Host, "2026-12-01", slug: "tidechat");
        var path = "/api/events/tidechat/sessions/2026-12-01/chat";
        await hub.Refused(HttpStatusCode.Forbidden, HttpMethod.Patch, "/api/events/tidechat/sessions/2026-12-08/chat", new ChatPlan("Mine"), host.Token);
        var planned = await hub.Done<SessionInfo>(HttpMethod.Patch, path, new ChatPlan("Reading the tide", "What the gauges say.", Questions: [new(1, "Where?", 5), new(2, "When?")]), host.Token);
        Assert.Equal(("Reading the tide", "What the gauges say."), (planned.Title, planned.Abstract));
        Assert.True((await hub.Get<ChatListing>("/api/chats/tidechat")).Meetings[1].Edited);

        // What was put stays, whatever is planned; without a topic it goes by the series' name again.
        await hub.Read(db => db.ChatQuestions.Where(q => q.Number == 1).ExecuteUpdateAsync(set => set.SetProperty(q => q.AskedAt, Calendar.Monday)));
        planned = await hub.Done<SessionInfo>(HttpMethod.Patch, path, new ChatPlan("", "", Questions: [new(3, "Why?")]), host.Token);
        Assert.Equal(("Tide chat", (string?)null), (planned.Title, planned.Abstract));
        Assert.Equal("1 Where? 3 Why?", string.Join(' ', (await hub.Read(db => db.ChatQuestions.OrderBy(q => q.Number).ToListAsync())).Select(q => $"{q.Number} {q.Planned}")));

        var wrong = await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Patch, path, new { questions = Enumerable.Range(0, 31).Select(n => new { number = n, text = "" }), guests = new[] { new { name = "" } } }, host.Token);
        Assert.Equal(["guests", "questions"], wrong.Errors.Keys.Order());
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Patch, "/api/events/tidechat/sessions/none/chat", new ChatPlan("x"));
    }

    [Fact]
    public async Task A_meeting_that_was_takes_the_posts_of_its_hour()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        var past = new DateTimeOffset(2026, 9, 1, 19, 20, 0, TimeSpan.Zero);
        await hub.Capture(new PostSeen(["tidechat"], Made.Post("A1: at the harbour #tidechat") with { CreatedAt = past }, []));
        var added = await hub.Done<SessionInfo>(HttpMethod.Post, "/api/events/tidechat/meetings", new NewMeeting(MadeSeries.Local("2026-09-01T20:00"), 45, "The first one"));
        Assert.Equal(("2026-09-01", "The first one", new DateTimeOffset(2026, 9, 1, 19, 45, 0, TimeSpan.Zero)), (added.Id, added.Title, added.End));
        Assert.Equal("2026-09-01", (await hub.Get<FeedPage>("/api/events/tidechat/posts")).Entries.Single().Session);
        // Twice is once.
        await hub.Done<SessionInfo>(HttpMethod.Post, "/api/events/tidechat/meetings", new NewMeeting(MadeSeries.Local("2026-09-01T20:00")));
        Assert.Single((await hub.Sessions()), session => session.Start < Calendar.Monday);
        Assert.Contains("also", (await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/events/tidechat/meetings", new NewMeeting(MadeSeries.Local("2026-12-24T20:00")))).Errors["start"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anybody_proposes_and_an_organizer_decides()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        var wrong = await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/chats/proposals", new { by = "", draft = new { hashtags = new[] { "chats" }, minutes = 2 } }, token: null);
        Assert.Equal(["by", "hashtags", "minutes", "timeZone"], wrong.Errors.Keys.Order());
        Assert.Contains("hashtags", (await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/chats/proposals", new NewProposal("Ada Lund", Calendar.Draft()), token: null)).Errors.Keys);

        Assert.Equal("", (await hub.Done<ChatProposal>(HttpMethod.Post, "/api/chats/proposals?check=true", new NewProposal("Ada Lund", Calendar.Draft("quaychat")), token: null)).Id);
        var made = await hub.Done<ChatProposal>(HttpMethod.Post, "/api/chats/proposals", new NewProposal("Ada Lund", Calendar.Draft("quaychat")), token: null);
        Assert.Equal(ClashKind.Hour, Assert.Single(made.Clashes).Kind);
        await hub.Refused(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/chats/proposals", token: null);
        var open = Assert.Single(await hub.Done<ChatProposal[]>(HttpMethod.Get, "/api/chats/proposals"));
        Assert.Equal(("Ada Lund", "quaychat"), (open.By, open.Draft.Hashtags![0]));
        var accepted = await hub.Done<ChatMade>(HttpMethod.Post, $"/api/chats/proposals/{open.Id}/accept", new { });
        Assert.Equal("quaychat", accepted.Chat.Series.Event);
        Assert.Equal(8, (await hub.Sessions("quaychat")).Count);
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Post, $"/api/chats/proposals/{open.Id}/accept", new { });

        var other = await hub.Done<ChatProposal>(HttpMethod.Post, "/api/chats/proposals", new NewProposal("Ada Lund", Calendar.Draft("piersidechat")), token: null);
        await hub.Done<object>(HttpMethod.Post, $"/api/chats/proposals/{other.Id}/decline", new { });
        Assert.Empty(await hub.Done<ChatProposal[]>(HttpMethod.Get, "/api/chats/proposals"));
    }

    [Fact]
    public async Task One_visitor_proposes_a_few_at_a_time()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        using var refused = await Limit.Bites(
            8, perMinute: 2, n => hub.Call(HttpMethod.Post, "/api/chats/proposals", new NewProposal("Ada Lund", Calendar.Draft($"quay{n}chat")), from: "198.51.100.7"), HttpStatusCode.Accepted);
    }
}
