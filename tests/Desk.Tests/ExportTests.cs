using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Backchannel.Text;

namespace Backchannel.Desk.Tests;

public class ExportTests
{
    static readonly SessionInfo[] Sessions = [Made.Session("queues", "tidewaterqueues"), Made.Session("boats", "tidewaterboats") with { Room = "Boat shed" }];

    [Fact]
    public async Task What_is_exported_and_replayed_into_an_empty_instance_is_the_same_feed()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Sessions);
        await Happen(desk);
        var file = Path.Combine(Path.GetTempPath(), $"backchannel-{Guid.NewGuid():N}.jsonl");
        await File.WriteAllBytesAsync(file, await desk.As(await desk.SignedIn("Noor", Role.Organizer)).GetByteArrayAsync(DeskUnderTest.Api("/export.jsonl")));
        try
        {
            await using var copy = await DeskUnderTest.Start();
            await copy.SetSessions(Sessions);
            await copy.Restart("--replay", file, "--speed", "max");
            var expected = await Cards(desk);
            Assert.Equal(9, expected.Count);
            // As many are there before the last of them is as it was.
            await Eventually.Equal(string.Join('\n', expected), async () => string.Join('\n', await Cards(copy)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task What_was_taken_off_and_whoever_does_not_want_to_be_found_is_in_no_export()
    {
        await using var desk = await DeskUnderTest.Start();
        var (deleted, hidden) = (Made.Post("Deleted words"), Made.Post("Hidden words"));
        await desk.Capture(Made.Seen(deleted), Made.Seen(hidden), Made.Seen("Plain words"), Made.Seen("Quiet words") with { Unlisted = true });
        await desk.Capture(new PostDeleted(deleted.Id));
        (await desk.Organizer.DeleteAsync(DeskUnderTest.Api($"/posts/{hidden.Id}"))).EnsureSuccessStatusCode();
        foreach (var kind in (string[])["jsonl", "csv"])
        {
            var words = await desk.Organizer.GetStringAsync(DeskUnderTest.Api($"/export.{kind}"));
            Assert.Contains("Plain words", words, StringComparison.Ordinal);
            foreach (var gone in (string[])["Deleted", "Hidden", "Quiet"]) Assert.DoesNotContain($"{gone} words", words, StringComparison.Ordinal);
        }
        Assert.Equal(new ExportOutlook(1, 0, 0, 1), await desk.Get<ExportOutlook>(DeskUnderTest.Api("/export")));
    }

    [Fact]
    public async Task Of_x_a_person_takes_five_hundred_posts_a_day_and_the_ids_of_the_others_and_a_program_none_but_ids()
    {
        await using var desk = await DeskUnderTest.Start();
        foreach (var some in Enumerable.Range(1, 510).Chunk(200)) await desk.Capture([.. some.Select(n => Made.Seen(Made.Post($"Said there {n}", network: Network.X)))]);
        await desk.Capture(Made.Seen("Said elsewhere"));
        var noor = desk.As(await desk.SignedIn("Noor", Role.Organizer));
        Assert.Equal(new ExportOutlook(511, 510, 500, 0), await desk.Get<ExportOutlook>(DeskUnderTest.Api("/export"), noor));

        Assert.Equal((501, 10), await Whole(noor));
        Assert.Equal(0, (await desk.Get<ExportOutlook>(DeskUnderTest.Api("/export"), noor)).Left);
        await desk.Restart();
        Assert.Equal((1, 510), await Whole(desk.As(noor.DefaultRequestHeaders.Authorization!.Parameter!)));
        Assert.Equal((1, 510), await Whole(desk.Organizer));
        Assert.Equal((501, 10), await Whole(desk.As(await desk.SignedIn("Tomasz", Role.Organizer))));

        static async Task<(int Whole, int Ids)> Whole(HttpClient who)
        {
            using var answer = await who.GetAsync(DeskUnderTest.Api("/export.jsonl"));
            var entries = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<FeedEntry>(line, ContractJson.Options)!).ToList();
            Assert.Equal(entries.Count(entry => entry.Post is null), int.Parse(answer.Headers.GetValues("X-Only-Ids").Single(), CultureInfo.InvariantCulture));
            Assert.All(entries, entry => Assert.NotEmpty(entry.PostId));
            return (entries.Count(entry => entry.Post is not null), entries.Count(entry => entry.Post is null));
        }
    }

    [Fact]
    public async Task A_link_on_another_site_does_not_spend_what_may_be_taken_today()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.Capture(Made.Seen(Made.Post("Said there", network: Network.X)));
        var noor = desk.As(await desk.SignedIn("Noor", Role.Organizer));
        foreach (var (site, kind, expected) in ((string, string, HttpStatusCode)[])
            [("cross-site", "jsonl", HttpStatusCode.Forbidden), ("same-site", "csv", HttpStatusCode.Forbidden), ("same-origin", "jsonl", HttpStatusCode.OK)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, DeskUnderTest.Api($"/export.{kind}"));
            request.Headers.Add("Sec-Fetch-Site", site);
            using var answer = await noor.SendAsync(request);
            Assert.Equal(expected, answer.StatusCode);
            Assert.Equal(expected == HttpStatusCode.OK ? 499 : 500, (await desk.Get<ExportOutlook>(DeskUnderTest.Api("/export"), noor)).Left);
        }
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://tidewater.example\")", "\"'=HYPERLINK(\"\"http://tidewater.example\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@mira hello", "\"'@mira hello\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("two\r\nlines, \"quoted\"", "\"two\r\nlines, \"\"quoted\"\"\"")]
    [InlineData("", "")]
    public void A_cell_is_words_and_no_formula(string text, string cell) => Assert.Equal($"{cell}\r\n", CsvLine.Of([text]));

    [Fact]
    public async Task A_session_and_a_span_of_time_can_be_taken_alone_and_what_cannot_be_is_refused_by_field()
    {
        await using var desk = await DeskUnderTest.Start();
        await desk.SetSessions(Sessions);
        await desk.Capture(Made.Seen("Of queues #tidewaterqueues"), Made.Seen(Made.Post("Later #tidewaterqueues") with { CreatedAt = Made.Noon.AddMinutes(30) }), Made.Seen("Of boats #tidewaterboats"));
        Assert.Equal(3, Lines(await desk.Organizer.GetStringAsync(DeskUnderTest.Api("/export.csv?session=queues"))));
        Assert.Equal(2, Lines(await desk.Organizer.GetStringAsync(DeskUnderTest.Api("/export.csv?from=2026-09-01T12:10:00Z"))));
        foreach (var query in (string[])["session=never", "from=2026-09-02T00:00Z&to=2026-09-01T00:00Z", "from=yesterday"])
        {
            using var refused = await desk.Organizer.GetAsync(DeskUnderTest.Api($"/export.csv?{query}"));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        static int Lines(string csv) => csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length;
    }

    /// <summary>One of everything that makes a card what it is.</summary>
    static async Task Happen(DeskUnderTest desk)
    {
        var (first, moved, outside) = (Made.Post("What of queues? #tidewaterqueues"), Made.Post("Put there by hand"), Made.Post("Taken out by hand #tidewaterboats"));
        var rich = Made.Post("Look at this https://tidewater.example/slides #tidewater26") with
        {
            Media = [new(MediaKind.Image, "https://tidewater.example/a.png", Alt: "A pier, at dawn", Width: 1200, Height: 800, FocusX: .5, FocusY: -.25)],
            Card = new("https://tidewater.example/slides", "Slides", "All of them"),
            Language = "en",
            Sensitive = true,
            Warning = "flashing",
            Echo = new(3, 1, 9),
        };
        var twin = Made.Post("The very same words in two places, long enough to tell");
        await desk.Capture(
            Made.Seen(first), Made.Seen(Made.Post("An answer", Made.Dario, replyTo: first.Id)), Made.Seen(moved), Made.Seen(outside), Made.Seen(rich), Made.Seen(twin),
            Made.Seen(Made.Post(twin.Text, Made.MiraToo, Network.Mastodon)), Made.Repost(Made.Post("Known by a repost alone", Made.Dario)), Made.Seen("Left alone, مرحبا 👋🏽"));
        await desk.Capture(Made.Seen(first.Edited("What of queues, then? #tidewaterqueues")));
        foreach (var (id, session) in ((string, string?)[])[(moved.Id, "boats"), (outside.Id, null)])
            (await desk.Organizer.PutAsJsonAsync(DeskUnderTest.Api($"/posts/session/{id}"), new NewFiling(session), ContractJson.Options)).EnsureSuccessStatusCode();
        (await desk.Anybody.PostAsJsonAsync(DeskUnderTest.Api("/posts"), new NewPost("Mira", "From the back row", "queues"), ContractJson.Options)).EnsureSuccessStatusCode();
    }

    /// <summary>The feed as JSON, but for when this installation had it and the numbers of changes between.</summary>
    static async Task<IReadOnlyList<string>> Cards(DeskUnderTest desk) =>
    [
        .. (await desk.Get<FeedPage>(DeskUnderTest.Api("/posts?from=0&limit=500"))).Entries
            .Select(entry => JsonSerializer.Serialize(entry with { Seq = 0, Kind = EntryKind.Shown, Post = entry.Post! with { ReceivedAt = default } }, ContractJson.Options)),
    ];
}
