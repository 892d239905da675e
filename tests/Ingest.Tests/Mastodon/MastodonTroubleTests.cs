using System.Text.Json.Nodes;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Ingest.Tests.Mastodon;

public class MastodonTroubleTests
{
    static readonly TimeSpan Far = TimeSpan.FromSeconds(2), Still = TimeSpan.Zero;

    [Fact]
    public async Task A_server_that_asks_to_slow_down_is_left_alone_until_the_time_it_names()
    {
        await using var run = await MastodonRun.Begin();
        var id = run.Server.Post();
        run.Server.SlowDownNext(run.Clock.GetUtcNow().AddSeconds(90));
        run.Open();
        // Nothing that leads there needs time, which would be taken off the 90 s.
        await run.Until(() => run.Health.State == SourceState.Waiting, Still);
        var asked = run.Server.Requests.Count;
        await run.For(85);
        Assert.Equal(asked, run.Server.Requests.Count);
        Assert.Contains("slow down", run.Health.Snapshot().LastError);
        Assert.Equal(SourceState.Waiting, run.Health.State);
        await run.Until(() => run.SeenIds.SequenceEqual([id]) && run.Health.State == SourceState.Live);
    }

    [Fact]
    public async Task A_time_far_off_does_not_silence_a_server_for_ever()
    {
        await using var run = await MastodonRun.Begin();
        var id = run.Server.Post();
        run.Server.SlowDownNext(new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        run.Open();
        await run.Until(() => run.SeenIds.SequenceEqual([id]), Far);
    }

    [Fact]
    public async Task The_last_request_of_a_window_is_followed_by_a_wait()
    {
        await using var run = await MastodonRun.Begin();
        run.Server.Post();
        (run.Server.RateLimitLeft, run.Server.RateLimitReset) = (2, run.Clock.GetUtcNow().AddSeconds(60));
        run.Open();
        await run.Until(() => run.Seen.Count == 1, Still);
        await run.For(50);
        Assert.Equal(2, run.Server.Requests.Count);
        (run.Server.RateLimitLeft, run.Server.RateLimitReset) = (300, default);
        await run.Until(() => run.Server.Requests.Count > 2);
    }

    [Fact]
    public async Task Errors_broken_connections_and_cut_answers_are_survived()
    {
        await using var run = await MastodonRun.Begin();
        run.Server.FailNext(503, times: 2);
        run.Server.BreakNext();
        run.Server.AnswerNext("[{\"id\":\"1160");
        run.Server.AnswerNext("{\"posts\":[]}");
        run.Server.FailNext(404);
        run.Open();
        await run.Until(() => run.Server.Requests.Count > 7);
        var id = run.Server.Post();
        await run.Until(() => run.SeenIds.SequenceEqual([id]));
        Assert.Equal(2, run.Health.Snapshot().Refused);
        foreach (var words in new[] { "HTTP 503", "cannot be reached", "cut off or not JSON", "not a list of posts" })
            Assert.Single(run.Log.Lines, line => line.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Silence_is_survived()
    {
        await using var run = await MastodonRun.Begin();
        run.Options.AnswerSeconds = 0.5;
        run.Server.SayNothingNext();
        run.Open();
        await run.Until(() => run.Log.Lines.Any(line => line.Contains("does not answer", StringComparison.Ordinal)));
        var id = run.Server.Post();
        await run.Until(() => run.SeenIds.SequenceEqual([id]));
    }

    [Fact]
    public async Task A_server_closed_to_strangers_says_what_to_do_and_is_asked_again_later()
    {
        await using var run = await MastodonRun.Begin();
        var id = run.Server.Post();
        run.Server.Closed = true;
        run.Open();
        await run.Until(() => run.Health.State == SourceState.Waiting);
        Assert.Contains("Sources:Mastodon:Servers:0:Token", run.Health.Snapshot().LastError);
        run.Server.Closed = false;
        await run.Until(() => run.SeenIds.SequenceEqual([id]), Far);
    }

    [Theory]
    [InlineData("disabled", "switched some of its hashtag timelines off")]
    [InlineData("authenticated", "only to its own accounts")]
    public async Task A_server_that_answers_strangers_with_nothing_is_named(string access, string words)
    {
        await using var run = await MastodonRun.Begin();
        run.Server.HashtagFeeds = access;
        run.Open();
        await run.Until(() => run.Health.State == SourceState.Live);
        Assert.Contains(words, run.Health.Snapshot().LastError);
    }

    [Fact]
    public async Task A_server_that_knows_nothing_of_itself_is_asked_for_posts_all_the_same()
    {
        await using var run = await MastodonRun.Begin();
        run.Server.FailNext(500, times: 3, path: "/api/v2/instance");
        var id = run.Server.Post();
        run.Open();
        await run.Until(() => run.SeenIds.SequenceEqual([id]));
        Assert.Equal($"mira@{run.Server.Host}", run.Seen[0].Author.Handle);
    }

    [Fact]
    public async Task Statuses_that_make_no_sense_are_counted_and_left_out_and_the_rest_of_the_page_comes()
    {
        await using var run = await MastodonRun.Begin();
        run.Server.Post(alter: status => status.Remove("account"));
        run.Server.Post(alter: status => status["account"] = "mira");
        run.Server.Post(alter: status => (status["uri"], status["url"]) = (null, 7.5.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        run.Server.Post(alter: status => status["id"] = new JsonArray());
        run.Server.Post(alter: status => (status["media_attachments"], status["mentions"], status["emojis"], status["card"]) = ("?", 3, null, true));
        run.Open();
        await run.Until(() => run.Seen.Count == 2);
        await run.For(12);
        Assert.Equal(2, run.Seen.Count);
        Assert.True(run.Health.Snapshot().Refused >= 3);
    }

    [Fact]
    public async Task A_status_of_half_characters_breaks_nothing()
    {
        await using var run = await MastodonRun.Begin();
        run.Server.AnswerNext("""
            [{"id":"1","uri":"https://tidewater.example/1","visibility":"public","\ud800":1,"content":"\ud800 #harbourconf","account":{"acct":"\udc00"}},
             {"id":"2","uri":"https://tidewater.example/2","visibility":"public","content":"&#xD800; \ud83d\ude00 #harbourconf","account":{"acct":"mira"}}, 7, null, []]
            """);
        run.Open();
        await run.Until(() => run.Seen.Count == 1);
        Assert.Equal("\ufffd 😀 #harbourconf", run.Seen[0].Text);
    }

    [Fact]
    public async Task Dates_to_come_scripts_and_endless_texts_arrive_tamed()
    {
        await using var run = await MastodonRun.Begin();
        run.Server.Post(alter: status => (status["created_at"], status["edited_at"]) = ("2099-01-01T00:00:00.000Z", "2099-01-02T00:00:00.000Z"));
        run.Server.Post(html: "<p>Calm<script>alert('#harbourconf')</script> <style>p{}</style>sea &lt;b&gt;</p>");
        run.Server.Post(html: "<p>" + string.Concat(Enumerable.Repeat("🌊waves ", 30_000)) + "</p>");
        run.Open();
        await run.Until(() => run.Seen.Count == 3);
        Assert.All(run.Seen, post => Assert.True(post.CreatedAt <= post.ReceivedAt && !(post.EditedAt > post.ReceivedAt)));
        Assert.Equal("Calm sea <b>", run.Seen[1].Text);
        Assert.InRange(run.Seen[2].Text.Length, 9_000, Post.MaxTextLength);
        // Looking again at the same page counts nothing again.
        await run.For(12);
        Assert.Equal(3, run.Health.Snapshot().Refused);
        Assert.Equal(3, run.Log.Lines.Count);
    }
}
