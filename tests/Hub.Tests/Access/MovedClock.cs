namespace Backchannel.Hub.Tests.Access;

/// <summary>The machine's clock, moved on by as much as a test likes. Timers run as ever: two weeks are not lived through second by second.</summary>
sealed class MovedClock : TimeProvider
{
    TimeSpan _by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _by;

    public void Advance(TimeSpan by) => _by += by;
}
