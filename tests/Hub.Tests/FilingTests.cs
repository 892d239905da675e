using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests;

public class FilingTests
{
    [Fact]
    public async Task A_session_hashtag_files_a_post_and_an_answer_follows_what_it_answers()
    {
        await using var hub = await WithSessions();
        var tagged = Made.Post("Here we go #PierTalk");
        await hub.Capture(Made.Seen(tagged), Made.Seen(Made.Post("Indeed", replyTo: tagged.Id)), Made.Seen("Elsewhere"));
        Assert.Equal(
            [("pier", FiledBy.Hashtag, 1d), ("pier", FiledBy.Reply, 0.9), (null, null, null)],
            (await hub.Feed()).Select(e => (e.Session, e.FiledBy, e.Confidence)));
        Assert.Equal(["Here we go #PierTalk", "Indeed"], await hub.Texts("pier"));
        Assert.Empty(await hub.Texts("dock"));
    }

    [Fact]
    public async Task A_post_that_moves_says_which_session_it_left()
    {
        await using var hub = await WithSessions();
        var post = Made.Post("Here we go #piertalk");
        await hub.Capture(Made.Seen(post));
        await hub.Capture(Made.Seen(post.Edited("Here we go #docktalk")));
        var moved = (await hub.Feed())[^1];
        Assert.Equal((EntryKind.Changed, "dock", "pier"), (moved.Kind, moved.Session, moved.LeftSession));
        Assert.Equal([1, 2], (await hub.Feed(session: "pier")).Select(e => e.Seq));
        Assert.Equal([2], (await hub.Feed(session: "dock")).Select(e => e.Seq));
        Assert.Empty(await hub.Texts("pier"));
        await hub.Restart();
        Assert.Equal([1, 2], (await hub.Feed(session: "pier")).Select(e => e.Seq));
        Assert.Equal("pier", (await hub.Feed(session: "dock")).Single().LeftSession);
    }

    [Fact]
    public async Task The_session_an_attendee_chose_wins()
    {
        await using var hub = await WithSessions();
        (await hub.Post("About this one #piertalk", session: "dock")).EnsureSuccessStatusCode();
        Assert.Equal(("dock", FiledBy.Author), ((await hub.Feed()).Single().Session, (await hub.Feed()).Single().FiledBy));
    }

    [Fact]
    public async Task An_unlisted_post_is_shown_and_not_found()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Seen(Made.Post("Harbour lights")) with { Unlisted = true }, Made.Seen("Harbour bells"));
        Assert.Equal(2, (await hub.Cards()).Count);
        Assert.Equal(["Harbour bells"], await hub.Texts(q: "harbour"));
    }

    static async Task<HubUnderTest> WithSessions()
    {
        var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier", "piertalk"), Made.Session("dock", "docktalk"));
        return hub;
    }
}
