using Backchannel.Contracts;
using Backchannel.Ingest.Sources.X;
using Backchannel.StandIns.X;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class XBackfillTests
{
    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    static string Since(DateTimeOffset at) => new XPosition(XPostBuilder.IdAt(at), null, 0, null).Write();

    [Fact]
    public async Task The_first_run_buys_no_past_but_marks_where_it_began()
    {
        await using var x = await XStandIn.Start();
        x.Posts.Add(XRuns.Post("Old news #harbourconf", Now.AddHours(-1)));
        await using var run = await XRuns.Listening(x);
        await run.UntilReport(r => r.State == SourceState.Live);
        Assert.Equal(0, x.Count(XRuns.Search));
        Assert.NotNull(XPosition.Read(run.Position)!.Since);
    }

    [Fact]
    public async Task After_a_restart_what_was_missed_comes_oldest_first_over_all_pages()
    {
        await using var x = await XStandIn.Start();
        x.Posts.PageSize = 10;
        x.Posts.Add(XRuns.Post("Known #harbourconf", Now.AddHours(-3)));
        for (var i = 0; i < 35; i++) x.Posts.Add(XRuns.Post($"Missed {i} #harbourconf", Now.AddMinutes(i - 60)));
        await using var run = await XRuns.Listening(x, position: Since(Now.AddHours(-2)));
        await run.UntilPosts(35);
        Assert.Equal(Enumerable.Range(0, 35).Select(i => $"Missed {i} #harbourconf"), run.Posts.Take(35).Select(p => p.Text));
        await run.Wait(() => XPosition.Read(run.Position)!.Since is { } since && run.Posts.All(p => Snowflake.Parse(p.Id[2..])!.Value.Id <= Snowflake.Parse(since)!.Value.Id));
        Assert.Equal(35, run.Health.BilledReads);
    }

    [Fact]
    public async Task What_came_during_a_drop_is_found_and_the_position_waits_for_it()
    {
        await using var x = await XStandIn.Start();
        var options = XRuns.Options(x);
        options.SearchSettles = TimeSpan.FromMinutes(10);
        await using var run = await XRuns.Listening(x, options);
        await x.Post(XRuns.Post("Before #harbourconf"));
        await run.UntilPosts(1);
        x.Posts.Add(XRuns.Post("During #harbourconf"));
        await x.Streams.Drop();
        await run.Until(changes => changes.OfType<PostSeen>().Any(seen => seen.Post.Text.StartsWith("During", StringComparison.Ordinal)));
        await run.UntilReport(r => r.State == SourceState.Live);
        await run.Wait(() => x.Streams.Open == 1);
        var after = XRuns.Post("After #harbourconf", Now.AddSeconds(1));
        await x.Post(after);
        await run.Until(changes => changes.OfType<PostSeen>().Any(seen => seen.Post.Id == "x:" + after.Id));
        Assert.NotEqual(after.Id, XPosition.Read(run.Position)!.Since);
    }

    [Fact]
    public async Task A_position_older_than_a_week_is_searched_by_time_because_X_refuses_its_id()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x, position: Since(Now.AddDays(-30)));
        await run.Wait(() => x.Count(XRuns.Search) > 0);
        var query = x.Requests.First(r => r.Path == XRuns.Search).Query;
        Assert.Contains("start_time=", query, StringComparison.Ordinal);
        Assert.DoesNotContain("since_id=", query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_fails_is_tried_again_while_the_stream_is_heard()
    {
        await using var x = await XStandIn.Start();
        var time = XRuns.Clock();
        x.FailNext(XRuns.Search, 503);
        x.Posts.Add(XRuns.Post("Missed #harbourconf", time.GetUtcNow().AddMinutes(-5)));
        await using var run = await XRuns.Listening(x, position: Since(time.GetUtcNow().AddHours(-1)), time: time);
        await x.Post(XRuns.Post("Live #harbourconf", time.GetUtcNow()));
        await run.UntilPosts(1);
        await run.Wait(() => run.Log.Count > 0);
        await run.Wait(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return run.Posts.Any(p => p.Text.StartsWith("Missed", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Where_search_is_not_allowed_the_stream_goes_on()
    {
        await using var x = await XStandIn.Start();
        x.FailNext(XRuns.Search, 403);
        await using var run = await XRuns.Listening(x, position: Since(Now.AddHours(-1)));
        await run.UntilReport(r => r is { State: SourceState.Live, LastError: not null });
        await x.Post(XRuns.Post("Live #harbourconf"));
        await run.UntilPosts(1);
    }

    [Fact]
    public async Task A_position_that_is_not_ours_is_a_first_run()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x, position: "{\"since\":7}garbage");
        await run.UntilReport(r => r.State == SourceState.Live);
    }
}
