using Backchannel.Contracts;
using Backchannel.Ingest.Sources.Bluesky;
using Backchannel.StandIns.Bluesky;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Backchannel.Ingest.Tests.Bluesky.BlueskyBed;

namespace Backchannel.Ingest.Tests.Bluesky;

public class BlueskyTroubleTests
{
    [Fact]
    public async Task After_a_drop_in_mid_frame_it_resumes_five_seconds_before_what_it_saw()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen();
        bed.Post(Mira, "3k1", "Before #harbourconf");
        var seen = bed.Post(Tomasz, "3k2", "Nothing to do with it").TimeUs;
        await run.UntilReport(report => report.Received == 2);
        bed.Network.DropInMidFrame();
        await run.Wait(() => bed.Network.Connections == 2);
        bed.Post(Mira, "3k3", "After #harbourconf");
        await run.Until(changes => changes.OfType<PostSeen>().Any(c => c.Post.Id == PostId(Mira, "3k3")));

        Assert.Equal($"?wantedCollections=app.bsky.feed.post&cursor={seen - 5_000_000}", bed.Network.Queries[1]);
        Assert.Equal([PostId(Mira, "3k1"), PostId(Mira, "3k3")], run.Posts.Select(post => post.Id).Distinct());
        Assert.Single(run.Log);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_opened_anew()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen();
        bed.Post(Mira, "3k1", "Before #harbourconf");
        await run.UntilPosts(1);
        bed.Network.Reset();
        await run.Wait(() => bed.Network.Connections == 2);
        bed.Post(Mira, "3k2", "After #harbourconf");
        await run.Until(changes => changes.OfType<PostSeen>().Any(c => c.Post.Id == PostId(Mira, "3k2")));
    }

    [Fact]
    public async Task What_was_posted_while_it_was_away_is_fetched()
    {
        await using var bed = await Make();
        var before = bed.Post(Mira, "3k1", "Archived #harbourconf");
        bed.Post(Mira, "3k2", "While it was down #harbourconf");
        await using var run = await bed.Listen(position: JetstreamCursor.Format(before.TimeUs));
        await run.Until(changes => changes.OfType<PostSeen>().Any(c => c.Post.Id == PostId(Mira, "3k2")));
        Assert.EndsWith($"&cursor={before.TimeUs - 15_000_000}", bed.Network.Queries[0]);
    }

    [Fact]
    public async Task Times_out_of_order_do_not_turn_the_position_back()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen();
        var (early, late) = (bed.Tick(), bed.Tick());
        bed.Send(JetstreamFrames.Commit(Mira, "3k1", late, Record("Late #harbourconf")));
        bed.Send(JetstreamFrames.Commit(Mira, "3k2", early, Record("Early #harbourconf")));
        await run.UntilPosts(2);
        await run.Wait(() => run.Position == JetstreamCursor.Format(late));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Refused_connections_are_tried_again(int status)
    {
        await using var bed = await Make();
        for (var i = 0; i < 5; i++) bed.Network.RefuseNext(status);
        await using var run = await bed.Listen();
        bed.Post(Mira, "3k1", "At last #harbourconf");
        await run.UntilPosts(1);
        Assert.Equal(6, bed.Network.Queries.Count);
        Assert.Contains($"({status})", Assert.Single(run.Log));
    }

    [Fact]
    public async Task A_server_that_asks_to_be_left_alone_for_a_while_is()
    {
        await using var bed = await Make();
        bed.Network.RefuseNext(429, retryAfter: 120);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var began = time.GetUtcNow();
        await using var run = bed.Start(time: time);
        await run.Pass(time, () => bed.Network.Queries.Count == 2);
        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing_is_left()
    {
        await using var bed = await Make();
        bed.Pace = bed.Pace with { Silence = TimeSpan.FromMilliseconds(300) };
        bed.Network.Mute = true;
        await using var run = bed.Start();
        await run.Wait(() => bed.Network.Connections >= 2);
        await run.UntilReport(report => report.LastError!.Contains("said nothing"));
        bed.Network.Mute = false;
        await run.Wait(() =>
        {
            bed.Post(Mira, "3k1", "Hello? #harbourconf");
            return run.Posts.Count > 0;
        });
    }

    [Fact]
    public async Task Where_the_first_server_is_away_the_next_is_asked()
    {
        await using var bed = await Make();
        await using var run = bed.Start(jetstream: $"ws://127.0.0.1:1/subscribe {bed.Network.Jetstream}");
        await run.Wait(() => bed.Network.Connections == 1);
        bed.Post(Mira, "3k1", "Here #harbourconf");
        await run.UntilPosts(1);
    }

    [Fact]
    public async Task Bad_messages_are_counted_logged_once_and_survived()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen();
        var future = bed.Tick() + 80L * 365 * 24 * 3600 * 1_000_000;
        const int times = 9;
        for (var i = 0; i < times; i++)
        {
            bed.Network.Send("""{"did":"did:plc:cut","time_us":17""");
            bed.Network.Send("not json at all");
            bed.Network.Send("""{"time_us":1700000000000000,"kind":"commit","commit":{}}""");
            bed.Network.Send($$$"""{"did":"nobody","time_us":{{{bed.Tick()}}},"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"a","record":{"tags":["harbourconf"]} } }""");
            bed.Network.Send($$$"""{"did":"{{{Mira}}}","time_us":{{{future}}},"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.like"}}""");
            bed.Network.Send("\"" + new string('x', 1_500_000) + "\"");
            bed.Network.Send($$$"""{"did":"{{{Mira}}}","time_us":{{{bed.Tick()}}},"kind":"weather","weather":{"sky":"blue"}}""");
        }
        bed.Post(Mira, "3k1", "Still here #harbourconf");
        await run.UntilPosts(1);

        Assert.Equal((7 * times + 1, 7 * times), (run.Health.Snapshot().Received, run.Health.Snapshot().Refused));
        // Five kinds of bad message, of which two came more than ten times.
        Assert.Equal(5 + 2, run.Log.Count);
        Assert.Equal(1, bed.Network.Connections);
        Assert.True(JetstreamCursor.Parse(run.Position) < future);
    }

    [Fact]
    public async Task A_post_of_the_year_2099_a_huge_one_and_one_with_split_marks_are_shown_mended_and_counted()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen();
        var record = Record("Tomorrow é #harbourconf");
        record["createdAt"] = "2099-01-01T00:00:00Z";
        bed.Send(JetstreamFrames.Commit(Mira, "3k1", bed.Tick(), record));
        bed.Post(Mira, "3k2", "#harbourconf " + new string('w', 200_000), "harbourconf");
        record = Record("é #harbourconf");
        record["facets"] = new System.Text.Json.Nodes.JsonArray(JetstreamFrames.Facet(1, 5, JetstreamFrames.Tag("harbourconf")));
        bed.Send(JetstreamFrames.Commit(Mira, "3k3", bed.Tick(), record));
        await run.UntilPosts(3);

        Assert.All(run.Posts, post => Assert.InRange(post.CreatedAt, post.ReceivedAt.AddMinutes(-5), post.ReceivedAt));
        Assert.All(run.Posts, post => Assert.InRange(post.Text.Length, 1, Post.MaxTextLength));
        Assert.All(run.Posts, post => Assert.Equal("harbourconf", Assert.Single(post.Spans).Value));
        Assert.Equal(3, run.Health.Snapshot().Refused);
        Assert.Equal(3, run.Log.Count);
    }

    [Fact]
    public async Task A_post_of_the_year_1_is_dated_when_it_is_heard()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen();
        var record = Record("Once upon a time #harbourconf");
        record["createdAt"] = "0001-01-01T00:00:00Z";
        bed.Send(JetstreamFrames.Commit(Mira, "3k1", bed.Tick(), record));
        await run.UntilPosts(1);
        var post = Assert.Single(run.Posts);
        Assert.InRange(post.CreatedAt, post.ReceivedAt.AddMinutes(-5), post.ReceivedAt);
    }

    [Theory]
    [InlineData("<html>Please log in to the hotel's network</html>")]
    [InlineData("{}")]
    public async Task An_app_view_that_answers_something_else_is_asked_again(string body)
    {
        await using var bed = await Make();
        bed.Network.AppView.Body = body;
        await using var run = await bed.Listen();
        bed.Post(Mira, "3k1", "Patience #harbourconf");
        await run.Wait(() => bed.Network.AppView.Asked.Count >= 3);
        Assert.Empty(run.Posts);
        bed.Network.AppView.Body = null;
        await run.UntilPosts(1);
    }

    [Fact]
    public async Task It_stops_when_told_whatever_it_waits_for()
    {
        await using var bed = await Make();
        bed.Network.AppView.Failure = 503;
        bed.Network.AppView.RetryAfter = 600;
        var run = await bed.Listen();
        bed.Post(Mira, "3k1", "Waiting #harbourconf");
        await run.UntilReport(report => report.LastError is not null);
        await run.Stop();
        Assert.True(run.Finished.IsCompleted);
    }
}
