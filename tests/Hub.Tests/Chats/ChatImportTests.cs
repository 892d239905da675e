using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests.Chats;

public class ChatImportTests
{
    const string Calendar1 = """
        BEGIN:VCALENDAR
        VERSION:2.0
        X-WR-TIMEZONE:Europe/London
        BEGIN:VEVENT
        UID:lrn@tidewater.example
        SUMMARY:#lrntide chat: learning by the sea
        DESCRIPTION:<p>An hour on <b>learning</b>.</p>
        CATEGORIES:learning,teaching
        DTSTART;TZID=America/New_York:20260107T203000
        DTEND;TZID=America/New_York:20260107T213000
        RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20271231
        EXDATE;TZID=America/New_York:20261126T203000
        END:VEVENT
        BEGIN:VEVENT
        UID:hc@tidewater.example
        SUMMARY:Harbour nurses
        DTSTART:20260107T200000
        DURATION:PT45M
        RRULE:FREQ=WEEKLY;INTERVAL=2
        EXDATE;VALUE=DATE:20261125
        RDATE:20261224T180000
        END:VEVENT
        BEGIN:VEVENT
        UID:once@tidewater.example
        SUMMARY:#oncetide
        DTSTART:20260107T200000Z
        END:VEVENT
        BEGIN:VEVENT
        UID:day@tidewater.example
        SUMMARY:#daytide
        DTSTART;VALUE=DATE:20260107
        RRULE:FREQ=WEEKLY
        END:VEVENT
        BEGIN:VEVENT
        UID:bad@tidewater.example
        SUMMARY:#badtide
        DTSTART:20260107T200000Z
        DTEND:20260107T210000Z
        RRULE:FREQ=HOURLY
        END:VEVENT
        BEGIN:VEVENT
        SUMMARY:#brokentide
        DTSTART:whenever
        RRULE:FREQ=WEEKLY
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public async Task Each_entry_that_repeats_becomes_a_series_and_what_cannot_be_read_is_listed_with_its_line()
    {
        await using var hub = await HubUnderTest.Start(time: Calendar.Clock());
        var report = await Import(hub, Calendar1);
        Assert.Equal(["lrntide", "harbournurses"], report.Made);
        Assert.Empty(report.Changed);
        Assert.Equal(["4 #lrntide chat: learning by the sea", "23 #oncetide", "28 #daytide", "34 #badtide", "41 #brokentide"], report.Problems.Select(problem => $"{problem.Line} {problem.Where}"));
        Assert.Contains("starts on 8 Jan 2026 20:30 (America/New_York)", report.Problems[0].Words, StringComparison.Ordinal);
        Assert.Contains("DAILY", report.Problems[3].Words, StringComparison.Ordinal);

        var lrn = (await hub.Get<ChatListing>("/api/chats/lrntide")).Series;
        Assert.Equal(("America/New_York", "FREQ=WEEKLY;BYDAY=TH;UNTIL=20280101T045959Z", MadeSeries.Local("2026-01-08T20:30"), "An hour on learning.", 60), (lrn.TimeZone, lrn.Rule, lrn.Start, lrn.About, lrn.Minutes));
        Assert.Equal(["learning", "teaching"], lrn.Subjects);
        Assert.Equal([MadeSeries.Local("2026-11-26T20:30")], lrn.Except);
        var nurses = await hub.Get<ChatListing>("/api/chats/harbournurses");
        Assert.Equal(("Europe/London", 45), (nurses.Series.TimeZone, nurses.Series.Minutes));
        Assert.Equal(["2026-12-09"], nurses.Meetings.Select(meeting => meeting.Session));
        Assert.Contains("2026-12-24", await hub.Ids("harbournurses"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_calendar_again_makes_nothing_twice_and_a_changed_one_changes()
    {
        await using var hub = await HubUnderTest.Start(time: Calendar.Clock());
        await Import(hub, Calendar1);
        // Its title, and so its hashtag, is another one; its UID is not.
        var again = await Import(hub, Calendar1.Replace("SUMMARY:Harbour nurses", "SUMMARY:Nurses of the harbour", StringComparison.Ordinal).Replace("DURATION:PT45M", "DURATION:PT30M", StringComparison.Ordinal));
        Assert.Empty(again.Made);
        Assert.Equal(["lrntide", "harbournurses"], again.Changed);
        Assert.Equal(30, (await hub.Get<ChatListing>("/api/chats/harbournurses")).Series.Minutes);
        Assert.Equal(2, (await hub.Get<ChatListing[]>("/api/chats")).Length);
    }

    [Fact]
    public async Task A_strange_file_does_not_touch_a_series_that_has_its_hashtag()
    {
        await using var hub = await HubUnderTest.Start(time: Calendar.Clock());
        var before = await hub.Has(Calendar.Draft() with { Hashtags = ["tidechat", "tidesecond"], Url = "https://tide.example" });
        var report = await Import(hub, Entry("UID:stranger@tidewater.example", "SUMMARY:Also tides #tidesecond", "DTSTART;TZID=Europe/Lisbon:20260107T090000", "RRULE:FREQ=WEEKLY"));
        Assert.Empty(report.Made);
        Assert.Empty(report.Changed);
        var left = Assert.Single(report.LeftAlone);
        Assert.Equal(("tidechat", 2, "Also tides #tidesecond", "Already there: #tidesecond is the series ‘Tide chat’; nothing changed."), (left.Event, left.Line, left.Where, left.Words));
        var after = await hub.Get<ChatListing>("/api/chats/tidechat");
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(before.Chat.Series, ContractJson.Options), System.Text.Json.JsonSerializer.Serialize(after.Series, ContractJson.Options));
        Assert.Equal(before.Chat.ChangedAt, after.ChangedAt);
        // Sent once more it is no less strange.
        Assert.Single((await Import(hub, Entry("UID:stranger@tidewater.example", "SUMMARY:Also tides #tidesecond", "DTSTART;TZID=Europe/Lisbon:20260107T090000", "RRULE:FREQ=WEEKLY"))).LeftAlone);
    }

    [Fact]
    public async Task What_an_entry_does_not_say_stays_as_it_is_here()
    {
        await using var hub = await HubUnderTest.Start(time: Calendar.Clock());
        string[] first = ["UID:tide@tidewater.example", "SUMMARY:Tide chat #tidechat", "DTSTART;TZID=Europe/London:20261103T200000", "DTEND;TZID=Europe/London:20261103T204500", "RRULE:FREQ=WEEKLY"];
        Assert.Equal(["tidechat"], (await Import(hub, Entry(first))).Made);
        await hub.Becomes(Calendar.Draft(rule: "FREQ=WEEKLY") with
        {
            Hashtags = ["tidechat", "tides"],
            Name = "Tides",
            Minutes = 45,
            Url = "https://tide.example",
            Except = [MadeSeries.Local("2026-12-29T20:00")],
        });
        // An hour later, and nothing of how long it is.
        var report = await Import(hub, Entry([.. first.Where(line => !line.StartsWith("DTEND", StringComparison.Ordinal)).Select(line => line.Replace("T200000", "T210000", StringComparison.Ordinal))]));
        Assert.Equal(["tidechat"], report.Changed);
        var series = (await hub.Get<ChatListing>("/api/chats/tidechat")).Series;
        Assert.Equal(("Tides", "What the tide brings in, an hour a week.", "https://tide.example", 45, MadeSeries.Local("2026-11-03T21:00")), (series.Name, series.About, series.Url, series.Minutes, series.Start));
        Assert.Equal(["tidechat", "tides"], series.Hashtags);
        Assert.Equal(["Tides", "Épices"], series.Subjects);
        Assert.Equal("Mira Okonjo", Assert.Single(series.Hosts).Name);
        Assert.Equal([MadeSeries.Local("2026-12-29T20:00")], series.Except);
        // What it does say is taken.
        await Import(hub, Entry([.. first, "DESCRIPTION:Ebb and flow.", "CATEGORIES:ebb"]));
        series = (await hub.Get<ChatListing>("/api/chats/tidechat")).Series;
        Assert.Equal(("Ebb and flow.", "ebb"), (series.About, Assert.Single(series.Subjects)));
    }

    [Fact]
    public async Task Entries_without_a_name_of_their_own_are_known_again_by_their_hashtag()
    {
        await using var hub = await HubUnderTest.Start(time: Calendar.Clock());
        var file = Entry("SUMMARY:Tide chat #tidechat", "DTSTART;TZID=Europe/London:20261103T200000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY");
        Assert.Equal(["tidechat"], (await Import(hub, file)).Made);
        Assert.Equal(["tidechat"], (await Import(hub, file)).Changed);
    }

    [Fact]
    public async Task Times_in_a_zone_that_nobody_knows_are_left_out()
    {
        await using var hub = await HubUnderTest.Start(time: Calendar.Clock());
        var report = await Import(hub, Entry("SUMMARY:#marstide", "DTSTART;TZID=Mars/Olympus:20261103T200000", "RRULE:FREQ=WEEKLY"));
        Assert.Contains("'Mars/Olympus' is not known: left out", Assert.Single(report.Problems).Words, StringComparison.Ordinal);
        report = await Import(hub, Entry("SUMMARY:#nowheretide", "DTSTART:20261103T200000", "RRULE:FREQ=WEEKLY"));
        Assert.Contains("in which time zone", Assert.Single(report.Problems).Words, StringComparison.Ordinal);
        Assert.Empty(await hub.Get<ChatListing[]>("/api/chats"));
        report = await Import(hub, Entry("SUMMARY:#oldtide", "DTSTART;TZID=Europe/London:18901103T200000", "RRULE:FREQ=WEEKLY"));
        Assert.Contains(report.Problems, problem => problem.Words == "Its first meeting must lie between 1990 and 2099. Left out.");
    }

    [Theory]
    [InlineData("Nurse chat #wenurses", "Nurse chat")]
    [InlineData("Nurse chat (#wenurses)", "Nurse chat")]
    [InlineData("Nurse chat – #wenurses #nurses", "Nurse chat")]
    [InlineData("#wenurses: Nurse chat", "Nurse chat")]
    [InlineData("#wenurses - Nurse chat", "Nurse chat")]
    [InlineData("#wenurses", "#wenurses")]
    [InlineData("#lrntide chat: learning by the sea", "#lrntide chat: learning by the sea")]
    [InlineData("Chat 2#3", "Chat 2#3")]
    [InlineData("Library-boats #boats", "Library-boats")]
    public void A_name_is_what_is_beside_the_hashtag(string title, string name) => Assert.Equal(name, Backchannel.Hub.Chats.EntryWords.Name(title));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x")]
    public async Task What_is_no_calendar_is_refused_and_nothing_is_made(string file)
    {
        await using var hub = await HubUnderTest.Start(time: Calendar.Clock());
        using var answer = await Send(hub, file);
        Assert.Contains("body", (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
        Assert.Empty(await hub.Get<ChatListing[]>("/api/chats"));
    }

    static string Entry(params string[] lines) => string.Join("\r\n", ["BEGIN:VCALENDAR", "BEGIN:VEVENT", .. lines, "END:VEVENT", "END:VCALENDAR", ""]);

    static async Task<ChatImportReport> Import(HubUnderTest hub, string file)
    {
        using var answer = await Send(hub, file);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<ChatImportReport>(ContractJson.Options))!;
    }

    static async Task<HttpResponseMessage> Send(HubUnderTest hub, string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chats/import") { Content = new StringContent(file, Encoding.UTF8, "text/calendar") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", HubUnderTest.Key);
        return await hub.Http.SendAsync(request);
    }
}
