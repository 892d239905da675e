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
