using System.Net;
using Backchannel.Contracts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Moderation;

public class QueueTests
{
    [Fact]
    public async Task Each_post_is_in_one_list_and_all_four_are_counted()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        var posts = Made.Many(6);
        await hub.Capture(posts);
        await mira.Decide(Act.Approve, posts[0].Post.Id);
        await mira.Decide(Act.Refuse, posts[1].Post.Id);
        await mira.Decide(Act.Hide, posts[2].Post.Id);
        await mira.Decide(Act.Save, posts[3].Post.Id);
        Assert.Equal(new(Waiting: 2, Shown: 1, Refused: 2, Saved: 1), (await mira.Queue()).Counts);
        Assert.Equal(["Post 5", "Post 6"], await mira.Texts());
        Assert.Equal(["Post 1"], await mira.Texts("shown"));
        Assert.Equal(["Post 2", "Post 3"], (await mira.Texts("refused")).Order());
        Assert.Equal(["Post 4"], await mira.Texts("saved"));
    }

    [Fact]
    public async Task An_item_says_why_it_is_where_it_is_and_on_whose_word()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        await hub.Capture(Made.Seen("Perhaps"));
        var waits = Assert.Single((await mira.Queue()).Items);
        Assert.Equal((QueueState.Held, "waits for approval", null), (waits.State, waits.Reason, waits.DecidedBy));

        await mira.Decide(new NewDecision(Act.Refuse, [waits.Post.Id], Why: "not about the harbour"));
        var refused = Assert.Single((await mira.Queue("refused")).Items);
        Assert.Equal((QueueState.Refused, "Mira", "not about the harbour"), (refused.State, refused.DecidedBy, refused.Why));
    }

    [Fact]
    public async Task A_list_is_read_on_from_the_last_post_one_has()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        await hub.Capture(Made.Many(7));
        foreach (var list in (string[])["waiting", "shown"])
        {
            var (texts, after) = (new List<string>(), "");
            for (var page = await mira.Queue(list, "&limit=3"); ; page = await mira.Queue(list, $"&limit=3&after={Uri.EscapeDataString(after)}"))
            {
                texts.AddRange(page.Items.Select(item => item.Post.Text));
                if (!page.More) break;
                after = page.Items[^1].Post.Id;
            }
            Assert.Equal(7, texts.Distinct().Count());
            if (list == "waiting") await mira.Decide(Act.Approve, [.. (await mira.Queue()).Items.Select(item => item.Post.Id)]);
        }
    }

    [Fact]
    public async Task A_delayed_post_tells_when_it_is_shown_and_is_vetoed_by_refusing_it()
    {
        var time = new FakeTimeProvider(Made.Noon);
        await using var hub = await HubUnderTest.Start(time: time);
        await hub.Change(new { policy = new { mode = "delay", delaySeconds = 20 } });
        using var mira = await hub.SignedIn("Mira");
        await hub.Capture(Made.Seen("Not this"), Made.Seen("But this"));
        var items = (await mira.Queue()).Items;
        Assert.All(items, item => Assert.Equal(Made.Noon.AddSeconds(20), item.ShowAt));
        await mira.Decide(Act.Refuse, items.Single(item => item.Post.Text == "Not this").Post.Id);
        time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.AsTimePasses(time, TimeSpan.FromMilliseconds(100), async () => (await hub.Texts()).SequenceEqual(["But this"]), "the other is shown");
    }

    [Fact]
    public async Task Counts_are_a_second_old_at_most_and_ones_own_decision_is_in_them_at_once()
    {
        var time = new FakeTimeProvider(Made.Noon);
        await using var hub = await Bench.Approving(time);
        using var mira = await hub.SignedIn("Mira");
        var first = Made.Post("First");
        await hub.Capture(Made.Seen(first));
        Assert.Equal(1, (await mira.Queue()).Counts.Waiting);
        await hub.Capture(Made.Seen("Second"));
        Assert.Equal(1, (await mira.Queue()).Counts.Waiting);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await mira.Queue()).Counts.Waiting);
        await mira.Decide(Act.Approve, first.Id);
        Assert.Equal(new(Waiting: 1, Shown: 1, Refused: 0, Saved: 0), (await mira.Queue()).Counts);
    }

    [Fact]
    public async Task A_host_sees_and_decides_on_the_posts_of_their_session_alone()
    {
        await using var hub = await Bench.Approving();
        await hub.SetSessions(Made.Session("queues", "tidewaterqueues"), Made.Session("boats", "tidewaterboats"));
        using var host = await hub.SignedIn("Hanna", Role.Host, "boats");
        var (boats, queues) = (Made.Post("Of boats #tidewaterboats"), Made.Post("Of queues #tidewaterqueues"));
        await hub.Capture(Made.Seen(boats), Made.Seen(queues), Made.Seen("Of neither"));
        Assert.Equal([boats.Text], await host.Texts());
        Assert.Equal(1, (await host.Queue("waiting", "&session=queues")).Counts.Waiting);
        Assert.Equal([boats.Text], (await host.Take()).Items.Select(item => item.Post.Text));

        var made = await host.Decide(Act.Approve, boats.Id, queues.Id);
        Assert.Equal([Outcome.Done, Outcome.Elsewhere], made.Posts.Select(post => post.Outcome));
        Assert.Equal([boats.Text], await hub.Texts());
        using var blocked = await host.Try(Act.BlockAuthor, boats.Id);
        Assert.Equal(HttpStatusCode.Forbidden, blocked.StatusCode);
        using var audit = await host.GetAsync(HubUnderTest.Api("/audit"));
        Assert.Equal(HttpStatusCode.Forbidden, audit.StatusCode);
    }

    [Fact]
    public async Task A_host_without_a_session_sees_nothing()
    {
        await using var hub = await Bench.Approving();
        using var host = await hub.SignedIn("Hanna", Role.Host);
        await hub.Capture(Made.Seen("Of neither"));
        Assert.Empty(await host.Texts());
        Assert.Empty((await host.Take()).Items);
    }

    [Theory]
    [InlineData("list=some", "list")]
    [InlineData("list=0", "list")]
    [InlineData("session=nowhere", "session")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=many", "limit")]
    public async Task What_cannot_be_asked_is_refused_by_field(string query, string field)
    {
        await using var hub = await HubUnderTest.Start();
        using var mira = await hub.SignedIn("Mira");
        using var answer = await mira.GetAsync(HubUnderTest.Api($"/queue?{query}"));
        Assert.Contains(field, (await Problem.Read(answer, HttpStatusCode.BadRequest)).Errors.Keys);
    }
}
