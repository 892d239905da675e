using Backchannel.Contracts;
using Backchannel.Ingest.Sources.X;
using Backchannel.StandIns.X;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class XBillingTests
{
    [Fact]
    public void A_post_is_billed_once_a_day_and_the_count_begins_anew_each_month()
    {
        var (meter, now) = (new XMeter(10), new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero));
        meter.Count(new(1), now);
        meter.Count(new(1), now);
        Assert.Equal(("2026-11", 1), meter.Total(now));
        meter.Count(new(1), now.AddDays(-1));
        Assert.Equal(2, meter.Total(now).Reads);
        Assert.Equal(("2026-12", 0), meter.Total(now.AddHours(2)));
    }

    [Fact]
    public void A_restart_goes_on_counting_where_the_archive_stands()
    {
        var (meter, now) = (new XMeter(10), new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero));
        meter.Resume(XPosition.Read("""{"since":"1","month":"2026-11","reads":7}"""), now);
        Assert.Equal(7, meter.Total(now).Reads);
        meter.Resume(new(null, "2026-10", 9, null), now);
        Assert.Equal(7, meter.Total(now).Reads);
        Assert.Equal("The ceiling of 10 billed reads this month is reached (about $0.05): raise Sources:X:MonthlyReadCeiling or wait until 1 December.", meter.Words(now));
    }

    [Fact]
    public async Task At_the_ceiling_the_source_stops_says_so_and_goes_on_next_month_with_what_it_missed()
    {
        await using var x = await XStandIn.Start();
        var time = XRuns.Clock();
        var options = XRuns.Options(x);
        options.MonthlyReadCeiling = 3;
        await using var run = await XRuns.Listening(x, options, time: time);
        for (var i = 1; i <= 3; i++) await x.Post(XRuns.Post($"Post {i} #harbourconf", time.GetUtcNow(), i));
        await run.UntilReport(r => r is { State: SourceState.Stopped, BilledReads: 3, BilledCeiling: 3 });
        Assert.Contains("raise Sources:X:MonthlyReadCeiling or wait until 1 December", run.Health.Snapshot().LastError, StringComparison.Ordinal);
        Assert.True(XPosition.Read(run.Position) is { Month: "2026-11", Reads: 3 });
        Assert.Equal(3, run.Posts.Count);

        x.Posts.Add(XRuns.Post("In the meantime #harbourconf", new DateTimeOffset(2026, 11, 29, 0, 0, 0, TimeSpan.Zero)));
        await run.Pass(time, () => run.Posts.Any(p => p.Text.StartsWith("In the meantime", StringComparison.Ordinal)), TimeSpan.FromHours(6));
        Assert.Equal(2, x.Streams.Served);
        Assert.Equal(12, time.GetUtcNow().Month);
        Assert.Equal("2026-12", XPosition.Read(run.Position)!.Month);
    }

    [Fact]
    public async Task A_source_that_opens_at_its_ceiling_asks_X_for_nothing()
    {
        await using var x = await XStandIn.Start();
        await using var run = SourceRun.Start(new XSource(XRuns.Options(x)), XRuns.Events, """{"since":"1","month":"2026-11","reads":10000}""", time: XRuns.Clock());
        await run.UntilReport(r => r.State == SourceState.Stopped);
        Assert.Empty(x.Requests);
    }
}
