using System.Net;
using System.Net.Http.Json;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Backchannel.Hub.Tests.Filing;

public class ModeratorTests
{
    [Fact]
    public async Task A_moderator_moves_a_post_and_its_thread_goes_along()
    {
        await using var hub = await Programmes.Start();
        var (root, answer) = await Thread(hub);
        await Put(hub, root, "dock");
        Assert.Equal("dock/moderator dock/reply", await hub.Filed(root, answer));
        var moved = (await hub.Feed()).TakeLast(2).ToList();
        Assert.All(moved, entry => Assert.Equal((EntryKind.Changed, "dock", "pier"), (entry.Kind, entry.Session, entry.LeftSession)));
        Assert.Equal([(FiledBy.Moderator, 1d), (FiledBy.Reply, 0.9)], moved.Select(entry => (entry.FiledBy!.Value, entry.Confidence!.Value)));
    }

    [Fact]
    public async Task What_a_moderator_filed_stays_whatever_its_words_or_the_programme_become()
    {
        await using var hub = await Programmes.Start();
        var (root, answer) = await Thread(hub);
        await Put(hub, root, "dock");
        await hub.Capture(Made.Seen(root.Edited("It is about #piertalk, really")));
        await hub.SetSessions([.. Programmes.PierAndDock, Made.Session("quay", "quaytalk")]);
        Assert.Equal("dock/moderator dock/reply", await hub.Filed(root, answer));

        await hub.SetSessions(Made.Session("pier", "piertalk"), Made.Session("quay", "quaytalk"));
        Assert.Equal("pier/hashtag pier/reply", await hub.Filed(root, answer));
    }

    [Fact]
    public async Task What_a_moderator_took_out_stays_out_with_its_thread()
    {
        await using var hub = await Programmes.Start();
        var (root, answer) = await Thread(hub);
        await Put(hub, root, null);
        Assert.Equal("- -", await hub.Filed(root, answer));
        Assert.All((await hub.Feed()).TakeLast(2).ToList(), entry =>
            Assert.Equal((EntryKind.Changed, null, null, null, "pier"), (entry.Kind, entry.Session, entry.FiledBy, entry.Confidence, entry.LeftSession)));

        // Alone in the programme, so that the hour would file them.
        await hub.SetSessions(Made.Session("pier", "piertalk"));
        await hub.Capture(Made.Seen(root.Edited("Again #piertalk")), Made.Seen(Made.Post("Late", replyTo: answer.Id)));
        Assert.Empty(await hub.Texts("pier"));
        await hub.Capture(Made.Seen(Made.Post("But this is about #piertalk", replyTo: answer.Id)));
        Assert.Equal(["But this is about #piertalk"], await hub.Texts("pier"));
        Assert.Equal(FiledBy.Moderator, await hub.Read(db => db.Posts.Where(p => p.PostId == root.Id).Select(p => p.FiledBy).SingleAsync()));
    }

    [Fact]
    public async Task A_thread_that_was_taken_out_comes_back_with_its_root()
    {
        await using var hub = await Programmes.Start();
        var (root, answer) = await Thread(hub);
        await Put(hub, root, null);
        await Put(hub, root, "dock");
        Assert.Equal("dock/moderator dock/reply", await hub.Filed(root, answer));
    }

    [Fact]
    public async Task An_answer_that_was_filed_by_hand_stays_when_its_root_goes()
    {
        await using var hub = await Programmes.Start();
        var (root, answer) = await Thread(hub);
        await Put(hub, answer, "pier");
        await Put(hub, root, "dock");
        Assert.Equal("dock/moderator pier/moderator", await hub.Filed(root, answer));
    }

    [Fact]
    public async Task All_that_is_folded_into_a_card_is_filed_with_it()
    {
        await using var hub = await Programmes.Start();
        const string words = "The harbour lights at dusk are worth the walk from the hall";
        var (card, twin) = (Made.Post(words), Made.Post(words, Made.MiraToo, Network.Mastodon));
        await hub.Capture(Made.Seen(card), Made.Seen(twin));
        await Put(hub, card, "dock");
        await hub.Capture(new PostDeleted(card.Id));
        Assert.Equal(twin.Id, (await hub.Cards("dock")).Single().Id);
    }

    [Fact]
    public async Task A_held_post_can_be_filed_before_it_is_let_through()
    {
        await using var hub = await Programmes.Start(new() { ["Backchannel:BlockedWords:0"] = "barnacle" });
        var post = Made.Post("A barnacle");
        await hub.Capture(Made.Seen(post));
        await Put(hub, post, "dock");
        Assert.Empty(await hub.Feed());
        (await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/shown/{post.Id}"))).EnsureSuccessStatusCode();
        Assert.Equal(["A barnacle"], await hub.Texts("dock"));
    }

    [Fact]
    public async Task The_same_decision_twice_is_one_entry()
    {
        await using var hub = await Programmes.Start();
        var (root, _) = await Thread(hub);
        await Put(hub, root, "dock");
        var before = (await hub.Feed()).Count;
        await Put(hub, root, "dock");
        Assert.Equal(before, (await hub.Feed()).Count);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_words()
    {
        await using var hub = await Programmes.Start();
        var (root, _) = await Thread(hub);
        await hub.Capture(new PostDeleted(root.Id));
        Assert.Contains("session", (await Refused(root.Id, new { session = "no-such" }, HttpStatusCode.BadRequest)).Errors.Keys);
        Assert.NotEmpty((await Refused(root.Id, new { }, HttpStatusCode.BadRequest)).Errors);
        Assert.NotEmpty((await Refused(root.Id, new { session = 7 }, HttpStatusCode.BadRequest)).Errors);
        _ = await Refused("bluesky:no-such-post", new { session = "dock" }, HttpStatusCode.NotFound);
        _ = await Refused(root.Id, new { session = "dock" }, HttpStatusCode.NotFound);
        using var elsewhere = await hub.Organize(HttpMethod.Put, $"/api/events/no-such-event/posts/session/{root.Id}", new { session = "dock" });
        _ = await Problem.Read(elsewhere, HttpStatusCode.NotFound);
        using var stranger = await hub.Http.PutAsJsonAsync(HubUnderTest.Api($"/posts/session/{root.Id}"), new { session = "dock" });
        _ = await Problem.Read(stranger, HttpStatusCode.Unauthorized);

        async Task<Problem> Refused(string id, object body, HttpStatusCode status)
        {
            using var answer = await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/session/{id}"), body);
            return await Problem.Read(answer, status);
        }
    }

    static async Task Put(HubUnderTest hub, Post post, string? session)
    {
        // Slashes in an id may be escaped.
        var path = HubUnderTest.Api($"/posts/session/{post.Id.Replace("/", "%2F", StringComparison.Ordinal)}");
        using var answer = await hub.Organize(HttpMethod.Put, path, new { session });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    static async Task<(Post Root, Post Answer)> Thread(HubUnderTest hub)
    {
        var root = Made.Post("Here we go #piertalk");
        var answer = Made.Post("Indeed", replyTo: root.Id);
        await hub.Capture(Made.Seen(root), Made.Seen(answer));
        return (root, answer);
    }
}
