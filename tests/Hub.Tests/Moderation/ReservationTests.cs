using System.Net;
using Backchannel.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Moderation;

public class ReservationTests
{
    readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Two_moderators_finish_a_queue_of_five_hundred_never_see_the_same_post_and_leave_five_hundred_decisions()
    {
        const int queue = 500;
        // The clock stands still, so that nobody is so slow that a lease ends.
        await using var hub = await Bench.Approving(_time);
        foreach (var some in Made.Many(queue, "Waiting").Chunk(100)) await hub.Capture(some);
        using var mira = await hub.SignedIn("Mira");
        using var tomasz = await hub.SignedIn("Tomasz");

        var seen = await Task.WhenAll(Work(mira, Act.Approve, oneByOne: true), Work(tomasz, Act.Refuse, oneByOne: false));

        Assert.Empty(seen[0].Intersect(seen[1]));
        Assert.Equal(queue, seen[0].Union(seen[1]).Count());
        Assert.NotEmpty(seen[0]);
        Assert.NotEmpty(seen[1]);
        var log = await hub.Read(db => db.Decisions.Where(d => d.PostId != null).OrderBy(d => d.Number).ToListAsync());
        Assert.Equal(queue, log.Count);
        Assert.Equal(queue, log.Select(line => line.PostId).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, queue).Select(n => log[0].Number + n), log.Select(line => line.Number));
        Assert.All(log, line => Assert.Contains(line.PostId!, seen[line.Name == "Mira" ? 0 : 1]));
        // Counts are cached for a second, and these may be from before the last decision.
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new(0, seen[0].Count, seen[1].Count, 0), (await mira.Queue()).Counts);
        Assert.Empty(await hub.Read(db => db.Reservations.ToListAsync()));
    }

    static async Task<HashSet<string>> Work(HttpClient by, Act act, bool oneByOne)
    {
        var seen = new HashSet<string>();
        while (await by.Take() is { Items: { Count: > 0 } items })
        {
            var ids = items.Select(item => item.Post.Id).ToList();
            seen.UnionWith(ids);
            foreach (var some in ids.Chunk(oneByOne ? 1 : ids.Count))
                Assert.All((await by.Decide(act, some)).Posts, post => Assert.Equal(Outcome.Done, post.Outcome));
        }
        return seen;
    }

    [Fact]
    public async Task Who_decides_on_what_somebody_else_is_looking_at_is_told_their_name()
    {
        await using var hub = await Bench.Approving(_time);
        using var mira = await hub.SignedIn("Mira");
        using var tomasz = await hub.SignedIn("Tomasz");
        var (post, other) = (Made.Post("Mine"), Made.Post("Free"));
        await hub.Capture(Made.Seen(post), Made.Seen(other));
        await mira.Take(1);
        Assert.Equal(new AtWork("Mira", 1), Assert.Single((await tomasz.Take()).Others));

        using var answer = await tomasz.Try(Act.Refuse, post.Id);
        Assert.StartsWith("Mira is looking", (await Problem.Read(answer, HttpStatusCode.Conflict)).Detail, StringComparison.Ordinal);
        using var shown = await hub.Organize(HttpMethod.Put, HubUnderTest.Api($"/posts/shown/{post.Id}"));
        Assert.Equal(HttpStatusCode.Conflict, shown.StatusCode);
        Assert.Equal([(Outcome.Reserved, "Mira"), (Outcome.Done, null)], (await tomasz.Decide(Act.Refuse, post.Id, other.Id)).Posts.Select(p => (p.Outcome, p.By)));
        Assert.Equal(["Mine"], await mira.Texts());
        await mira.Decide(Act.Approve, post.Id);
    }

    [Fact]
    public async Task A_lease_is_renewed_while_its_holder_asks_and_ends_by_itself_where_they_crashed()
    {
        await using var hub = await Bench.Approving(_time);
        using var mira = await hub.SignedIn("Mira");
        using var tomasz = await hub.SignedIn("Tomasz");
        await hub.Capture(Made.Seen("One"), Made.Seen("Two"));
        await mira.Take(2);
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(25));
            Assert.Equal(2, (await mira.Take(2)).Items.Count);
            Assert.Empty((await tomasz.Take()).Items);
        }
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(2, (await tomasz.Take()).Items.Count);
        Assert.Empty((await mira.Take(2)).Items);
    }

    [Fact]
    public async Task Whoever_closes_the_page_frees_their_posts_at_once()
    {
        await using var hub = await Bench.Approving(_time);
        using var mira = await hub.SignedIn("Mira");
        using var tomasz = await hub.SignedIn("Tomasz");
        await hub.Capture(Made.Seen("One"));
        await mira.Take();
        (await mira.DeleteAsync(HubUnderTest.Api("/queue/take"))).EnsureSuccessStatusCode();
        Assert.Single((await tomasz.Take()).Items);
    }

    [Fact]
    public async Task More_is_handed_out_as_decisions_are_made_and_no_more_than_was_asked_for()
    {
        await using var hub = await Bench.Approving();
        using var mira = await hub.SignedIn("Mira");
        await hub.Capture(Made.Many(10));
        var first = (await mira.Take(4)).Items;
        await mira.Decide(Act.Refuse, first[0].Post.Id);
        var next = (await mira.Take(4)).Items;
        Assert.Equal(first.Skip(1).Select(item => item.Post.Id), next.Take(3).Select(item => item.Post.Id));
        Assert.Equal(4, next.Count);
        using var tooMany = await hub.Organize(HttpMethod.Post, HubUnderTest.Api("/queue/take"), new TakePosts(26));
        await Problem.Read(tooMany, HttpStatusCode.BadRequest);
    }
}
