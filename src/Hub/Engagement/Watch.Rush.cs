using Backchannel.Contracts;

namespace Backchannel.Hub.Engagement;

// More posts than usual, of everybody or of one.
static partial class Watch
{
    /// <summary>A burst is counted over so many minutes, a flood over so many.</summary>
    public const int BurstMinutes = 3, FloodMinutes = 5;

    /// <summary>Fewer minutes than this are no usual pace.</summary>
    const int LeastPace = 15;

    const int LeastBurst = 15, BurstTimes = 4, FloodPosts = 10, MostFloods = 3;

    static Alarm? Burst(CardsInOrder cards, DateTimeOffset now)
    {
        var since = now.AddMinutes(-BurstMinutes);
        var burst = cards.Between(since, now.AddTicks(1));
        if (burst.Length < LeastBurst) return null;
        var before = cards.Between(since.AddMinutes(-PaceMinutes), since);
        // An event that has only just begun has no usual pace.
        if (before.Length == 0 || (since - before[0].At).TotalMinutes < LeastPace) return null;
        var usual = before.Length * BurstMinutes / (since - before[0].At).TotalMinutes;
        if (burst.Length < BurstTimes * usual || burst.Length < usual + (4 * Math.Sqrt(usual))) return null;
        return new(
            AlarmKind.Burst,
            $"{Whole((double)burst.Length / BurstMinutes)} posts a minute in the last {BurstMinutes} minutes, {Whole(burst.Length / usual)} times as many as in the hour before.",
            "Good news in most cases. If it is not what you want on the walls, have posts wait for a moderator under Rules.", Most(burst));
    }

    static IEnumerable<Alarm> Floods(CardsInOrder cards, DateTimeOffset now) => cards.Between(now.AddMinutes(-FloodMinutes), now.AddTicks(1)).ToArray()
        .GroupBy(card => card.By).Where(all => all.Count() >= FloodPosts).OrderByDescending(all => all.Count()).Take(MostFloods)
        .Select(all => new Alarm(
            AlarmKind.Flood, $"One account has posted {all.Count()} times in {FloodMinutes} minutes.",
            "If that is not wanted, block the account under Moderation: what it posted can be taken off there too.", PostId: all.Last().Id));

    /// <summary>The session of more than half of these.</summary>
    static string? Most(ReadOnlySpan<Card> cards)
    {
        var half = cards.Length / 2;
        return InSessions(cards).Where(pair => pair.Value.Count > half).Select(pair => pair.Key).FirstOrDefault();
    }
}
