using Backchannel.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Backchannel.Ingest.Tests;

public class SourceHealthTests
{
    [Fact]
    public void A_source_is_not_seen_stopped_before_it_has_said_why()
    {
        var clock = new LookingClock();
        var health = new SourceHealth("x", Network.X, clock, NullLogger.Instance);
        var seen = new List<SourceState>();
        // The moment at which words are written down: whoever reads just then has not got them yet.
        clock.Asked = () => seen.Add(health.State);
        health.Stop("Give a token.");
        clock.Asked = null;
        Assert.Equal([SourceState.Opening], seen);
        Assert.True(health.Snapshot() is { State: SourceState.Stopped, LastError: "Give a token." });
    }

    sealed class LookingClock : TimeProvider
    {
        public Action? Asked { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            Asked?.Invoke();
            return new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
        }
    }
}
