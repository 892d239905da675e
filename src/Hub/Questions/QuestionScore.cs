using Backchannel.Contracts;

namespace Backchannel.Hub.Questions;

/// <summary>
/// How strongly a question is wanted: the lower end of Wilson's interval for the share of voters who voted for it, halved every half hour. Pure.
/// <para>
/// The share is of those who voted in its session since it was put, so that an early question does not win by having been there longer; the lower end of
/// what the share can be, at 95 %, so that one vote of one counts for less than nine of ten. The interval: E. B. Wilson, "Probable inference, the law of
/// succession, and statistical inference", JASA 22 (1927), 209–212; to rank by its lower end: E. Miller, "How not to sort by average rating" (2009).
/// </para>
/// </summary>
static class QuestionScore
{
    static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(30);

    /// <summary>Of the normal distribution, for 95 % between both ends.</summary>
    const double Z = 1.959964;

    /// <returns>0…1.</returns>
    public static double Of(int votes, int voters, TimeSpan age) => Wilson(votes, voters) * Math.Pow(2, -age / HalfLife);

    /// <summary>How long it has waited while its session ran: what is asked the day before is no older than the session.</summary>
    public static TimeSpan Age(DateTimeOffset asked, SessionInfo session, DateTimeOffset now)
    {
        DateTimeOffset Within(DateTimeOffset at) => at < session.Start ? session.Start : at > session.End ? session.End : at;
        var age = Within(now) - Within(asked);
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    internal static double Wilson(int votes, int voters)
    {
        if (votes <= 0 || voters <= 0) return 0;
        // Somebody may have voted whom the other count has not seen yet.
        var n = (double)Math.Max(votes, voters);
        var (share, z2) = (votes / n, Z * Z);
        var low = (share + z2 / (2 * n) - Z * Math.Sqrt((share * (1 - share) + z2 / (4 * n)) / n)) / (1 + z2 / n);
        return Math.Clamp(low, 0, 1);
    }
}
