using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;

namespace Backchannel.Desk.Tests.Recaps;

/// <summary>What is taken away of a recap, and the feed of all.</summary>
public class RecapFilesTests
{
    const string Chat = HarbourChat.Recap;

    [Fact]
    public async Task Files_have_posts_of_X_by_their_ids_unless_an_organizer_takes_them_whole()
    {
        await using var desk = await DeskUnderTest.Start();
        var posts = await HarbourChat.Held(desk);
        await desk.Capture(Made.Seen(posts[1] with { Id = "x:4242", Network = Network.X, Text = "Said on X alone #harbourchat", Spans = [], Url = "https://x.com/ada/status/4242", Author = new("x-1", "adaonx", "Ada on X") }));
        foreach (var kind in new[] { "html", "md", "json", "csv" })
        {
            var file = await desk.Anybody.GetStringAsync($"{Chat}.{kind}");
            Assert.DoesNotContain("Said on X alone", file, StringComparison.Ordinal);
            Assert.DoesNotContain("adaonx", file, StringComparison.Ordinal);
            Assert.Contains("https://x.com/i/status/4242", file, StringComparison.Ordinal);
        }
        using (var refused = await desk.Anybody.GetAsync($"{Chat}.md?whole=yes")) Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var organizer = desk.As(await desk.SignedIn("Noor", Role.Organizer));
        Assert.Contains("Said on X alone", await organizer.GetStringAsync($"{Chat}.md?whole=yes"), StringComparison.Ordinal);
        using var forged = new HttpRequestMessage(HttpMethod.Get, $"{Chat}.md?whole=yes");
        forged.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await organizer.SendAsync(forged);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        // What is on show is on show: X lets it be shown.
        Assert.Contains("Said on X alone", await desk.Anybody.GetStringAsync(Chat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_tells_of_recaps_by_ids_that_stay()
    {
        await using var desk = await DeskUnderTest.Start("--Backchannel:PublicUrl", "https://chats.example");
        await HarbourChat.Held(desk);
        XNamespace atom = "http://www.w3.org/2005/Atom";
        foreach (var path in new[] { $"/{Made.Event}/recaps.atom", "/recaps.atom" })
        {
            using var answer = await desk.Anybody.GetAsync(path);
            Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType?.MediaType);
            var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
            var entry = feed.Elements(atom + "entry").Single(each => each.Element(atom + "title")!.Value.StartsWith("Harbour chat", StringComparison.Ordinal));
            Assert.Equal($"tag:chats.example,2026-09-01:{Made.Event}/{HarbourChat.Session}", entry.Element(atom + "id")!.Value);
            Assert.Equal($"https://chats.example{Chat}", entry.Element(atom + "link")!.Attribute("href")!.Value);
            Assert.Equal("2026-09-01T20:00:00Z", entry.Element(atom + "updated")!.Value);
            Assert.Contains("Chat recap of", entry.Element(atom + "summary")!.Value, StringComparison.Ordinal);
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var unchanged = await desk.Anybody.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
    }

    [Fact]
    public async Task A_table_and_a_document_hold_the_whole_recap()
    {
        await using var desk = await DeskUnderTest.Start();
        await HarbourChat.Held(desk);
        using var json = JsonDocument.Parse(await desk.Anybody.GetStringAsync($"{Chat}.json"));
        Assert.EndsWith(Chat, json.RootElement.GetProperty("address").GetString(), StringComparison.Ordinal);
        Assert.Equal(9, json.RootElement.GetProperty("recap").GetProperty("sections").GetArrayLength());
        using var csv = await desk.Anybody.GetAsync($"{Chat}.csv");
        Assert.Equal(MediaTypeHeaderValue.Parse("text/csv; charset=utf-8"), csv.Content.Headers.ContentType);
        Assert.InRange((await csv.Content.ReadAsStringAsync()).Split("\r\n").Length, 290, 320);
        Assert.Contains("## Q8 · Whom should we all read on harbours?", await desk.Anybody.GetStringAsync($"{Chat}.md"), StringComparison.Ordinal);
        using var missing = await desk.Anybody.GetAsync($"/{Made.Event}/sessions/pier/recap.md");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }
}
