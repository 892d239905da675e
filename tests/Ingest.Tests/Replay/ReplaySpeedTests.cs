using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Ingest.Sources.Replay;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Ingest.Tests.Replay;

public class ReplaySpeedTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    static string Tweet(int n, int second) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"id":"{{n}}","created_at":"{{Start.AddYears(-3).AddSeconds(second):O}}","screen_name":"mira","text":"Ahoy {{n}}"}""");

    [Theory]
    [InlineData(1, new[] { 0.0, 6, 6, 8 })]
    [InlineData(4, new[] { 0.0, 1.5, 1.5, 2 })]
    [InlineData(0.5, new[] { 0.0, 10, 10, 14 })]
    public async Task Gaps_are_shorter_by_the_speed_and_never_longer_than_ten_seconds(double speed, double[] expected) =>
        Assert.Equal(expected, await SecondsOf(speed, Tweet(1, 0), Tweet(2, 6), Tweet(3, 5), Tweet(4, 8)));

    [Fact]
    public async Task An_idle_night_passes_in_ten_seconds() =>
        Assert.Equal([0, 10, 11], await SecondsOf(60, Tweet(1, 0), Tweet(2, 8 * 3600), Tweet(3, 8 * 3600 + 60)));

    [Fact]
    public async Task Max_does_not_wait() =>
        Assert.Equal([0, 0, 0], await SecondsOf(double.PositiveInfinity, Tweet(1, 0), Tweet(2, 60), Tweet(3, 9000)));

    [Fact]
    public async Task It_stops_promptly_while_it_waits()
    {
        using var run = new ReplayRun(new FakeTimeProvider(Start));
        run.Write(Tweet(1, 0), Tweet(2, 60));
        using var stop = new CancellationTokenSource();
        var replaying = run.Start(1, null, stop.Token);
        _ = await run.Heard.ReadAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => replaying.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("max", double.PositiveInfinity)]
    [InlineData("MAX", double.PositiveInfinity)]
    [InlineData("60", 60)]
    [InlineData("0.5", 0.5)]
    public void A_speed_is_max_or_a_number(string text, double speed) => Assert.Equal(speed, ReplayOptions.PaceOf(text));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("fast")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("")]
    [InlineData("1,5")]
    public void Any_other_speed_is_a_fault_that_says_what_to_give(string speed)
    {
        using var run = new ReplayRun();
        run.Write(Tweet(1, 0));
        var fault = Assert.Single(ReplayOptions.Faults(new() { Replay = run.File, Speed = speed }));
        Assert.StartsWith("Backchannel:Speed", fault);
        Assert.Contains("max", fault);
    }

    [Fact]
    public void A_missing_file_is_a_fault_and_no_file_is_none()
    {
        Assert.StartsWith("Backchannel:Replay", Assert.Single(ReplayOptions.Faults(new() { Replay = "/nowhere/posts.jsonl" })));
        Assert.Empty(ReplayOptions.Faults(new()));
        Assert.Empty(ReplayOptions.Faults(new() { Speed = "fast" }));
    }

    /// <summary>When each post came, by a clock that jumps over every wait.</summary>
    static async Task<IEnumerable<double>> SecondsOf(double speed, params string[] lines)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var run = new ReplayRun(new JumpingClock());
        run.Write(lines);
        await run.Start(speed, null, late.Token);
        var heard = await run.Heard.ReadAllAsync(late.Token).ToListAsync(late.Token);
        return heard.Select(h => h.Change).OfType<PostSeen>().Select(seen => (seen.Post.ReceivedAt - Start).TotalSeconds);
    }

    sealed class JumpingClock : TimeProvider
    {
        DateTimeOffset _now = Start;

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero) _now += dueTime;
            return System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
        }
    }
}
