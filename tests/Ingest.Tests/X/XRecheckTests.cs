using System.Text.Json.Nodes;
using Backchannel.Contracts;
using Backchannel.Ingest.Sources.X;
using Backchannel.StandIns.X;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class XRecheckTests
{
    static string CheckedHalfADayAgo(TimeProvider time) =>
        new XPosition(XPostBuilder.IdAt(time.GetUtcNow()), null, 0, time.GetUtcNow().AddHours(-12)).Write();

    [Fact]
    public async Task Shown_posts_that_are_gone_leave_and_the_others_have_their_counts_renewed()
    {
        await using var x = await XStandIn.Start();
        var time = XRuns.Clock();
        var posts = Enumerable.Range(0, 250).Select(i => XRuns.Post($"{i} #harbourconf", time.GetUtcNow().AddMinutes(-i), i)).ToList();
        foreach (var post in posts) x.Posts.Add(post);
        x.Posts.Delete(posts[3].Id);
        x.Posts.Protect(posts[4].Id);
        posts[5].With("withheld", new JsonObject { ["country_codes"] = new JsonArray("DE") });
        await using var run = await XRuns.Listening(x, position: CheckedHalfADayAgo(time), shown: [.. posts.Select(p => "x:" + p.Id), "x:not-a-number"], time: time);

        await run.Wait(() => x.Count(XRuns.LookUp) == 3);
        await run.Until(changes => changes.OfType<EchoHeard>().Count() == 247 && changes.OfType<PostDeleted>().Count() == 3);
        Assert.Equal(new[] { posts[3], posts[4], posts[5] }.Select(p => "x:" + p.Id).Order(), run.Changes.OfType<PostDeleted>().Select(d => d.Id).Order());
        Assert.Equal(new(1, 2, 3), run.Changes.OfType<EchoHeard>().First().Echo);
        await run.UntilReport(r => r.BilledReads == 248);
        Assert.All(x.Requests.Where(r => r.Path == XRuns.LookUp), r => Assert.DoesNotContain("expansions", r.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_post_that_X_merely_leaves_out_stays()
    {
        await using var x = await XStandIn.Start();
        var time = XRuns.Clock();
        var known = XRuns.Post("Here #harbourconf", time.GetUtcNow());
        x.Posts.Add(known);
        await using var run = await XRuns.Listening(x, position: CheckedHalfADayAgo(time), shown: ["x:123456789", "x:" + known.Id], time: time);
        await run.Until(changes => changes.OfType<EchoHeard>().Any());
        Assert.Empty(run.Changes.OfType<PostDeleted>());
    }
}
