using Backchannel.Ingest.Sources.X;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Ingest.Tests.X;

public class ReconnectLadderTests
{
    static double[] Waits(Setback setback, int times)
    {
        var ladder = new ReconnectLadder();
        return [.. Enumerable.Range(0, times).Select(_ =>
        {
            (ladder, var wait) = ladder.Climb(setback);
            return wait.TotalSeconds;
        })];
    }

    [Fact]
    public void A_dropped_connection_is_tried_again_at_once_and_then_a_quarter_second_later_each_time()
    {
        var waits = Waits(Setback.Dropped, 100);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], waits[..5]);
        Assert.Equal(15.75, waits[63]);
        Assert.All(waits[64..], wait => Assert.Equal(16, wait));
    }

    [Fact]
    public void A_server_fault_waits_five_seconds_and_doubles_up_to_320() =>
        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 320, 320], Waits(Setback.ServerFault, 9));

    [Fact]
    public void A_rate_limit_waits_a_minute_and_doubles() => Assert.Equal([60, 120, 240, 480, 960, 960], Waits(Setback.TooManyRequests, 6));

    [Fact]
    public void A_rate_limit_waits_for_the_window_to_end_if_that_is_longer()
    {
        Assert.Equal(200, new ReconnectLadder().Climb(Setback.TooManyRequests, TimeSpan.FromSeconds(200)).Wait.TotalSeconds);
        Assert.Equal(60, new ReconnectLadder().Climb(Setback.TooManyRequests, TimeSpan.FromSeconds(7)).Wait.TotalSeconds);
        Assert.Equal(960, new ReconnectLadder().Climb(Setback.TooManyRequests, TimeSpan.FromDays(3000)).Wait.TotalSeconds);
    }

    [Fact]
    public void The_three_ladders_are_climbed_apart_and_jitter_only_stretches() =>
        Prop.ForAll((from setbacks in Gen.Elements(Setback.Dropped, Setback.ServerFault, Setback.TooManyRequests).ListOf()
                     from jitter in Gen.Choose(-50, 150)
                     select (Setbacks: setbacks, Jitter: jitter / 100.0)).ToArbitrary(), run =>
        {
            var ladder = new ReconnectLadder();
            foreach (var (setback, at) in run.Setbacks.Select((s, i) => (s, i)))
            {
                var plain = TimeSpan.FromSeconds(Waits(setback, run.Setbacks.Take(at + 1).Count(s => s == setback))[^1]);
                (ladder, var wait) = ladder.Climb(setback, jitter: run.Jitter);
                Assert.InRange(wait, plain, plain * 1.1 + TimeSpan.FromTicks(1));
            }
        }).QuickCheckThrowOnFailure();
}
