using System.Text.Json.Nodes;
using Backchannel.Contracts;
using Backchannel.StandIns.Mastodon;
using Xunit;

namespace Backchannel.Ingest.Tests.Mastodon;

public class MastodonStreamTests
{
    /// <summary>The stream is open, and what came before it has been fetched: by asking nothing more comes for an hour, unless told otherwise.</summary>
    static async Task<MastodonRun> BeginListening(double pollSeconds = 3600)
    {
        var run = await MastodonRun.Begin();
        (run.Options.PollSeconds, run.Options.LookAgainSeconds) = (pollSeconds, 3600);
        run.Server.Post();
        run.Open(token: run.Server.Token);
        // One page at the start, and when the stream had opened one forward and one look back; the count of requests left says that the answer has been read.
        await run.Until(() => run.Server.Subscribed.Count > 0 && run.Server.Requests.Count(path => path.Contains("timelines", StringComparison.Ordinal)) >= 3
            && run.Health.RateLimitLeft == run.Server.RateLimitLeft && run.Health.State == SourceState.Live);
        return run;
    }

    static string Frame(string kind, JsonNode payload) =>
        new JsonObject { ["stream"] = new JsonArray("hashtag", "harbourconf"), ["event"] = kind, ["payload"] = payload }.ToJsonString();

    [Fact]
    public async Task Posts_edits_and_deletions_come_by_the_stream()
    {
        await using var run = await BeginListening();
        var id = run.Server.Post();
        await run.Until(() => run.Seen.Count == 2);
        run.Server.Edit(id, status => status["spoiler_text"] = "Spray");
        await run.Until(() => run.Seen.Count == 3);
        Assert.Equal(("Spray", true), (run.Seen[2].Warning, run.Seen[2].Sensitive));
        run.Server.Edit(id, status => status["content"] = "<p>Without it</p>");
        run.Server.Delete(id);
        await run.Until(() => run.Changes.Contains(new PostDeleted($"mastodon:{run.Server.Host}/{id}")));
    }

    [Fact]
    public async Task An_edit_by_the_stream_that_takes_the_hashtag_away_takes_the_post_away()
    {
        await using var run = await BeginListening();
        var status = MadeUp.Status("77", "tidewater.example", "else", "<p>Else</p>", "2026-06-05T08:00:00.000Z");
        status["edited_at"] = "2026-06-05T09:00:00.000Z";
        run.Server.Send(Frame("status.update", status.ToJsonString()));
        await run.Until(() => run.Changes.Contains(new PostDeleted("mastodon:https://tidewater.example/users/mira/statuses/77")));
    }

    [Fact]
    public async Task Posts_by_the_stream_leave_the_position_to_the_walk()
    {
        await using var run = await BeginListening();
        var before = run.Position;
        run.Server.Post();
        await run.Until(() => run.Seen.Count == 2);
        Assert.Equal(before, run.Position);
    }

    [Fact]
    public async Task What_is_posted_while_the_stream_is_broken_is_fetched_once()
    {
        await using var run = await BeginListening();
        run.Server.StreamsDown = true;
        run.Server.DropMidFrame();
        await run.Until(() => run.Server.Subscribed.Count == 0);
        var missed = Enumerable.Range(0, 50).Select(_ => run.Server.Post()).ToList();
        run.Server.StreamsDown = false;
        await run.Until(() => run.Server.Subscribed.Count > 0 && run.Seen.Count >= 51);
        var heard = run.Server.Post();
        await run.Until(() => run.Seen.Count >= 52);
        Assert.Equal([.. missed, heard], run.SeenIds.Skip(1));
    }

    [Fact]
    public async Task While_no_stream_can_be_opened_posts_come_by_asking()
    {
        await using var run = await BeginListening(pollSeconds: 1);
        run.Server.StreamsDown = true;
        run.Server.DropMidFrame();
        await run.Until(() => run.Server.Subscribed.Count == 0);
        await run.For(5);
        var id = run.Server.Post();
        await run.Until(() => run.SeenIds.Contains(id));
        Assert.Equal(1, run.Server.StreamsOpened);
    }

    [Fact]
    public async Task A_stream_that_accepts_and_says_nothing_is_given_up()
    {
        await using var run = await MastodonRun.Begin();
        run.Options.SilenceSeconds = 0.5;
        run.Server.Deaf = true;
        run.Open(token: run.Server.Token);
        await run.Until(() => run.Server.StreamsOpened >= 2);
        run.Server.Deaf = false;
        await run.Until(() => run.Server.Subscribed.Count > 0);
        Assert.Contains("opened again", run.Health.Snapshot().LastError);
    }

    [Fact]
    public async Task A_refused_token_is_said_in_words_and_posts_come_by_asking()
    {
        await using var run = await MastodonRun.Begin();
        run.Open(token: "another-token");
        await run.Until(() => run.Health.Snapshot().LastError is not null);
        Assert.Contains("refuses the token", run.Health.Snapshot().LastError);
        Assert.DoesNotContain("another-token", run.Health.Snapshot().LastError);
        var id = run.Server.Post();
        await run.Until(() => run.SeenIds.SequenceEqual([id]));
    }

    [Fact]
    public async Task Messages_that_make_no_sense_are_counted_and_the_stream_goes_on()
    {
        await using var run = await BeginListening();
        var refused = run.Health.Snapshot().Refused;
        string[] nonsense =
        [
            "{\"event\":\"upd", "[]", "{\"event\":\"status.sung\",\"payload\":\"1\"}", "{\"event\":\"update\"}",
            "{\"event\":\"update\",\"payload\":\"{\\\"id\\\":\"}", "{\"event\":\"delete\"}",
            "{\"event\":\"delete\",\"payload\":\"../../7\"}", "{\"event\":\"update\",\"payload\":\"[]\"}",
        ];
        foreach (var frame in nonsense) run.Server.Send(frame);
        run.Server.Send("{\"stream\":[\"user\"],\"event\":\"filters_changed\"}");
        run.Server.Send("{\"error\":\"Unknown stream type\",\"status\":400}");
        run.Server.Send(new string('x', 2 << 20));
        run.Server.Post();
        await run.Until(() => run.Seen.Count == 2);
        Assert.Equal(nonsense.Length + 1, run.Health.Snapshot().Refused - refused);
        Assert.Equal(1, run.Server.StreamsOpened);
    }

    [Fact]
    public async Task A_payload_that_is_no_string_and_a_status_known_already_are_taken_as_what_they_are()
    {
        await using var run = await BeginListening();
        var frame = Frame("update", MadeUp.Status("78", "tidewater.example", "harbourconf", null, "2026-06-05T09:00:00.000Z"));
        run.Server.Send(frame);
        run.Server.Send(frame);
        run.Server.Post();
        await run.Until(() => run.Seen.Count >= 3);
        Assert.Equal(["mastodon:https://tidewater.example/users/mira/statuses/78"], run.Seen.Skip(1).SkipLast(1).Select(post => post.Id));
    }
}
