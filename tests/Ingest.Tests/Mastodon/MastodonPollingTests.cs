using System.Text.Json.Nodes;
using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Ingest.Tests.Mastodon;

public class MastodonPollingTests
{
    [Fact]
    public async Task A_server_never_asked_before_gives_its_newest_page_and_then_what_is_new()
    {
        await using var run = await MastodonRun.Begin();
        var before = Enumerable.Range(0, 45).Select(_ => run.Server.Post()).ToList();
        run.Open();
        await run.Until(() => run.Seen.Count == 40);
        var after = run.Server.Post();
        await run.Until(() => run.Seen.Count == 41);
        Assert.Equal([.. before.Skip(5), after], run.SeenIds);
    }

    [Fact]
    public async Task What_was_missed_comes_page_by_page_in_order_and_once()
    {
        await using var run = await MastodonRun.Begin();
        var ids = Enumerable.Range(0, 130).Select(_ => run.Server.Post()).ToList();
        run.Open(position: $$"""{"harbourconf":"{{ids[4]}}"}""");
        await run.Until(() => run.Seen.Count == 125 && run.Health.State == SourceState.Live);
        await run.For(12);
        Assert.Equal(ids.Skip(5), run.SeenIds);
        Assert.Equal($$"""{"harbourconf":"{{ids[^1]}}"}""", run.Position);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("made-up-token")]
    public async Task A_server_is_asked_for_a_hashtag_as_its_organizer_wrote_it_because_it_may_fold_less_than_we_do(string? token)
    {
        await using var run = await MastodonRun.Begin();
        run.Open(token: token, tags: ["#Qualität", "Ёлка"]);
        await run.Until(() => run.Server.Requests.Count >= 3 && (token is null || run.Server.Subscribed.Count == 2));
        var ids = new[] { run.Server.Post("Qualität"), run.Server.Post("ёлка") };
        await run.Until(() => run.Seen.Count == 2);
        Assert.Equal(ids, run.SeenIds.Order());
        var timelines = run.Server.Requests.Where(request => request.StartsWith("/api/v1/timelines/", StringComparison.Ordinal));
        Assert.All(timelines, request => Assert.Contains(Uri.UnescapeDataString(request.Split('/', '?')[5]), new[] { "qualität", "ёлка" }));
    }

    [Fact]
    public async Task A_position_that_cannot_be_read_counts_as_none()
    {
        await using var run = await MastodonRun.Begin();
        var id = run.Server.Post();
        run.Open(position: "{\"harbourconf\":");
        await run.Until(() => run.SeenIds.SequenceEqual([id]));
    }

    [Fact]
    public async Task A_post_that_arrives_late_behind_the_position_is_found()
    {
        await using var run = await MastodonRun.Begin();
        var newest = run.Server.Post();
        run.Open();
        await run.Until(() => run.Seen.Count == 1);
        var late = run.Server.PostLate(newest);
        await run.Until(() => run.Seen.Count == 2);
        Assert.Equal([newest, late], run.SeenIds);
    }

    [Fact]
    public async Task Several_hashtags_are_walked_each_on_its_own_and_a_post_with_two_is_handed_over_once()
    {
        await using var run = await MastodonRun.Begin();
        var both = run.Server.Post("harbourconf", alter: status => status["tags"]!.AsArray().Add(new JsonObject { ["name"] = "hctides" }));
        var one = run.Server.Post("hctides");
        run.Open(null, null, "HarbourConf", "hcTides", "hcNobodyUsesThis");
        await run.Until(() => run.Seen.Count == 2);
        await run.For(7);
        Assert.Equal([both, one], run.SeenIds);
        await run.Until(() => run.Position == $$"""{"harbourconf":"{{both}}","hctides":"{{one}}"}""");
    }

    [Fact]
    public async Task An_edit_is_noticed_and_one_that_takes_the_hashtag_away_takes_the_post_away()
    {
        await using var run = await MastodonRun.Begin();
        var id = run.Server.Post();
        run.Open();
        await run.Until(() => run.Seen.Count == 1);
        run.Server.Edit(id, status => status["content"] = "<p>Better said #HarbourConf</p>");
        await run.Until(() => run.Seen.Count == 2);
        Assert.Equal(run.Seen[0].Id, run.Seen[1].Id);
        Assert.Equal("Better said #HarbourConf", run.Seen[1].Text);
        Assert.NotNull(run.Seen[1].EditedAt);
        run.Server.Edit(id, status => (status["tags"], status["content"]) = (new JsonArray(), "<p>Something else</p>"));
        await run.Until(() => run.Changes.Contains(new PostDeleted(run.Seen[0].Id)));
    }

