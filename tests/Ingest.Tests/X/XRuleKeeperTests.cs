using Backchannel.Contracts;
using Backchannel.Ingest.Sources.X;
using Backchannel.StandIns.X;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class XRuleKeeperTests
{
    const string Wanted = "#harbourconf -is:retweet";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Strays_of_ours_go_what_is_missing_comes_and_rules_of_others_stay(bool numbersAsIds)
    {
        await using var x = await XStandIn.Start();
        x.Rules.NumbersAsIds = numbersAsIds;
        x.Rules.Add("#lastyear -is:retweet", "backchannel:lastyear");
        x.Rules.Add("#weather", "somebody else");
        x.Rules.Add("#untagged", null);
        await using var run = await XRuns.Listening(x);
        Assert.Equal(["#weather", "#untagged", Wanted], x.Rules.All.Select(r => r.Value));
        Assert.Equal("backchannel:harbourconf", x.Rules.All[^1].Tag);
        Assert.Contains("2 stream rules of another program", run.Health.Snapshot().LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_are_right_are_left_alone()
    {
        await using var x = await XStandIn.Start();
        x.Rules.Add(Wanted, "backchannel:harbourconf");
        await using var run = await XRuns.Listening(x);
        Assert.Equal(0, x.Count(XRuns.Rules, "POST"));
        Assert.Null(run.Health.Snapshot().LastError);
    }

    [Fact]
    public async Task A_rule_that_X_refuses_is_told_and_the_others_are_heard()
    {
        await using var x = await XStandIn.Start();
        x.Rules.RefusesValuesWith = "#tidetalk";
        await using var run = SourceRun.Start(new XSource(XRuns.Options(x)), [.. XRuns.Events, new("tidetalk", ["tidetalk"])]);
        await run.Wait(() => x.Streams.Open == 1);
        Assert.Contains("1 of 2 stream rules (no viable alternative at input)", run.Health.Snapshot().LastError, StringComparison.Ordinal);
        Assert.Equal([Wanted], x.Rules.All.Select(r => r.Value));
    }

    [Fact]
    public async Task With_no_rule_at_all_the_source_stops_and_says_so()
    {
        await using var x = await XStandIn.Start();
        x.Rules.RefusesValuesWith = "#";
        await using var run = SourceRun.Start(new XSource(XRuns.Options(x)), XRuns.Events);
        await run.Finished.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(SourceState.Stopped, run.Health.State);
        Assert.Equal(0, x.Streams.Served);
    }

    [Fact]
    public async Task A_hashtag_that_X_cannot_be_asked_for_is_told()
    {
        await using var x = await XStandIn.Start();
        await using var run = SourceRun.Start(new XSource(XRuns.Options(x)), [new("harbourconf", ["harbourconf", "semi-final"])]);
        await run.Wait(() => x.Streams.Open == 1);
        Assert.Contains("#semi-final", run.Health.Snapshot().LastError, StringComparison.Ordinal);
    }
}
