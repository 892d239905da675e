using Backchannel.Contracts;
using Backchannel.Ingest.Sources.X;
using Backchannel.StandIns.X;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class XReconnectTests
{
    [Fact]
    public async Task A_line_cut_by_a_drop_is_counted_and_its_post_is_found_again()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        var post = XRuns.Post("Cut in the middle #harbourconf");
        x.Posts.Add(post);
        await x.Streams.SendRaw(post.Payload()[..60]);
        await x.Streams.Drop();
        await run.UntilPosts(1);
        Assert.Equal("Cut in the middle #harbourconf", run.Posts[0].Text);
        await run.UntilReport(r => r is { State: SourceState.Live, Refused: 1 });
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_opened_anew()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        await x.Streams.Reset();
        await run.Wait(() => x.Streams.Served == 2 && run.Health.State == SourceState.Live);
        Assert.NotNull(run.Health.Snapshot().LastError);
    }

    [Fact]
    public async Task An_operational_disconnect_is_answered_by_a_new_connection()
    {
        await using var x = await XStandIn.Start();
        await using var run = await XRuns.Listening(x);
        await x.Streams.OperationalDisconnect();
        await run.Wait(() => x.Streams.Served == 2 && run.Health.State == SourceState.Live);
        Assert.Contains("disconnected upstream", run.Health.Snapshot().LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_accepts_and_then_says_nothing_is_left()
    {
        await using var x = await XStandIn.Start();
        x.Streams.Silent = true;
        var options = XRuns.Options(x);
        options.Silence = TimeSpan.FromMilliseconds(300);
        await using var run = await XRuns.Listening(x, options);
        await run.Wait(() => x.Streams.Served >= 2);
        Assert.Contains("Nothing came from X", run.Health.Snapshot().LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_lines_keep_a_quiet_stream_open()
    {
        await using var x = await XStandIn.Start(keepAlive: TimeSpan.FromMilliseconds(50));
        var time = XRuns.Clock();
        await using var run = await XRuns.Listening(x, time: time);
        for (var i = 0; i < 10; i++)
        {
            // Each beat has to be read before the clock moves on: the post behind it proves that it was.
            await x.Streams.KeepAlive();
            await x.Streams.Send(XRuns.Post($"{i} #harbourconf", time.GetUtcNow()).Payload());
            await run.UntilPosts(i + 1);
            time.Advance(TimeSpan.FromSeconds(20));
        }
        Assert.Equal(1, x.Streams.Served);
    }

    [Theory]
    [InlineData(503, 5)]
    [InlineData(429, 60)]
    public async Task An_http_error_waits_at_least_as_long_as_its_ladder_says(int status, int seconds)
    {
        await using var x = await XStandIn.Start();
        x.FailNextStream(status);
        var time = XRuns.Clock();
        var began = time.GetUtcNow();
        await using var run = SourceRun.Start(new XSource(XRuns.Options(x)), XRuns.Events, time: time);
        await run.Pass(time, () => x.Streams.Served == 1);
        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromSeconds(seconds));
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), run.Health.Snapshot().LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_limit_waits_for_its_reset()
    {
        await using var x = await XStandIn.Start();
        var time = XRuns.Clock();
        var began = time.GetUtcNow();
        x.FailNextStream(429, """{"title":"Too Many Requests"}""",
            ("x-rate-limit-reset", began.AddSeconds(300).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)), ("x-rate-limit-remaining", "0"));
        await using var run = SourceRun.Start(new XSource(XRuns.Options(x)), XRuns.Events, time: time);
        await run.Wait(() => run.Health.RateLimitLeft == 0);
        await run.Pass(time, () => x.Streams.Served == 1, TimeSpan.FromSeconds(10));
        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromSeconds(300));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Too_many_connections_are_waited_out_wherever_X_says_so(bool asStatus)
    {
        await using var x = await XStandIn.Start();
        var time = XRuns.Clock();
        if (asStatus) x.FailNextStream(429, XStreams.TooManyConnections);
        await using var run = SourceRun.Start(new XSource(XRuns.Options(x)), XRuns.Events, time: time);
        if (!asStatus)
        {
            await run.Wait(() => x.Streams.Open == 1);
            await x.Streams.Send(XStreams.TooManyConnections);
        }
        await run.UntilReport(r => r.State == SourceState.Waiting);
        Assert.Contains("another open stream", run.Health.Snapshot().LastError, StringComparison.Ordinal);
        var began = time.GetUtcNow();
        await run.Pass(time, () => x.Streams.Served == (asStatus ? 1 : 2));
        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromSeconds(59));
    }

    [Fact]
    public async Task A_refused_app_stops_with_words()
    {
        await using var x = await XStandIn.Start();
        x.FailNextStream(403, """{"title":"Forbidden","detail":"This app is not enrolled."}""");
        await using var run = SourceRun.Start(new XSource(XRuns.Options(x)), XRuns.Events);
        await run.Finished.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(SourceState.Stopped, run.Health.State);
        Assert.Contains("This app is not enrolled.", run.Health.Snapshot().LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        var options = new XOptions { BaseUrl = "http://127.0.0.1:1", BearerToken = "token" };
        var time = XRuns.Clock();
        await using var run = SourceRun.Start(new XSource(options), XRuns.Events, time: time);
        await run.Pass(time, () => run.Log.Count >= 2);
        Assert.Contains("cannot be reached", run.Health.Snapshot().LastError, StringComparison.Ordinal);
    }
}