    [Fact]
    public async Task A_deletion_is_noticed_even_of_the_newest_post()
    {
        await using var run = await MastodonRun.Begin();
        run.Server.Post();
        var id = run.Server.Post();
        run.Open();
        await run.Until(() => run.Seen.Count == 2);
        run.Server.Delete(id);
        await run.Until(() => run.Changes.OfType<PostDeleted>().Any());
        await run.For(12);
        Assert.Equal([new PostDeleted($"mastodon:{run.Server.Host}/{id}")], run.Changes.OfType<PostDeleted>());
    }

    [Fact]
    public async Task Deletions_edits_and_late_posts_far_behind_the_newest_page_are_noticed_too()
    {
        await using var run = await MastodonRun.Begin();
        var ids = Enumerable.Range(0, 150).Select(_ => run.Server.Post()).ToList();
        run.Open(position: $$"""{"harbourconf":"{{ids[9]}}"}""");
        await run.Until(() => run.Seen.Count == 140);
        run.Server.Delete(ids[12]);
        run.Server.Edit(ids[60], status => status["content"] = "<p>Better said #HarbourConf</p>");
        var late = run.Server.PostLate(ids[30]);
        await run.Until(() => run.Changes.OfType<PostDeleted>().Any() && run.Seen.Count == 142);
        await run.For(30);
        Assert.Equal([late, ids[60]], run.SeenIds.Skip(140).Order());
        Assert.Equal([new PostDeleted($"mastodon:{run.Server.Host}/{ids[12]}")], run.Changes.OfType<PostDeleted>());
    }

    [Fact]
    public async Task New_counts_are_an_echo_and_not_a_post()
    {
        await using var run = await MastodonRun.Begin();
        var id = run.Server.Post();
        run.Open();
        await run.Until(() => run.Seen.Count == 1);
        run.Server.Alter(id, status => (status["reblogs_count"], status["favourites_count"]) = (3, 7));
        await run.Until(() => run.Changes.OfType<EchoHeard>().Any());
        await run.For(12);
        Assert.Equal([new EchoHeard(run.Seen[0].Id, new(3, 0, 7))], run.Changes.OfType<EchoHeard>());
        Assert.Single(run.Seen);
    }

    [Fact]
    public async Task A_boost_counts_for_its_original_and_its_end_is_its_own()
    {
        await using var run = await MastodonRun.Begin();
        var id = run.Server.Post();
        var boost = run.Server.Boost(id);
        run.Open();
        await run.Until(() => run.Changes.OfType<PostReposted>().Any());
        var reposted = run.Changes.OfType<PostReposted>().Single();
        Assert.Equal(("dario@tidewater.example", run.Seen[0].Id), (reposted.By.Handle, reposted.Original.Id));
        run.Server.Delete(boost);
        await run.Until(() => run.Changes.Contains(new PostDeleted(reposted.RepostId)));
    }

    [Fact]
    public async Task The_same_post_on_two_servers_is_one_post_with_a_name_from_each()
    {
        await using var here = await MastodonRun.Begin();
        await using var there = await MastodonRun.Begin();
        here.Server.Post();
        there.Server.Post();
        var id = there.Server.Post(alter: status =>
        {
            status["uri"] = "https://tidewater.example/users/mira/statuses/116000000000001000";
            status["account"]!["acct"] = "mira@tidewater.example";
        });
        here.Open();
        there.Open();
        await here.Until(() => here.Seen.Count == 1);
        await there.Until(() => there.Seen.Count == 2);
        var (original, copy) = (here.Changes.OfType<PostSeen>().Single(), there.Changes.OfType<PostSeen>().Last());
        Assert.Equal((original.Post.Id, original.Post.Author), (copy.Post.Id, copy.Post.Author));
        Assert.Equal([$"mastodon:{there.Server.Host}/{id}"], copy.Aliases);
        Assert.NotEqual(original.Aliases, copy.Aliases);
    }

    [Fact]
    public async Task An_answer_names_the_post_it_answers()
    {
        await using var run = await MastodonRun.Begin();
        var question = run.Server.Post();
        run.Server.Post(alter: status => status["in_reply_to_id"] = question);
        run.Server.Post(alter: status => status["in_reply_to_id"] = "109");
        run.Open();
        await run.Until(() => run.Seen.Count == 3);
        Assert.Equal([null, run.Seen[0].Id, $"mastodon:{run.Server.Host}/109"], run.Seen.Select(post => post.ReplyTo));
    }

    [Fact]
    public async Task It_stops_when_told_even_while_a_server_says_nothing()
    {
        await using var run = await MastodonRun.Begin();
        run.Options.AnswerSeconds = 300;
        run.Server.SayNothingNext();
        run.Open();
        await run.Until(() => run.Server.Requests.Count == 2);
        await run.Stop();
    }
}
