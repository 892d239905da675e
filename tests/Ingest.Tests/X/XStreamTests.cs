using System.Text.Json.Nodes;
using Backchannel.Contracts;
using Backchannel.Ingest.Sources.X;
using Backchannel.StandIns.X;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class XStreamTests
{
    [Fact]
    public async Task A_post_with_the_hashtag_arrives_with_its_event_and_a_position()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        await x.Post(XRuns.Post("Good morning #HarbourConf"));
        await run.UntilPosts(1);
        Assert.Equal(["harbourconf"], Assert.IsType<PostSeen>(run.Changes[0]).Events);
        Assert.Equal(run.Posts[0].Id, "x:" + XPosition.Read(run.Position)!.Since);
        await run.UntilReport(r => r is { State: SourceState.Live, Received: 1, Matched: 1, Refused: 0, BilledReads: 1, BilledCeiling: 10_000, RateLimitLeft: 449, LagMs: not null });
    }

    [Fact]
    public async Task A_hashtag_that_X_does_not_list_is_found_in_the_text()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        await x.Post(XRuns.Post("Good morning #HarbourConf").Without("entities"));
        await run.UntilPosts(1);
    }

    [Fact]
    public async Task A_post_that_matched_only_through_what_it_quotes_is_not_ours()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        await x.Post(XRuns.Post("So true").Refers("quoted", XRuns.Post("Tea at #HarbourConf", sequence: 2)));
        await run.UntilReport(r => r is { Received: 1, BilledReads: 2 });
        Assert.Empty(run.Changes);
    }

    [Fact]
    public async Task A_repost_counts_for_its_original_in_full()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        var original = new XPostBuilder(XPostBuilder.IdAt(TimeProvider.System.GetUtcNow().AddHours(-1)), "All of the text #HarbourConf", "darioamin", "777", "Dario Amin");
        await x.Post(XRuns.Post("RT @darioamin: All of the…").Refers("retweeted", original));
        await run.Until(changes => changes.Count == 1);
        var repost = Assert.IsType<PostReposted>(run.Changes[0]);
        Assert.Equal(("All of the text #HarbourConf", "x:" + original.Id, "darioamin"), (repost.Original.Text, repost.Original.Id, repost.Original.Author.Handle));
        Assert.Equal("miraokonjo", repost.By.Handle);
        Assert.Equal(["harbourconf"], repost.Events);
    }

    [Fact]
    public async Task Bad_messages_are_counted_and_the_next_good_one_is_heard()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        string[] bad =
        [
            """{"data":{"id":"1","te""", "[1,2]", "7", "\"x\"", """{"hello":{"new":"kind"}}""", """{"data":{"id":"12","text":"\ud83d #harbourconf","author_id":"1"},"includes":{"users":[{"id":"1","username":"a"}]}}""",
            XRuns.Post("No author #harbourconf").WithoutUsers().Payload(), new string('[', 100_000), "{\"data\":\"" + new string('a', 9_000_000) + "\"}",
        ];
        foreach (var line in bad) await x.Streams.Send(line);
        await x.Streams.Send(XRuns.Post("Numbers as ids #harbourconf").With("author_id", 501).Payload());
        await x.Streams.Send(XRuns.Post(string.Concat(Enumerable.Repeat("long 😀 ", 25_000)) + "#harbourconf", sequence: 3).Payload());
        await run.UntilPosts(2);
        // The long one was cut, and that is counted too.
        await run.UntilReport(r => r.Refused == bad.Length + 1);
        Assert.Equal(1, x.Streams.Served);
    }

    [Fact]
    public async Task A_trouble_that_comes_again_and_again_is_logged_at_powers_of_ten()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        for (var i = 0; i < 150; i++) await x.Streams.Send("{oops");
        await run.UntilReport(r => r.Refused == 150);
        Assert.Equal(3, run.Log.Count);
    }

    [Fact]
    public async Task A_post_from_2099_does_not_move_the_position_there()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        var before = XPosition.Read(run.Position)!.Since;
        await x.Post(XRuns.Post("Hello from later #harbourconf", new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        await run.UntilPosts(1);
        Assert.Equal(before, XPosition.Read(run.Position)!.Since);
        Assert.True(run.Posts[0].CreatedAt <= run.Posts[0].ReceivedAt);
        Assert.Equal(1, run.Health.Snapshot().Refused);
        Assert.Contains("from the future", Assert.Single(run.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_that_lie_outside_the_text_are_counted_and_the_post_is_shown()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        await x.Streams.Send(XRuns.Post("😀 #harbourconf").With("entities", new JsonObject
        {
            ["hashtags"] = new JsonArray(new JsonObject { ["start"] = 1, ["end"] = 900, ["tag"] = "elsewhere" }, new JsonObject { ["start"] = 2, ["end"] = 14, ["tag"] = "harbourconf" }),
        }).Payload());
        await run.UntilPosts(1);
        Assert.Equal("harbourconf", Assert.Single(run.Posts[0].Spans).Value);
        Assert.Equal(1, run.Health.Snapshot().Refused);
        Assert.Single(run.Log);
    }

    [Fact]
    public async Task The_request_asks_for_all_fields_and_names_us()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        var request = x.Requests.Single(r => r.Path == XRuns.Stream);
        Assert.Contains("note_tweet", request.Query, StringComparison.Ordinal);
        Assert.Contains("expansions=author_id", request.Query, StringComparison.Ordinal);
        Assert.Matches(@"^Backchannel/\d+\.\d+", request.UserAgent);
    }

    [Fact]
    public async Task A_wrong_token_stops_the_source_and_is_never_told()
    {
        await using var x = await XStandIn.Start();
        var options = XRuns.Options(x);
        options.BearerToken = "very-secret-token";
        await using var run = SourceRun.Start(new XSource(options), XRuns.Events);
        await run.Finished.WaitAsync(TimeSpan.FromSeconds(30));
        var report = run.Health.Snapshot();
        Assert.Equal(SourceState.Stopped, report.State);
        Assert.Contains("Sources:X:BearerToken", report.LastError, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret-token", report.LastError + string.Concat(run.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_is_the_same_post()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        var (first, second) = (XRuns.Post("Teh tea #harbourconf"), XRuns.Post("The tea #harbourconf", sequence: 2));
        await x.Post(first);
        await x.Post(second.With("edit_history_tweet_ids", new JsonArray(first.Id, second.Id)));
        await run.UntilPosts(2);
        Assert.Equal(run.Posts[0].Id, run.Posts[1].Id);
        Assert.Equal([$"x:{second.Id}"], ((PostSeen)run.Changes[1]).Aliases);
    }
}
