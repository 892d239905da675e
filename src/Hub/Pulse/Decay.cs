namespace Backchannel.Hub.Pulse;

/// <summary>
/// Counts that fade without being touched (Cormode, Shkapenyuk, Srivastava and Xu, "Forward Decay: A Practical Time Decay Model for Streaming Systems", ICDE
/// 2009): a unit of time t adds 2^((t − landmark) / half-life) to a sum, and whoever reads the sum at a later moment divides it by what a unit of that moment
/// would add. So sums compare as they stand, and nothing has to be swept. Pure.
/// </summary>
/// <remarks>
/// A unit is an author heard in a session within one minute, be it with one post or with fifty. It weighs as of the middle of its minute: so it can be taken
/// back to the last bit, whichever of the minute's posts goes, and a steady session is neither ahead of its own past nor behind it.
/// </remarks>
static class Decay
{
    /// <summary>The half-lives: how it is now, and how it is as a rule.</summary>
    public static readonly TimeSpan Fast = TimeSpan.FromMinutes(5), Slow = TimeSpan.FromMinutes(60);

    /// <summary>What is older than this weighs nothing: it would be 1/4096 of a unit.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromHours(12);

    /// <summary>By then a unit adds 2^864; doubles end at 2^1024.</summary>
    public static readonly TimeSpan LongestLandmark = TimeSpan.FromDays(3);

    public static long Minute(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    public static DateTimeOffset MiddleOf(long minute) => DateTimeOffset.FromUnixTimeSeconds(minute * 60 + 30);

    /// <summary>What a unit of this minute adds to a sum.</summary>
    public static double Weight(long minute, DateTimeOffset landmark, TimeSpan halfLife) => Math.Pow(2, (MiddleOf(minute) - landmark) / halfLife);

    /// <summary>A sum in units as they count at <paramref name="now"/>. What is left of units that were taken back is rounding, on either side of nothing.</summary>
    public static double At(DateTimeOffset now, double sum, DateTimeOffset landmark, TimeSpan halfLife) =>
        Math.Max(0, sum) * Math.Pow(2, (landmark - now) / halfLife);

    /// <summary>How many units a minute make up so many that have not faded: r a minute, for ever, come to r · half-life / ln 2.</summary>
    public static double PerMinute(double units, TimeSpan halfLife) => units * Math.Log(2) / halfLife.TotalMinutes;

    /// <summary>Units that came or went as an author's cards of one minute became more or fewer.</summary>
    public static int Units(long before, long after) => (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
}
