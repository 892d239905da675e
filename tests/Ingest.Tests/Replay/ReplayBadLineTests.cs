using System.Text.Json;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Ingest.Tests.Replay;

public class ReplayBadLineTests
{
    static string Tweet(int n, string text = "Ahoy") =>
        $$"""{"id":"112750247074699{{n:0000}}","created_at":"2019-05-12T09:15:11Z","screen_name":"mira","text":"{{text}}"}""";

    [Theory]
    [InlineData("""{"id":"1127502470746996743","created_at":"2019-05-12T09:15:11Z","screen_name":"mi""")]
    [InlineData("""{"id":"1127502470746996743","created_at":"2019-05-12T09:15:11Z","text":"by nobody","screen_name":""}""")]
    [InlineData("""{"id":"x","created_at":"2019-05-12T09:15:11Z","text":"no id","screen_name":"mira"}""")]
    [InlineData("""{"id":"1127502470746996743","screen_name":"mira"}""")]
    [InlineData("""{"id":"1127502470746996743","screen_name":["mira"],"text":"a list"}""")]
    [InlineData("""{"something":"else"}""")]
    [InlineData("""[1,2,3]""")]
    [InlineData("""null""")]
    [InlineData("""ahoy""")]
    [InlineData("""{"postId":null,"kind":"removed"}""")]
    [InlineData("""{"kind":"sunk","postId":"x:1"}""")]
    [InlineData("""{"id":"x:1","network":"x","text":"no author","createdAt":"2019-05-01T09:00:00Z","receivedAt":"2019-05-01T09:00:00Z","author":null}""")]
    [InlineData("""{"id":"bluesky:1","network":"x","text":"?","createdAt":"2019-05-01T09:00:00Z","receivedAt":"2019-05-01T09:00:00Z","author":{"id":"1","handle":"m","name":"M"}}""")]
    [InlineData("{\"id\":\"1127502470746996743\",\"screen_name\":\"mira\",\"text\":\"\\ud83d alone\"}")]
    public async Task A_line_that_cannot_be_used_is_counted_and_the_next_one_goes_on(string bad)
    {
        using var run = new ReplayRun();
        run.Write(Tweet(1), bad, Tweet(2));
        var heard = await run.ReadAll();
        Assert.Equal(["x:1127502470746990001", "x:1127502470746990002"], heard.Select(h => Assert.IsType<PostSeen>(h.Change).Post.Id));
        var report = run.Health.Snapshot();
        Assert.Equal((3, 1), (report.Received, report.Refused));
        Assert.StartsWith("Line 2 was left out: ", report.LastError);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        using var run = new ReplayRun();
        File.WriteAllBytes(run.File, [.. "{\"screen_name\":\""u8, 0xFF, 0xC0, .. "\"}\n"u8, 0, 1, 2, (byte)'\n']);
        Assert.All(await run.ReadAll(), heard => Assert.Null(heard.Change));
        Assert.Equal(2, run.Health.Snapshot().Refused);
    }

    [Fact]
    public async Task A_line_of_two_megabytes_is_refused_and_one_of_half_a_megabyte_is_cut()
    {
        using var run = new ReplayRun();
        run.Write(Tweet(1, new('a', 2_000_000)), Tweet(2, string.Concat(Enumerable.Repeat("🚢", 120_000))), Tweet(3));
        var posts = (await run.ReadAll()).Select(h => Assert.IsType<PostSeen>(h.Change).Post).ToList();
        Assert.Equal(["x:1127502470746990002", "x:1127502470746990003"], posts.Select(post => post.Id));
        Assert.Equal(Post.MaxTextLength, posts[0].Text.Length);
        Assert.Equal(2, run.Health.Snapshot().Refused);
    }

    [Fact]
    public async Task A_byte_order_mark_empty_lines_and_a_last_line_without_an_end_are_fine()
    {
        using var run = new ReplayRun();
        File.WriteAllText(run.File, "\uFEFF" + Tweet(1) + "\r\n\r\n  \n" + Tweet(2));
        Assert.Equal(2, (await run.ReadAll()).Count(heard => heard.Change is PostSeen));
        Assert.Equal((2, 0), (run.Health.Snapshot().Received, run.Health.Snapshot().Refused));
    }

    [Fact]
    public async Task A_post_from_2099_is_dated_when_it_is_heard()
    {
        const string line = """{"id":"1127502470746896752","created_at":"2099-05-12T09:15:11Z","screen_name":"mira","text":"Ahoy from the future"}""";
        using var run = new ReplayRun();
        run.Write(line);
        var post = (await run.ReadAll()).Select(heard => heard.Change).OfType<PostSeen>().Single().Post;
        Assert.Equal(post.ReceivedAt, post.CreatedAt);
        Assert.Equal(1, run.Health.Snapshot().Refused);
    }

    [Fact]
    public async Task Markup_is_only_text()
    {
        var seen = Assert.IsType<PostSeen>(Assert.Single(await ReplayRun.Of(Tweet(1, "&lt;script&gt;alert(1)&lt;/script&gt; <b>"))));
        Assert.Equal("<script>alert(1)</script> <b>", seen.Post.Text);
    }

    [Fact]
    public async Task What_an_export_says_of_its_text_is_not_believed()
    {
        var post = new Post
        {
            Id = "x:1",
            Network = Network.X,
            Author = new("1", "mira", "", "javascript:alert(1)", "ftp://mira.example"),
            Text = "🚢 #ahoy",
            CreatedAt = DateTimeOffset.UnixEpoch,
            ReceivedAt = DateTimeOffset.UnixEpoch,
            Url = "javascript:alert(1)",
            Spans = [new(1, 3, SpanKind.Hashtag, "split"), new(3, 5, SpanKind.Hashtag, "ahoy"), new(4, 2, SpanKind.Mention, "under"), new(8, 90, SpanKind.Mention, "out"),
                new(0, 2, SpanKind.Link, "javascript:alert(1)")],
            Media = [new(MediaKind.Image, "//other.example/a.png"), new(MediaKind.Image, "/demo/a.svg", "data:,"), new(MediaKind.Image, "https://pictures.example/a.png")],
        };
        using var run = new ReplayRun();
        run.Write(JsonSerializer.Serialize(post, ContractJson.Options));
        var back = (await run.ReadAll()).Select(heard => heard.Change).OfType<PostSeen>().Single().Post;
        Assert.Equal(1, run.Health.Snapshot().Refused);
        Assert.Equal([new(3, 5, SpanKind.Hashtag, "ahoy")], back.Spans);
        Assert.Equal([new(MediaKind.Image, "/demo/a.svg"), new(MediaKind.Image, "https://pictures.example/a.png")], back.Media);
        Assert.Equal((null, new Author("1", "mira", "mira")), (back.Url, back.Author));
    }
}
