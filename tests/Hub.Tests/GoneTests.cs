using System.Net;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests;

public class GoneTests
{
    [Fact]
    public async Task A_deleted_post_is_gone_from_the_archive_the_search_the_api_and_every_earlier_entry()
    {
        await using var hub = await HubUnderTest.Start();
        var post = Made.Post("Barnacles of the harbour");
        await hub.Capture(Made.Seen(post), Made.Seen("Stays"));
        await hub.Capture(Made.Seen(post.Edited("Barnacles of the other harbour")));
        await hub.Capture(new PostDeleted(post.Id));

        Assert.Equal("shown shown changed removed", await hub.Kinds());
        Assert.All((await hub.Feed()).Where(entry => entry.PostId == post.Id), entry => Assert.Null(entry.Post));
        Assert.Equal(["Stays"], await hub.Texts());
        Assert.Empty(await hub.Texts(q: "barnacles"));
        var row = await hub.Read(db => db.Posts.SingleAsync(p => p.PostId == post.Id));
        Assert.Equal((PostState.Deleted, "", "", "", 0L), (row.State, row.Body, row.SearchText, row.AuthorId, row.Fingerprint));

        await hub.Restart();
        Assert.All((await hub.Feed()).Where(entry => entry.PostId == post.Id), entry => Assert.Null(entry.Post));
    }

    [Fact]
    public async Task The_words_of_a_deleted_post_are_not_in_the_file_any_more()
    {
        await using var hub = await HubUnderTest.Start(time: new FakeTimeProvider(Made.Noon));
        var posts = Enumerable.Range(0, 40).Select(n => Made.Post($"Barnacles of the harbour {new string('x', n * 20)}")).ToList();
        await hub.Capture([.. posts.Select(post => Made.Seen(post))]);
        Assert.True(await InFile());
        await hub.Capture([.. posts.Select(post => new PostDeleted(post.Id))]);
        Assert.False(await InFile());

        async Task<bool> InFile()
        {
            // 0 once all of the log has been copied into the file, which waits for whoever is reading.
            await Eventually.Equal(0, () => hub.Read(db => db.Database.SqlQueryRaw<int>("PRAGMA wal_checkpoint(TRUNCATE)").ToAsyncEnumerable().FirstAsync().AsTask()));
            await using var file = new FileStream(hub.ArchiveFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf("Barnacles of the harbour"u8) >= 0;
        }
    }

    [Fact]
    public async Task No_redelivery_brings_a_deleted_post_back()
    {
        await using var hub = await HubUnderTest.Start();
        var post = Made.Post("Gone");
        await hub.Capture(Made.Seen(post));
        await hub.Capture(new PostDeleted(post.Id));
        await hub.Capture(Made.Seen(post), Made.Seen(post.Edited("Edited")), Made.Repost(post), new EchoHeard(post.Id, new(1, 2, 3)),
            new AuthorHidden(Network.Bluesky, Made.Mira.Id, "suspended"), new AuthorReturned(Network.Bluesky, Made.Mira.Id),
            new AuthorRenamed(Network.Bluesky, Made.Mira with { Name = "Mira O." }), new PostDeleted(post.Id));
        Assert.Equal("shown removed", await hub.Kinds());
        Assert.Empty(await hub.Cards());
    }

    [Fact]
    public async Task A_deletion_by_another_name_is_a_deletion()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Seen(Made.Post("Gone", Made.MiraToo, Network.Mastodon), "mastodon:social.tidewater.example/1091"));
        await hub.Capture(new PostDeleted("mastodon:social.tidewater.example/1091"));
        Assert.Equal("shown removed", await hub.Kinds());
    }

    [Fact]
    public async Task A_deletion_of_what_nobody_knows_moves_the_position_on_and_nothing_else()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(new PostDeleted("bluesky:made-up/unknown"), new EchoHeard("bluesky:made-up/unknown", new(1, 1, 1)));
        Assert.Empty(await hub.Feed());
    }

    [Fact]
    public async Task An_account_that_is_hidden_takes_its_posts_along_until_it_returns()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Seen("One"), Made.Seen("Two"), Made.Seen("Another's", Made.Dario));
        await hub.Capture(new AuthorHidden(Network.Bluesky, Made.Mira.Id, "suspended"), new AuthorHidden(Network.Mastodon, Made.Dario.Id, "another account"));
        Assert.Equal(["Another's"], await hub.Texts());
        Assert.Equal(["Another's"], (await hub.Feed()).Where(e => e.Post is not null).Select(e => e.Post!.Text));

        await hub.Capture(new AuthorReturned(Network.Bluesky, Made.Mira.Id));
        Assert.Equal("shown shown shown removed removed shown shown", await hub.Kinds());
        Assert.Equal(["Another's", "One", "Two"], await hub.Texts());
    }

    [Fact]
    public async Task What_an_organizer_takes_off_leaves_and_no_edit_brings_it_back()
    {
        await using var hub = await HubUnderTest.Start();
        var post = Made.Post("Off") with { Id = "bluesky:at://did:plc:mira/app.bsky.feed.post/3k2a" };
        await hub.Capture(Made.Seen(post));
        using var answer = await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{post.Id}"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await hub.Capture(Made.Seen(post.Edited("Off, edited")));
        Assert.Equal("shown removed", await hub.Kinds());
        Assert.All(await hub.Feed(), entry => Assert.Null(entry.Post));
    }

    [Fact]
    public async Task An_id_may_be_escaped_in_an_address()
    {
        await using var hub = await HubUnderTest.Start();
        var post = Made.Post("Off") with { Id = "bluesky:at://did:plc:mira/app.bsky.feed.post/3k2a" };
        await hub.Capture(Made.Seen(post));
        using var answer = await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{Uri.EscapeDataString(post.Id)}"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(await hub.Cards());
    }

    [Fact]
    public async Task Taking_off_what_is_not_there_is_404()
    {
        await using var hub = await HubUnderTest.Start();
        using var answer = await hub.Organize(HttpMethod.Delete, HubUnderTest.Api("/posts/bluesky:made-up/unknown"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
