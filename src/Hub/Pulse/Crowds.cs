namespace Backchannel.Hub.Pulse;

/// <summary>Who is heard in a session, as sums at the landmark.</summary>
/// <param name="LoudestFast">Of the author with most fast units.</param>
/// <param name="ThirdFast">Of the author with third most.</param>
/// <param name="LoudestSlow">Slow ones of the loudest.</param>
readonly record struct Crowd(double LoudestFast, double ThirdFast, double LoudestSlow = 0);

/// <summary>
/// The crowds of an event's sessions as this process read them. Sums that decay forward stand still until somebody is heard: a session whose sums are what they
/// were has the crowd that it had, and need not be asked again. An author who takes another's place within one commit and minute is heard with the next one.
/// </summary>
sealed class Crowds
{
    readonly Lock _lock = new();
    readonly Dictionary<string, (Sums Sums, Crowd Crowd)> _known = [];

    public Crowd? Find(string field, Sums sums)
    {
        lock (_lock) return _known.TryGetValue(field, out var known) && known.Sums == sums ? known.Crowd : null;
    }

    public void Learn(string field, Sums sums, Crowd crowd)
    {
        lock (_lock) _known[field] = (sums, crowd);
    }
}

/// <summary>A session's units, as they stand at a landmark.</summary>
readonly record struct Sums(DateTimeOffset Landmark, double Fast, double Slow);

/// <summary>What a process remembers of an event's numbers, so as not to read all of them each time.</summary>
sealed class PulseMemory
{
    public Sparklines Sparklines { get; } = new();

    public Crowds Crowds { get; } = new();
}
