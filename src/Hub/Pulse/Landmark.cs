using System.Globalization;

namespace Backchannel.Hub.Pulse;

/// <summary>
/// Up to where an event was counted anew: kept in Redis as long as its counters are, so that every hub sees when another one counted them, and when they were lost.
/// </summary>
/// <param name="At">The moment from which sums decay.</param>
/// <param name="Seq">The feed's last number that was counted then.</param>
readonly record struct Landmark(DateTimeOffset At, long Seq)
{
    /// <summary>Null for none.</summary>
    public static Landmark? Parse(string? text) =>
        text?.Split(' ') is [var at, var seq] && Number(at) is { } milliseconds && Number(seq) is { } last
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), last) : null;

    /// <summary>To the millisecond, as it is kept: every hub weighs with the same one.</summary>
    public static Landmark Now(TimeProvider time, long seq) => new(DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()), seq);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()} {Seq}");

    static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 47 ? number : null;
}
