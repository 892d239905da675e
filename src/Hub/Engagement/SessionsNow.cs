using Backchannel.Contracts;
using Backchannel.Hub.Archive;

namespace Backchannel.Hub.Engagement;

/// <summary>What makes sessions hot: who posts in them just now, and what. Pure.</summary>
static class SessionsNow
{
    /// <summary>Minutes that tell why, and minutes of the line beside it.</summary>
    public const int Why = 15, Sparkline = 30;

    const int Most = 50, Unranked = int.MaxValue;

    /// <param name="cards">All of the event.</param>
    /// <param name="pulses">The counters' word on heat and rank; empty while they are away.</param>
    /// <param name="before">Ranks of ten minutes ago; null where none are known.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<SessionHeat> Of(
        CardsInOrder cards, IReadOnlyList<SessionPulse> pulses, IReadOnlyDictionary<string, int>? before, DateTimeOffset now)
    {
        var recent = cards.Between(now.AddMinutes(-Sparkline), now.AddTicks(1)).ToArray().Where(card => card.Session is not null).ToLookup(card => card.Session!);
        var known = pulses.Where(pulse => pulse.Session is not null).ToDictionary(pulse => pulse.Session!);
        return
        [
            .. recent.Select(session => Of(session.Key, [.. session], known.GetValueOrDefault(session.Key), now))
                .OrderBy(heat => heat.Rank).ThenByDescending(heat => heat.People).ThenByDescending(heat => heat.Posts).ThenBy(heat => heat.Session, StringComparer.Ordinal)
                .Take(Most).Select((heat, index) => heat with { Rank = heat.Rank == Unranked ? index + 1 : heat.Rank, RankBefore = before is null ? null : before.GetValueOrDefault(heat.Session) }),
        ];
    }

    static SessionHeat Of(string session, Card[] cards, SessionPulse? pulse, DateTimeOffset now)
    {
        var why = cards.Where(card => card.At > now.AddMinutes(-Why)).ToList();
        int With(Traits trait) => why.Count(card => card.Traits.HasFlag(trait));
        return new(
            session, pulse?.Heat, pulse?.Rank ?? Unranked, null, why.Select(card => card.By).Distinct().Count(), why.Count,
            With(Traits.Photo), With(Traits.Question), With(Traits.Link), why.Count(card => card.Reply),
            // The last step is the minute that has begun.
            PostsOverTime.Counts(cards, now.AddMinutes(-Sparkline).AddTicks(1), 1, Sparkline));
    }
}
