using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Digests;
using Backchannel.Hub.Events;

namespace Backchannel.Hub.Engagement;

/// <summary>Compares what somebody asks to have compared; made each time, out of the cards that are in memory.</summary>
sealed class Comparisons(Desks desks, LedgerReader reader, TimeProvider time, IConfiguration configuration)
{
    /// <summary>Words of so many posts with a link are read, the latest.</summary>
    const int MostWithLinks = 2_000;

    public Task<EngagementComparison> Sessions(KnownEvent known, SessionInfo a, SessionInfo b, CancellationToken stop) =>
        Of(known, Compared.Sessions, cards => (Comparing.Session(a, cards), Comparing.Session(b, cards)), stop);

    public Task<EngagementComparison> Days(KnownEvent known, DateOnly a, DateOnly b, CancellationToken stop)
    {
        var zone = known.Zone;
        return Of(known, Compared.Days, cards => (Comparing.Day(a, zone, cards), Comparing.Day(b, zone, cards)), stop);
    }

    /// <summary>Days on which something was posted, in order.</summary>
    public async Task<IReadOnlyList<EngagementDay>> Posted(KnownEvent known, CancellationToken stop)
    {
        var (ledger, zone) = (await desks.Cards(known, stop), known.Zone);
        lock (ledger)
            return
            [
                .. ledger.Cards.All.CountBy(card => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(card.At, zone).DateTime)).OrderBy(day => day.Key)
                    .Select(day => new EngagementDay(day.Key.ToString("O", System.Globalization.CultureInfo.InvariantCulture), day.Value)),
            ];
    }

    async Task<EngagementComparison> Of(KnownEvent known, Compared of, Func<CardsInOrder, (Side A, Side B)> sides, CancellationToken stop)
    {
        var ledger = await desks.Cards(known, stop);
        Side a, b;
        lock (ledger) (a, b) = sides(ledger.Cards);
        var compared = Comparing.Of(known.Slug, of, a, b, time.GetUtcNow());
        return compared with { A = await Told(known, compared.A, a, stop), B = await Told(known, compared.B, b, stop) };
    }

    async Task<ComparedSide> Told(KnownEvent known, ComparedSide told, Side side, CancellationToken stop)
    {
        var linking = side.Cards.Where(card => card.Listed && card.Traits.HasFlag(Traits.Link)).TakeLast(MostWithLinks).ToList();
        var shared = await reader.Shared(known.Slug, linking, stop);
        var own = new OwnPages(known.Slug, known.Sessions, configuration["Backchannel:PublicUrl"]);
        var states = await reader.Questions(known.Slug, stop);
        var asked = side.Cards.Where(card => states.ContainsKey(card.Id)).Select(card => states[card.Id]).ToList();
        return told with
        {
            Links = RisingNow.Links(shared, own, DateTimeOffset.MinValue),
            Questions = asked.Count,
            Answered = asked.Count(state => state == QuestionState.Answered),
        };
    }
}
