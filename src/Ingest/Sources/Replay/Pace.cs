namespace Backchannel.Ingest.Sources.Replay;

/// <summary>
/// Keeps the rhythm in which posts were made, N times faster. Counted from a running clock, not from post to post, so that the time spent
/// handing posts over does not add up.
/// </summary>
sealed class Pace(double speed, TimeProvider time)
{
    /// <summary>No wait is longer: an archive's idle nights must not stall a rehearsal.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    DateTimeOffset? _latest;
    DateTimeOffset _due = time.GetUtcNow();

    /// <summary>Returns when a post made at <paramref name="at"/> is due. One that was made before an earlier one is due at once.</summary>
    public async Task WaitFor(DateTimeOffset? at, CancellationToken stop)
    {
        if (at is not { } made || double.IsPositiveInfinity(speed)) return;
        var gap = _latest is { } latest ? (made - latest).TotalSeconds / speed : 0;
        if (_latest is null || made > _latest) _latest = made;
        _due += TimeSpan.FromSeconds(Math.Clamp(gap, 0, LongestWait.TotalSeconds));
        if (_due - time.GetUtcNow() is { Ticks: > 0 } wait) await Task.Delay(wait, time, stop);
    }
}
