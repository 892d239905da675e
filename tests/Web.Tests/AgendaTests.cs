using System.Net;
using System.Text;
using Backchannel.Contracts;
using Backchannel.Web.Shell;
using Ical.Net;

namespace Backchannel.Web.Tests;

public sealed class AgendaTests
{
    const string Slug = "harbourconf";

    static readonly SessionInfo Talk = Made.Session("a2") with
    {
        Title = "Größe; or: \\ how, to sail \"on\"\r\nEND:VCALENDAR",
        Room = "Room B; left, behind the bar",
        Speakers = ["佐藤 みなと", "Noor, Idris"],
        Abstract = string.Concat(Enumerable.Repeat("Überlange Zeilen, 佐藤 みなと 👩‍👩‍👧; ", 60)) + "\nBEGIN:VEVENT\nlast line",
        Track = "Rust & rope",
    };

    [Fact]
    public async Task A_calendar_reads_back_what_the_programme_says()
    {
        var (_, calendar) = await Get("/harbourconf/agenda.ics", Talk, Made.Session("b3", 14) with { Cancelled = true });

        Assert.Equal(["a2@harbourconf.backchannel", "b3@harbourconf.backchannel"], calendar.Events.Select(each => each!.Uid));
        var (talk, off) = (calendar.Events[0]!, calendar.Events[1]!);
        Assert.Equal((Talk.Start.UtcDateTime, Talk.End.UtcDateTime), (talk.DtStart!.AsUtc, talk.DtEnd!.AsUtc));
        Assert.True(talk.DtStart.IsUtc);
        Assert.Equal("Größe; or: \\ how, to sail \"on\" END:VCALENDAR", talk.Summary);
        Assert.Equal("Room B; left, behind the bar", talk.Location);
        Assert.StartsWith("佐藤 みなと, Noor, Idris\n\nPost with #a2\n\nÜberlange Zeilen, ", talk.Description, StringComparison.Ordinal);
        Assert.EndsWith("…\n\nhttps://conf.example/harbourconf/sessions/a2", talk.Description, StringComparison.Ordinal);
        Assert.Equal("https://conf.example/harbourconf/sessions/a2", talk.Url?.ToString());
        Assert.Equal(("CONFIRMED", 0, "CANCELLED", 1), (talk.Status, talk.Sequence, off.Status, off.Sequence));
        Assert.Equal(("Harbour Conf", "Europe/Lisbon", "PT1H"), (Property("X-WR-CALNAME"), Property("X-WR-TIMEZONE"), Property("REFRESH-INTERVAL")));

        string? Property(string name) => calendar.Properties[name]?.Value?.ToString();
    }

    [Fact]
    public async Task Its_lines_keep_to_the_rules_whatever_the_words_are()
    {
        var (bytes, _) = await Get("/harbourconf/agenda.ics", Talk);
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);

        Assert.Equal(text.Count(c => c is '\n'), text.Count(c => c is '\r'));
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        var lines = text.Split("\r\n")[..^1];
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75));
        // Unfolded, each line is a name and a value, and only ours begin or end anything.
        var whole = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n")[..^1];
        Assert.All(whole, line => Assert.Matches("^[A-Z-]+(;[A-Z-]+=[A-Za-z/_-]+)*:.+$", line));
        Assert.Equal(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"], whole.Where(line => line.StartsWith("BEGIN:", StringComparison.Ordinal) || line.StartsWith("END:", StringComparison.Ordinal)));
        Assert.Contains("LOCATION:Room B\\; left\\, behind the bar", whole);
        Assert.Contains($"DTSTART:{Talk.Start.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}", whole);
        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H", whole);
    }

    [Theory]
    [InlineData("/harbourconf/agenda.ics?sessions=b3,nothing,a2", "a2 b3")]
    [InlineData("/harbourconf/agenda.ics?sessions=", "")]
    [InlineData("/harbourconf/agenda.ics?track=Rust%20%26%20rope", "a2")]
    [InlineData("/harbourconf/sessions/b3.ics", "b3")]
    public async Task What_is_wanted_is_in_it(string path, string ids)
    {
        var (_, calendar) = await Get(path, Talk, Made.Session("b3", 14), Made.Session("c1", 15));
        Assert.Equal(ids, string.Join(' ', calendar.Events.Select(each => each!.Uid!.Split('@')[0]).Order()));
    }

    [Fact]
    public async Task Who_asks_again_is_told_when_nothing_changed()
    {
        await using var stage = await Set(Talk);
        using var first = await stage.Web.Http.GetAsync("/harbourconf/agenda.ics");
        Assert.Equal("public, max-age=300", first.Headers.CacheControl?.ToString());
        Assert.Equal("text/calendar", first.Content.Headers.ContentType?.MediaType);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/harbourconf/agenda.ics") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var answer = await stage.Web.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Theory]
    [InlineData("/nothing/agenda.ics")]
    [InlineData("/harbourconf/sessions/nothing.ics")]
    public async Task There_is_no_calendar_of_nothing(string path)
    {
        await using var stage = await Set(Talk);
        using var answer = await stage.Web.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    static async Task<(byte[] Bytes, Calendar Calendar)> Get(string path, params SessionInfo[] sessions)
    {
        await using var stage = await Set(sessions);
        var bytes = await stage.Web.Http.GetByteArrayAsync(path);
        return (bytes, Calendar.Load(Encoding.UTF8.GetString(bytes))!);
    }

    static async Task<Running> Set(params SessionInfo[] sessions)
    {
        var hub = await HubStandIn.Start();
        hub.AddEvent(Slug, sessions);
        return new Running(hub, await WebUnderTest.Start(hub, new() { [PublicAddress.Setting] = "https://conf.example" }));
    }

    sealed record Running(HubStandIn Hub, WebUnderTest Web) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Web.DisposeAsync();
            await Hub.DisposeAsync();
        }
    }
}
