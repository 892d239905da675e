namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>1 s, 2 s, 4 s … 60 s, each shortened by up to a half at random, so that many who lost the same server do not return as one.</summary>
sealed class Backoff
{
    const double First = 1, Longest = 60;

    double _seconds = First;

    public TimeSpan Next()
    {
        var wait = _seconds * (0.5 + Random.Shared.NextDouble() / 2);
        _seconds = Math.Min(Longest, 2 * _seconds);
        return TimeSpan.FromSeconds(wait);
    }

    public void Reset() => _seconds = First;
}
