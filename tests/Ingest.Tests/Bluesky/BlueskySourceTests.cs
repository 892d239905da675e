using Backchannel.Contracts;
using Backchannel.Ingest.Sources.Bluesky;
using Backchannel.StandIns.Bluesky;
using Xunit;
using static Backchannel.Ingest.Tests.Bluesky.BlueskyBed;

namespace Backchannel.Ingest.Tests.Bluesky;

public class BlueskySourceTests
{
    [Fact]
    public async Task A_post_with_the_hashtag_is_handed_over_with_its_author()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen();
        bed.Post(Tomasz, "3k1", "Nothing to do with it");
        var frame = bed.Post(Mira, "3k2", "The tide is in #HarbourConf", "HarbourConf");
        await run.UntilPosts(1);

        var seen = Assert.IsType<PostSeen>(Assert.Single(run.Changes));
        Assert.Equal(["harbourconf"], seen.Events);
        Assert.Equal(PostId(Mira, "3k2"), seen.Post.Id);
        Assert.Equal("https://bsky.app/profile/mira.tidewater.example/post/3k2", seen.Post.Url);
        Assert.Equal(
            new Author(Mira, "mira.tidewater.example", "Mira Okonjo", "https://cdn.tidewater.example/mira.jpg", "https://bsky.app/profile/mira.tidewater.example"),
            seen.Post.Author);
        Assert.True(seen.Post.CreatedAt < seen.Post.ReceivedAt);
        Assert.Equal(frame.TimeUs, JetstreamCursor.Parse(run.Position));
        await run.UntilReport(report => report is { State: SourceState.Live, Received: 2, Matched: 1, Refused: 0, LagMs: > 0 });
        Assert.Equal(["?wantedCollections=app.bsky.feed.post"], bed.Network.Queries);
    }

    [Theory]
    [InlineData("#HARBOURCONF")]
    [InlineData("#hárbourçonf")]
    [InlineData("#ha\u0301rbourconf")]
    [InlineData("＃ＨＡＲＢＯＵＲＣＯＮＦ")]
    [InlineData("harbour", "HárbourConf ")]
    public async Task Any_spelling_of_the_hashtag_matches_in_the_text_and_as_a_mark(string text, params string[] marked)
    {
        await using var bed = await Make();
        await using var run = await bed.Listen();
        var record = Record(text);
        record["tags"] = new System.Text.Json.Nodes.JsonArray([.. marked.Select(tag => System.Text.Json.Nodes.JsonValue.Create(tag))]);
        bed.Send(JetstreamFrames.Commit(Mira, "3k1", bed.Tick(), record));
        await run.UntilPosts(1);
        Assert.Equal(["harbourconf"], run.Changes.OfType<PostSeen>().Single().Events);
    }

    [Fact]
    public async Task A_hashtag_that_its_organizer_wrote_with_accents_matches_without_them_too()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen(events: [new("harbourconf", ["#HárbourÇonf"])]);
        bed.Post(Mira, "3k1", "Hello #harbourconf");
        bed.Post(Tomasz, "3k2", "Hello #HÁRBOURÇONF");
        await run.UntilPosts(2);
    }

    [Fact]
    public async Task Deletes_edits_and_accounts_matter_for_those_whose_posts_we_have_and_for_nobody_else()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen(knownAuthors: [Mira]);
        foreach (var did in new[] { Tomasz, Mira })
        {
            bed.Send(JetstreamFrames.Delete(did, "3k1", bed.Tick()));
            bed.Edit(did, "3k2", "No hashtag any more");
            bed.Edit(did, "3k3", "Still with it: #harbourconf", "harbourconf");
            await run.Until(changes => changes.Count == (did == Tomasz ? 1 : 6));
            bed.Send(JetstreamFrames.Account(did, bed.Tick(), active: false, "takendown"));
            bed.Send(JetstreamFrames.Account(did, bed.Tick(), active: true));
            await run.Until(changes => changes.OfType<AuthorReturned>().Any(a => a.AuthorId == did));
        }

        Assert.Equal([PostId(Mira, "3k1"), PostId(Mira, "3k2")], run.Changes.OfType<PostDeleted>().Select(d => d.Id));
        Assert.Equal([PostId(Tomasz, "3k3"), PostId(Mira, "3k3")], run.Posts.Select(p => p.Id));
        Assert.All(run.Posts, post => Assert.NotNull(post.EditedAt));
        // Tomasz has a post with us since he edited one into it.
        Assert.Equal([Tomasz, Mira], run.Changes.OfType<AuthorHidden>().Select(a => a.AuthorId));
    }

    [Fact]
    public async Task A_new_handle_reaches_the_cards()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen(knownAuthors: [Mira]);
        bed.Send(JetstreamFrames.Identity(Tomasz, bed.Tick(), "somebody.else.example"));
        bed.Send(JetstreamFrames.Identity(Mira, bed.Tick(), "okonjo.example"));
        await run.Until(changes => changes.Count == 1);
        Assert.Equal("okonjo.example", Assert.IsType<AuthorRenamed>(run.Changes[0]).Author.Handle);
        Assert.Equal([Mira], bed.Network.AppView.Asked.SelectMany(dids => dids));
    }

    [Fact]
    public async Task Who_asks_not_to_be_shown_in_public_is_not()
    {
        await using var bed = await Make();
        bed.Network.AppView.Add(Tomasz, "tomasz.tidewater.example", "Tomasz Reed", null, "!no-unauthenticated");
        await using var run = await bed.Listen();
        bed.Post(Tomasz, "3k1", "Not for you #harbourconf");
        bed.Post(Mira, "3k2", "For all #harbourconf");
        bed.Post("did:plc:gone2gone2gone2gone2gone", "3k3", "Gone already #harbourconf");
        bed.Post(Mira, "3k4", "For all #harbourconf");
        await run.UntilPosts(2);
        Assert.All(run.Changes, change => Assert.Equal(Mira, Assert.IsType<PostSeen>(change).Post.Author.Id));
    }

    [Fact]
    public async Task Who_was_shown_and_then_opts_out_is_hidden()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen(knownAuthors: [Mira]);
        bed.Network.AppView.Add(Mira, "mira.tidewater.example", "Mira Okonjo", null, "!no-unauthenticated");
        bed.Send(JetstreamFrames.Identity(Mira, bed.Tick()));
        await run.Until(changes => changes is [AuthorHidden]);
        bed.Network.AppView.Add(Mira, "mira.tidewater.example", "Mira Okonjo");
        bed.Send(JetstreamFrames.Identity(Mira, bed.Tick()));
        await run.Until(changes => changes is [AuthorHidden, AuthorReturned, AuthorRenamed]);
    }

    [Fact]
    public async Task Posts_wait_while_profiles_cannot_be_read_and_the_position_waits_with_them()
    {
        await using var bed = await Make();
        bed.Network.AppView.Failure = 503;
        await using var run = await bed.Listen(knownAuthors: [Mira]);
        var first = bed.Post(Tomasz, "3k1", "Waiting #harbourconf");
        bed.Post(Tomasz, "3k2", "Waiting, then deleted #harbourconf");
        bed.Send(JetstreamFrames.Delete(Tomasz, "3k2", bed.Tick()));
        bed.Send(JetstreamFrames.Delete(Mira, "3k0", bed.Tick()));
        await run.Until(changes => changes is [PostDeleted]);
        Assert.True(JetstreamCursor.Parse(run.Position) <= first.TimeUs);
        await run.Wait(() => bed.Network.AppView.Asked.Count >= 3);
        await run.UntilReport(report => report.LastError!.Contains("profiles"));

        bed.Network.AppView.Failure = null;
        await run.UntilPosts(1);
        var last = bed.Post(Mira, "3k3", "All is well #harbourconf");
        await run.UntilPosts(2);
        Assert.Equal([PostId(Tomasz, "3k1"), PostId(Mira, "3k3")], run.Posts.Select(p => p.Id));
        Assert.Equal(last.TimeUs, JetstreamCursor.Parse(run.Position));
        Assert.Single(run.Log, line => line.Contains("profiles") && line.Contains("time 1 "));
    }

    [Fact]
    public async Task One_account_that_cannot_be_read_does_not_hold_up_the_others()
    {
        await using var bed = await Make();
        bed.Network.AppView.Poison = Tomasz;
        await using var run = await bed.Listen();
        for (var i = 0; !run.Log.Any(line => line.Contains("author's profile cannot be read")); i++)
        {
            bed.Post(Tomasz, $"3p{i}", "Poison #harbourconf");
            var other = bed.Network.AppView.Add($"did:plc:other{i}", $"other{i}.tidewater.example");
            bed.Post(other, "3k1", "Hello #harbourconf");
            await run.UntilPosts(i + 1);
        }
        Assert.DoesNotContain(run.Posts, post => post.Author.Id == Tomasz);
    }

    [Fact]
    public async Task A_burst_of_authors_is_looked_up_in_few_requests_and_each_once()
    {
        await using var bed = await Make();
        await using var run = await bed.Listen();
        var dids = Enumerable.Range(0, 60).Select(i => bed.Network.AppView.Add($"did:plc:burst{i}", $"burst{i}.tidewater.example")).ToList();
        for (var i = 0; i < 180; i++) bed.Post(dids[i % 60], $"3k{i}", "All at once #harbourconf");
        await run.UntilPosts(180);

        Assert.All(bed.Network.AppView.Asked, asked => Assert.InRange(asked.Count, 1, 25));
        Assert.Equal(60, bed.Network.AppView.Asked.Sum(asked => asked.Count));
        Assert.Equal(180, run.Posts.Select(post => post.Id).Distinct().Count());
    }

    [Fact]
    public async Task With_too_many_waiting_nothing_more_is_read_and_nothing_is_lost()
    {
        await using var bed = await Make();
        bed.Pace = bed.Pace with { MaxHeld = 5 };
        bed.Network.AppView.Failure = 429;
        await using var run = await bed.Listen();
        for (var i = 0; i < 1_000; i++) bed.Post(Mira, $"3k{i}", "Piling up #harbourconf");
        await run.UntilReport(report => report is { LastError: not null, Received: > 200 });
        Assert.True(run.Health.Snapshot().Received < 1_000);
        bed.Network.AppView.Failure = null;
        await run.UntilPosts(1_000);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => PostId(Mira, $"3k{i}")), run.Posts.Select(post => post.Id));
    }
}
