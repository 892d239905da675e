using Backchannel.Contracts;
using Xunit;

namespace Backchannel.Hub.Tests.Filing;

public class ThreadTests
{
    [Fact]
    public async Task Answers_that_came_before_what_they_answer_follow_it_however_deep()
    {
        await using var hub = await Programmes.Start();
        var root = Made.Post("Here we go #piertalk");
        var answer = Made.Post("Indeed", replyTo: root.Id);
        var deeper = Made.Post("Quite", Made.Dario, replyTo: answer.Id);
        await hub.Capture(Made.Seen(deeper));
        await hub.Capture(Made.Seen(answer));
        Assert.Equal("- -", await hub.Filed(answer, deeper));
        await hub.Capture(Made.Seen(root));
        Assert.Equal("pier/hashtag pier/reply pier/reply", await hub.Filed(root, answer, deeper));
    }

    [Fact]
    public async Task An_answer_that_knows_what_it_answers_only_by_an_alias_follows_once_that_is_known()
    {
        await using var hub = await Programmes.Start();
        var answer = Made.Post("Indeed", replyTo: "bluesky:another-name");
        await hub.Capture(Made.Seen(answer));
        await hub.Capture(Made.Seen(Made.Post("Here we go #piertalk"), "bluesky:another-name"));
        Assert.Equal("pier/reply", await hub.Filed(answer));
    }

    [Fact]
    public async Task A_thread_goes_along_when_its_root_is_edited_and_says_what_it_left()
    {
        await using var hub = await Programmes.Start();
        var (root, answer, deeper) = await Thread(hub);
        await hub.Capture(Made.Seen(root.Edited("Sorry, I meant #docktalk")));
        Assert.Equal("dock/hashtag dock/reply dock/reply", await hub.Filed(root, answer, deeper));
        Assert.All((await hub.Feed()).TakeLast(3), entry => Assert.Equal((EntryKind.Changed, "pier"), (entry.Kind, entry.LeftSession)));

        await hub.Capture(Made.Seen(root.Edited("Never mind", 2)));
        Assert.Equal("- - -", await hub.Filed(root, answer, deeper));
        Assert.Empty(await hub.Texts("dock"));
    }

    [Fact]
    public async Task An_answer_with_a_hashtag_of_its_own_goes_its_own_way_and_takes_its_answers_along()
    {
        await using var hub = await Programmes.Start();
        var root = Made.Post("Here we go #piertalk");
        var astray = Made.Post("That reminds me of #docktalk", replyTo: root.Id);
        var deeper = Made.Post("It does", replyTo: astray.Id);
        await hub.Capture(Made.Seen(root), Made.Seen(astray), Made.Seen(deeper));
        Assert.Equal("pier/hashtag dock/hashtag dock/reply", await hub.Filed(root, astray, deeper));

        await hub.Capture(Made.Seen(root.Edited("Here we go")));
        Assert.Equal("- dock/hashtag dock/reply", await hub.Filed(root, astray, deeper));
        await hub.Capture(Made.Seen(astray.Edited("That reminds me of something")));
        Assert.Equal("- - -", await hub.Filed(root, astray, deeper));
    }

    [Fact]
    public async Task A_held_root_holds_its_thread_together()
    {
        await using var hub = await Programmes.Start(new() { ["Backchannel:BlockedWords:0"] = "barnacle" });
        var root = Made.Post("You barnacle! #piertalk");
        var answer = Made.Post("Now, now", replyTo: root.Id);
        await hub.Capture(Made.Seen(root), Made.Seen(answer));
        Assert.Equal(["Now, now"], await hub.Texts("pier"));
    }

    [Fact]
    public async Task A_deleted_root_holds_nothing_together()
    {
        await using var hub = await Programmes.Start();
        var (root, answer, deeper) = await Thread(hub);
        await hub.Capture(new PostDeleted(root.Id));
        Assert.Equal("- -", await hub.Filed(answer, deeper));
        await hub.Capture(Made.Seen(Made.Post("Late", replyTo: root.Id)));
        Assert.Empty(await hub.Texts("pier"));
    }

    [Fact]
    public async Task A_hidden_root_stays_filed_and_so_does_its_thread()
    {
        await using var hub = await Programmes.Start();
        var (root, _, _) = await Thread(hub);
        (await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{root.Id}"))).EnsureSuccessStatusCode();
        Assert.Equal(2, (await hub.Texts("pier")).Count);
    }

    [Fact]
    public async Task Posts_that_answer_each_other_in_a_circle_or_themselves_do_no_harm()
    {
        await using var hub = await Programmes.Start();
        var (one, two, self) = (Made.NewId(), Made.NewId(), Made.NewId());
        var first = Made.Post("First", id: one, replyTo: two);
        await hub.Capture(Made.Seen(first), Made.Seen(Made.Post("Second", id: two, replyTo: one)), Made.Seen(Made.Post("Self", id: self, replyTo: self)));
        await hub.Capture(Made.Seen(first.Edited("First #piertalk")));
        Assert.Equal(["First #piertalk", "Second"], await hub.Texts("pier"));
        await hub.Capture(new PostDeleted(one));
        Assert.Empty(await hub.Texts("pier"));
        await hub.SetSessions(Programmes.PierAndDock);
        Assert.Equal(2, (await hub.Cards()).Count);
    }

    [Fact]
    public async Task A_thread_of_hundreds_follows_as_a_whole()
    {
        await using var hub = await Programmes.Start();
        var posts = new List<Post> { Made.Post("Here we go #piertalk") };
        for (var n = 0; n < 300; n++) posts.Add(Made.Post($"And {n}", replyTo: posts[^1].Id));
        await hub.Capture([.. posts.Skip(1).Reverse().Select(post => Made.Seen(post))]);
        await hub.Capture(Made.Seen(posts[0]));
        Assert.Equal(301, (await hub.Cards("pier")).Count);
    }

    static async Task<(Post Root, Post Answer, Post Deeper)> Thread(HubUnderTest hub)
    {
        var root = Made.Post("Here we go #piertalk");
        var answer = Made.Post("Indeed", replyTo: root.Id);
        var deeper = Made.Post("Quite", Made.Dario, replyTo: answer.Id);
        await hub.Capture(Made.Seen(root), Made.Seen(answer), Made.Seen(deeper));
        Assert.Equal("pier/hashtag pier/reply pier/reply", await hub.Filed(root, answer, deeper));
        return (root, answer, deeper);
    }
}
