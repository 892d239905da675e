using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Hub.Engagement;

/// <summary>
/// Tells what somebody should look at: a silence where there should be posts, a rush where there should be few. Both are judged by the event's own
/// pace, so that a small event is not always too quiet nor a large one always too loud. Pure.
/// </summary>
static partial class Watch
{
    /// <summary>Minutes whose pace is the usual one.</summary>
    const int PaceMinutes = 60;

    public static IEnumerable<Alarm> Look(CardsInOrder cards, IReadOnlyList<SessionInfo> sessions, IReadOnlyList<SourceReported> sources, DateTimeOffset now)
    {
        var silent = Silent(cards, sources, now);
        if (silent is not null) yield return silent;
        else
            foreach (var alarm in Quiet(cards, sessions, now)) yield return alarm;
        if (Burst(cards, now) is { } burst) yield return burst;
        foreach (var alarm in Floods(cards, now)) yield return alarm;
    }

    static Dictionary<string, List<Card>> InSessions(ReadOnlySpan<Card> cards)
    {
        var sessions = new Dictionary<string, List<Card>>();
        foreach (var card in cards)
        {
            if (card.Session is not { } session) continue;
            if (!sessions.TryGetValue(session, out var all)) sessions.Add(session, all = []);
            all.Add(card);
        }
        return sessions;
    }

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    static string Whole(double number) => Math.Round(number).ToString(CultureInfo.InvariantCulture);
}
