using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests;

public class AuthorEchoTests
{
    [Fact]
    public async Task A_new_name_is_a_changed_entry_of_each_card_and_found_by_search()
    {
        await using var hub = await HubUnderTest.Start();
        await hub.Capture(Made.Seen("One"), Made.Seen("Two"), Made.Seen("Another's", Made.Dario));
        var renamed = Made.Mira with { Name = "Mira of the Pier" };
        await hub.Capture(new AuthorRenamed(Network.Bluesky, renamed), new AuthorRenamed(Network.Bluesky, renamed));
        Assert.Equal("shown shown shown changed changed", await hub.Kinds());
        Assert.Equal(["Mira of the Pier", "Mira of the Pier", "Dario Amin"], (await hub.Cards()).Select(card => card.Author.Name));
        Assert.Equal(["One", "Two"], await hub.Texts(q: "pier"));
        Assert.Empty(await hub.Texts(q: "Okonjo"));
        await hub.Capture(new AuthorRenamed(Network.Bluesky, renamed));
        Assert.Equal(5, (await hub.Feed()).Count);
    }

    [Fact]
    public async Task A_new_name_with_a_blocked_word_takes_the_cards_off()
    {
        await using var hub = await HubUnderTest.Start(new() { ["Backchannel:BlockedWords:0"] = "barnacle" });
        await hub.Capture(Made.Seen("One"));
        await hub.Capture(new AuthorRenamed(Network.Bluesky, Made.Mira with { Name = "Barnacle" }));
        Assert.Equal("shown removed", await hub.Kinds());
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("approve")]
    public async Task A_new_name_with_a_blocked_word_is_looked_at_wherever_a_post_stands(string mode)
    {
        var time = new FakeTimeProvider(Made.Noon);
        await using var hub = await HubUnderTest.Start(new() { ["Backchannel:BlockedWords:0"] = "barnacle" }, time);
        var (shown, waiting) = (Made.Post("Shown"), Made.Post("Waiting"));
        await hub.Change(new { policy = new { mode, delaySeconds = 20 } });
        await hub.Capture(Made.Seen(shown));
        (await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/shown/{shown.Id}"))).EnsureSuccessStatusCode();
        await hub.Capture(Made.Seen(waiting));
        await hub.Capture(new AuthorRenamed(Network.Bluesky, Made.Mira with { Name = "Barnacle" }));
        Assert.Equal("shown removed", await hub.Kinds());
        Assert.Equal([("blocked word: barnacle", null), ("blocked word: barnacle", (DateTimeOffset?)null)], await hub.Read(async db =>
            (await db.Posts.ToListAsync()).Select(p => (p.Reason!, p.ShowAt))));
    }

    [Fact]
    public async Task New_counts_are_no_entry_and_the_highest_stand()
    {
        await using var hub = await HubUnderTest.Start();
        await using var follower = await Follower.Start(hub);
        var post = Made.Post("Liked");
        await hub.Capture(Made.Seen(post));
        await hub.Capture(new EchoHeard(post.Id, new(1, 2, 3)));
        await hub.Capture(new EchoHeard(post.Id, new(2, 1, 9)));
        Assert.Equal("shown", await hub.Kinds());
        Assert.Equal(new Echo(2, 2, 9), (await hub.Cards()).Single().Echo);
        await Eventually.True(() => follower.Echoes.Any(counts => counts.Contains(new(post.Id, 2, 2, 9))), "the follower hears the counts");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replies_are_counted_whichever_order_they_arrive_in(bool answersFirst)
    {
        await using var hub = await HubUnderTest.Start();
        var asked = Made.Post("What is the tide?");
        PostSeen[] answers = [Made.Seen(Made.Post("High", replyTo: asked.Id)), Made.Seen(Made.Post("Low", replyTo: asked.Id))];
        await hub.Capture(answersFirst ? answers : [Made.Seen(asked)]);
        await hub.Capture(answersFirst ? [Made.Seen(asked)] : answers);
        Assert.Equal(2, await Replies(hub, asked));
        await hub.Capture([.. answers, Made.Seen(Made.Post("Both in one message", replyTo: asked.Id))]);
        Assert.Equal(3, await Replies(hub, asked));

        await hub.Capture(new PostDeleted(answers[0].Post.Id));
        Assert.Equal(2, await Replies(hub, asked));
        await hub.Capture(new AuthorHidden(Network.Bluesky, Made.Mira.Id, "suspended"));
        await hub.Capture(new AuthorReturned(Network.Bluesky, Made.Mira.Id));
        Assert.Equal(2, await Replies(hub, asked));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_names_its_post_by_another_name_counts_and_says_the_real_one(bool answerFirst)
    {
        await using var hub = await HubUnderTest.Start();
        var asked = Made.Seen(Made.Post("What is the tide?", Made.MiraToo, Network.Mastodon), "mastodon:social.tidewater.example/1091");
        var answer = Made.Seen(Made.Post("High", Made.MiraToo, Network.Mastodon, replyTo: "mastodon:social.tidewater.example/1091"));
        await hub.Capture(answerFirst ? answer : asked);
        await hub.Capture(answerFirst ? asked : answer);
        Assert.Equal(1, await Replies(hub, asked.Post));
        Assert.Equal(asked.Post.Id, (await hub.Cards()).Single(card => card.Text == "High").ReplyTo);
    }

    static async Task<int> Replies(HubUnderTest hub, Post post) => (await hub.Cards()).Single(card => card.Id == post.Id).Echo.Replies;
}
