namespace Backchannel.Ingest;

/// <summary>Pauses between tries: each twice the last, and never quite the same for two installations, so that they do not return all at once.</summary>
sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    /// <summary>No server gets to silence us for longer than this.</summary>
    static readonly TimeSpan LongestWish = TimeSpan.FromMinutes(10);

    int _tries;

    /// <param name="wish">What the server asks us to wait, if it does.</param>
    public TimeSpan Next(TimeSpan? wish = null)
    {
        var most = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(_tries++, 20)));
        var pause = TimeSpan.FromMilliseconds(most * (0.5 + (Random.Shared.NextDouble() / 2)));
        return wish is not { } wished ? pause : wished > LongestWish ? LongestWish : wished > pause ? wished : pause;
    }

    public void Reset() => _tries = 0;
}
