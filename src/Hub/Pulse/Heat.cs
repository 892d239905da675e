namespace Backchannel.Hub.Pulse;

/// <summary>A session's units as they count now.</summary>
/// <param name="Fast">With the fast half-life.</param>
/// <param name="Slow">With the slow one.</param>
/// <param name="LoudestFast">Of <paramref name="Fast"/>, those of the author who has most.</param>
/// <param name="LoudestSlow">Of <paramref name="Slow"/>, those of the same author.</param>
/// <param name="ThirdFast">Of <paramref name="Fast"/>, those of the author who has third most.</param>
readonly record struct Units(double Fast, double Slow, double LoudestFast, double LoudestSlow, double ThirdFast);

/// <summary>How much a session is above its own baseline, and so where it stands among others. Pure.</summary>
/// <param name="Trends">At least three people were heard of late.</param>
/// <param name="Value">1 is as usual; always 1 where it does not trend.</param>
/// <param name="Rate">People heard a minute, without the loudest: decides between equals.</param>
readonly record struct Heat(bool Trends, double Value, double Rate)
{
    /// <summary>
    /// People a minute added to both sides of the comparison, so that three posts after a silence are no sensation. Chosen by simulation
    /// (<c>Hub.Tests/Pulse/SmoothingTests</c>): more of it hides bursts, and small sessions that double, behind large steady ones; less of it finds hardly any
    /// more of either, and calls hot what is chance: with half of it more than ten times as often.
    /// </summary>
    public const double Smoothing = 0.5;

    /// <summary>A voice can be heard as long as one post counts a quarter of an hour later.</summary>
    public static readonly TimeSpan Audible = TimeSpan.FromMinutes(15);

    /// <summary>Fewer people than this are no crowd.</summary>
    const int Crowd = 3;

    /// <summary>As many units as an author needs to be heard.</summary>
    public static readonly double Voice = Math.Pow(2, -(Audible / Decay.Fast));

    /// <summary>With fewer units than this nobody needs to look who was heard: a crowd has more.</summary>
    public static readonly double CrowdAtLeast = Crowd * Voice;

    /// <param name="units">Without the loudest author, on both sides: whoever posts most, and however much, changes nothing, so that one person cannot make a session trend.</param>
    /// <param name="age">
    /// Since the session's slot began; null where that tells nothing. A mean over an hour of which a quarter has passed is a quarter of what it will be: without
    /// this every session would be hot for as long as it is young.
    /// </param>
    /// <param name="smoothing"><see cref="Smoothing"/>, but for the simulation that chose it.</param>
    public static Heat Of(Units units, TimeSpan? age, double smoothing = Smoothing)
    {
        if (units.Fast < CrowdAtLeast) return new(false, 1, 0);
        var fast = PeopleAMinute(units.Fast - units.LoudestFast, Decay.Fast, age);
        if (units.ThirdFast < Voice) return new(false, 1, Math.Round(fast, 2));
        var slow = PeopleAMinute(units.Slow - units.LoudestSlow, Decay.Slow, age);
        return new(true, Math.Round((fast + smoothing) / (slow + smoothing), 2), Math.Round(fast, 2));
    }

    /// <summary>Hottest first. What does not trend comes after all that does, however loud it is.</summary>
    public static IEnumerable<T> Order<T>(IEnumerable<T> sessions, Func<T, Heat> heat, Func<T, string> id) => sessions
        .OrderByDescending(session => heat(session).Trends).ThenByDescending(session => heat(session).Value).ThenByDescending(session => heat(session).Rate)
        .ThenBy(id, StringComparer.Ordinal);

    static double PeopleAMinute(double units, TimeSpan halfLife, TimeSpan? age)
    {
        // Of the first minute there is nothing to be told yet: a session that is seconds old would be divided by next to nothing.
        var seen = age is { Ticks: > 0 } since ? 1 - Math.Pow(2, -(Math.Max(1, since.TotalMinutes) / halfLife.TotalMinutes)) : 1;
        return Decay.PerMinute(Math.Max(0, units), halfLife) / seen;
    }
}
