using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Backchannel.Hub.Tests.Questions;

public class ProposedQuestionTests
{
    [Fact]
    public async Task A_post_with_a_question_and_a_sessions_hashtag_is_proposed_and_the_first_vote_queues_it()
    {
        await using var hub = await Stage.Set();
        var post = Made.Post("Does the queue survive a reinstall? #piertalk");
        await hub.Capture(Made.Seen(post));
        Assert.Equal((post.Id, QuestionState.Proposed, 0), State(await hub.Board("pier")));
        Assert.False((await hub.Feed())[^1].Post!.Question);

        await hub.Voted(post.Id, "visitor-1", "visitor-2", "visitor-1");
        Assert.Equal((post.Id, QuestionState.Queued, 2), State(await hub.Board("pier")));
        Assert.Equal("shown changed", await hub.Kinds());
        Assert.True((await hub.Feed())[^1].Post!.Question);
    }

    [Fact]
    public async Task A_post_of_our_own_page_may_be_one_and_its_author_does_not_vote_for_it()
    {
        await using var hub = await Stage.Set();
        using var answer = await hub.As("visitor-1", HttpMethod.Post, HubUnderTest.Api("/posts"), new NewPost("Mira", "When do the slides come?", "pier"));
        answer.EnsureSuccessStatusCode();
        var question = Assert.Single(await hub.Board("pier", "visitor-1"));
        Assert.Equal((QuestionState.Proposed, true), (question.State, question.Mine));
        using var own = await hub.Vote(question.Id, "visitor-1");
        await Problem.Read(own, System.Net.HttpStatusCode.Conflict);
        Assert.Equal(QuestionState.Proposed, (await hub.Board("pier")).Single().State);
    }

    [Theory]
    [InlineData("No question at all #piertalk")]
    [InlineData("Really? #piertalk")]
    [InlineData("Does the queue survive a reinstall?")]
    public async Task Other_posts_are_not(string text)
    {
        await using var hub = await Stage.Set();
        await hub.Capture(Made.Seen(text));
        Assert.Empty(await hub.Board("pier"));
        Assert.Empty(await hub.Read(db => db.Questions.ToListAsync()));
    }

    [Fact]
    public async Task An_answer_asks_back_and_is_not()
    {
        await using var hub = await Stage.Set();
        var root = Made.Post("Nice #piertalk");
        await hub.Capture(Made.Seen(root), Made.Seen(Made.Post("Do you think so too? #piertalk", replyTo: root.Id)));
        Assert.Empty(await hub.Board("pier"));
    }

    [Fact]
    public async Task An_edit_brings_it_onto_the_board_and_takes_it_off_with_its_votes()
    {
        await using var hub = await Stage.Set();
        var post = Made.Post("Nice queue #piertalk");
        await hub.Capture(Made.Seen(post));
        Assert.Empty(await hub.Board("pier"));
        await hub.Capture(Made.Seen(post.Edited("Does this queue survive a reinstall? #piertalk")));
        await hub.Voted(post.Id, "visitor-1");
        await hub.Capture(Made.Seen(post.Edited("Does the queue survive a reinstall? #piertalk", minutes: 2)));
        Assert.Equal((post.Id, QuestionState.Queued, 1), State(await hub.Board("pier")));
        Assert.True((await hub.Feed())[^1].Post!.Question);

        await hub.Capture(Made.Seen(post.Edited("The queue survives a reinstall #piertalk", minutes: 3)));
        Assert.Empty(await hub.Board("pier"));
        Assert.False((await hub.Feed())[^1].Post!.Question);
        Assert.Empty(await hub.Read(db => db.Votes.ToListAsync()));
    }

    [Fact]
    public async Task It_goes_along_to_another_session_with_its_state_and_votes()
    {
        await using var hub = await Stage.Set();
        var post = Made.Post("Does the queue survive a reinstall? #piertalk");
        await hub.Capture(Made.Seen(post));
        await hub.Voted(post.Id, "visitor-1");
        await hub.Capture(Made.Seen(post.Edited("Does the queue survive a reinstall? #docktalk")));
        Assert.Empty(await hub.Board("pier"));
        Assert.Equal((post.Id, QuestionState.Queued, 1), State(await hub.Board("dock")));
    }

    [Fact]
    public async Task A_programme_that_comes_to_know_its_hashtag_proposes_it_and_a_moderator_does_so_by_hand()
    {
        await using var hub = await Stage.Set();
        var (tagged, plain) = (Made.Post("Does the queue survive a reinstall? #quaytalk"), Made.Post("Does it survive a power cut as well?", Made.Dario));
        await hub.Capture(Made.Seen(tagged), Made.Seen(plain));
        Assert.Empty(await hub.Board("pier"));
        await hub.SetSessions(Made.Session("pier", "quaytalk"));
        await Eventually.True(async () => (await hub.Board("pier")).Count == 1, "the posts are filed anew");
        (await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/session/{Uri.EscapeDataString(plain.Id)}"), new { session = "pier" })).EnsureSuccessStatusCode().Dispose();
        Assert.Equal(new[] { tagged.Id, plain.Id }.Order(), (await hub.Board("pier")).Select(question => question.Id).Order());
    }

    [Fact]
    public async Task Gone_is_gone_and_what_a_redelivery_brings_is_nothing()
    {
        await using var hub = await Stage.Set();
        var post = Made.Post("Does the queue survive a reinstall? #piertalk");
        await hub.Capture(Made.Seen(post), Made.Seen(post));
        await hub.Voted(post.Id, "visitor-1");
        await hub.Capture(new AuthorHidden(Network.Bluesky, Made.Mira.Id, "suspended"));
        Assert.Empty(await hub.Board("pier"));
        await hub.Capture(new AuthorReturned(Network.Bluesky, Made.Mira.Id));
        Assert.Equal((post.Id, QuestionState.Queued, 1), State(await hub.Board("pier")));
        await hub.Capture(new PostDeleted(post.Id));
        await hub.Capture(Made.Seen(post));
        Assert.Empty(await hub.Board("pier"));
        Assert.Equal(0, await hub.Read(async db => await db.Questions.CountAsync() + await db.Votes.CountAsync()));
    }

    [Fact]
    public async Task A_very_long_post_is_cut_on_the_board()
    {
        await using var hub = await Stage.Set();
        await hub.Capture(Made.Seen($"Is this too long to read? {new string('a', 9_000)} #piertalk"));
        Assert.InRange((await hub.Board("pier")).Single().Text.Length, 590, 601);
    }

    static (string, QuestionState, int) State(IReadOnlyList<QuestionInfo> board) => (board.Single().Id, board.Single().State, board.Single().Votes);
}
