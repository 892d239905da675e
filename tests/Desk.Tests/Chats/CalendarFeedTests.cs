using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Backchannel.Hub.Tests.Chats;

namespace Backchannel.Desk.Tests.Chats;

[Collection(nameof(Chromium))]
public class CalendarFeedTests(Chromium chromium)
{
    static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), To = new(2028, 1, 6, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Two_readers_find_every_meeting_of_two_years_at_the_moment_that_counting_days_gives()
    {
        await using var desk = await DeskUnderTest.Start();
        await using var browser = await chromium.Context(800, 600);
        var page = await browser.NewPageAsync();
        foreach (var (n, made) in MadeSeries.All.Index()) await Has(desk, $"chat{n}", made.Series);
        await ManyChats.Known(desk);

        foreach (var (n, made) in MadeSeries.All.Index())
        {
            var feed = await desk.Anybody.GetStringAsync($"/chat{n}/chat.ics");
            // The last day that was counted is within two years of the first.
            bool Counted(ReadMeeting meeting) => meeting.Start >= made.Expected[0] && meeting.Start <= made.Expected[^1];
            Assert.Equal(made.Expected, Readers.IcalNet(feed, From, To).Where(Counted).Select(meeting => meeting.Start));
            var read = (await Readers.IcalJs(page, feed, From, To)).Where(Counted).ToList();
            Assert.Equal(made.Expected, read.Select(meeting => meeting.Start));
            Assert.All(read, meeting => Assert.Equal(TimeSpan.FromMinutes(made.Series.Minutes), meeting.End - meeting.Start));
        }

        var all = await desk.Anybody.GetStringAsync("/calendar.ics");
        Assert.Equal(Readers.IcalNet(all, From, To), await Readers.IcalJs(page, all, From, To));
        var two = await desk.Anybody.GetStringAsync("/calendar.ics?series=chat4,CHAT0,nothing");
        Assert.Equal(["Tide chat 0", "Tide chat 4"], (await Readers.IcalJs(page, two, From, To)).Select(meeting => meeting.Title).Distinct().Order());
    }

    [Theory]
    [InlineData("Europe/Dublin")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Pacific/Auckland")]
    [InlineData("America/Santiago")]
    [InlineData("UTC")]
    public async Task Zones_with_rules_of_their_own_are_described_so_that_readers_agree(string zone)
    {
        await using var desk = await DeskUnderTest.Start();
        await using var browser = await chromium.Context(800, 600);
        await Has(desk, "farchat", MadeSeries.Series(zone, "2026-01-06T20:00", "FREQ=WEEKLY"));
        await ManyChats.Known(desk);
        var feed = await desk.Anybody.GetStringAsync("/farchat/chat.ics");
        var expected = MadeSeries.Days(zone, "2026-01-06", new(20, 0, 0), day => day.DayOfWeek == DayOfWeek.Tuesday).ToList();
        Assert.Equal(expected, Readers.IcalNet(feed, From, To).Select(meeting => meeting.Start).TakeWhile(start => start <= expected[^1]));
        Assert.Equal(expected, (await Readers.IcalJs(await browser.NewPageAsync(), feed, From, To)).Select(meeting => meeting.Start).TakeWhile(start => start <= expected[^1]));
    }

    [Fact]
    public async Task A_meeting_with_a_topic_another_time_or_none_takes_the_place_of_that_one()
    {
        await using var desk = await DeskUnderTest.Start();
        await using var browser = await chromium.Context(800, 600);
        var page = await browser.NewPageAsync();
        // Five weeks of it, from next week on, whenever this runs.
        var first = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(7).AddHours(20);
        await Has(desk, "tidechat", MadeSeries.Series("Europe/London", first.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), "FREQ=WEEKLY;COUNT=5"));
        var sessions = await desk.Get<SessionInfo[]>("/api/events/tidechat/sessions");
        await ManyChats.Known(desk);
        using var before = await desk.Anybody.GetAsync("/tidechat/chat.ics");
        await Change(desk, $"/api/events/tidechat/sessions/{sessions[1].Id}/chat", new ChatPlan("Größe; or: \\ how, to sail\r\nEND:VCALENDAR", "Über 佐藤.", Guests: [new("Ada Lund")]));
        await Change(desk, $"/api/events/tidechat/sessions/{sessions[2].Id}", new { start = sessions[2].Start.AddHours(-1), end = sessions[2].End.AddMinutes(-30) });
        await Change(desk, $"/api/events/tidechat/sessions/{sessions[3].Id}/chat", new ChatPlan(Cancelled: true));

        // A process asks the hub once a minute.
        await desk.Restart();
        await ManyChats.Known(desk);
        using var after = await desk.Anybody.GetAsync("/tidechat/chat.ics");
        var feed = await after.Content.ReadAsStringAsync();
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        var (from, to) = (new DateTimeOffset(first.AddDays(-3), TimeSpan.Zero), new DateTimeOffset(first.AddDays(60), TimeSpan.Zero));
        var read = Readers.IcalNet(feed, from, to);
        Assert.Equal(read, await Readers.IcalJs(page, feed, from, to));
        Assert.Equal(
            [
                new("Tide chat tidechat", sessions[0].Start, sessions[0].End), new("Tide chat tidechat: Größe; or: \\ how, to sail END:VCALENDAR", sessions[1].Start, sessions[1].End),
                new("Tide chat tidechat", sessions[2].Start.AddHours(-1), sessions[2].End.AddMinutes(-30)), new("Tide chat tidechat", sessions[3].Start, sessions[3].End), new("Tide chat tidechat", sessions[4].Start, sessions[4].End),
            ],
            read.Select(meeting => (meeting.Title, meeting.Start, meeting.End)));
        Assert.Equal([false, false, false, true, false], read.Select(meeting => meeting.Cancelled));

        // One entry with the rule, one for each that is out of the ordinary, and all of one name.
        var lines = feed.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Equal((4, 3, 1), (lines.Count(line => line == "BEGIN:VEVENT"), lines.Count(line => line.StartsWith("RECURRENCE-ID;TZID=Europe/London:", StringComparison.Ordinal)), lines.Count(line => line.StartsWith("RRULE:FREQ=WEEKLY", StringComparison.Ordinal))));
        Assert.Single(lines.Where(line => line.StartsWith("UID:", StringComparison.Ordinal)).Distinct());
        Assert.All(feed.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.True(Sequence(feed) >= Sequence(await before.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Who_asks_again_is_told_when_nothing_changed_and_what_is_no_series_has_no_calendar()
    {
        await using var desk = await DeskUnderTest.Start();
        await Has(desk, "tidechat", MadeSeries.All[0].Series);
        await Has(desk, "alwaysopen", new("", "", SeriesKind.Community, "UTC", [], null, [], [], null, 60, null, [], [], null));
        await ManyChats.Known(desk);
        using var first = await desk.Anybody.GetAsync("/calendar.ics");
        Assert.Equal(("text/calendar", "public, max-age=300"), (first.Content.Headers.ContentType?.MediaType, first.Headers.CacheControl?.ToString()));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/calendar.ics") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var same = await desk.Anybody.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        foreach (var path in (string[])["/alwaysopen/chat.ics", $"/{Made.Event}/chat.ics", "/nothing/chat.ics"])
        {
            using var none = await desk.Anybody.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    static int Sequence(string feed) => int.Parse(feed.Split("SEQUENCE:")[1].Split('\r')[0], CultureInfo.InvariantCulture);

    static async Task Has(DeskUnderTest desk, string hashtag, SeriesInfo series)
    {
        using var made = await desk.Organizer.PostAsJsonAsync("/api/chats", new SeriesDraft
        {
            Hashtags = [hashtag],
            Name = hashtag.StartsWith("chat", StringComparison.Ordinal) ? $"Tide chat {hashtag[4..]}" : $"Tide chat {hashtag}",
            TimeZone = series.TimeZone,
            Kind = series.Kind,
            About = series.About,
            Hosts = series.Hosts,
            Start = series.Start,
            Minutes = series.Minutes,
            Rule = series.Rule,
            Except = series.Except,
            Also = series.Also,
        }, ContractJson.Options);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
    }

    static async Task Change(DeskUnderTest desk, string path, object body)
    {
        using var changed = await desk.Organizer.PatchAsJsonAsync(path, body, ContractJson.Options);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
    }
}
