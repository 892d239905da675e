using System.Globalization;

namespace Backchannel.Ingest;

/// <summary>Times as networks and files claim them.</summary>
static class Moments
{
    /// <summary>How far another's clock may be ahead of ours without a word.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>In UTC, which is also meant where no zone is named; null where it is no time.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    /// <summary>Nobody posts in the future, nor before 1970, whatever a device says: then it is dated when it is heard.</summary>
    public static DateTimeOffset Believed(this DateTimeOffset at, DateTimeOffset now) => at < now && at >= DateTimeOffset.UnixEpoch ? at : now;
}
