using Backchannel.Contracts;

namespace Backchannel.Hub.Engagement;

/// <summary>Posts against time. Pure.</summary>
static class PostsOverTime
{
    /// <summary>So many sessions are marked on an axis at most; those with most posts.</summary>
    const int MostSessions = 200;

    public static PostsChart Chart(ChartSpan span, CardsInOrder cards, IReadOnlyList<SessionInfo> sessions, TimeZoneInfo zone, DateTimeOffset now)
    {
        var range = ChartRange.Of(span, cards, sessions, zone, now);
        var made = cards.Between(range.From, range.To);
        return new(span, range.From, range.Step, Counts(made, range.From, range.Step, range.Count), On(made, sessions, range));
    }

    /// <summary>Cards in each step from a moment on; those before and after count nowhere.</summary>
    public static int[] Counts(ReadOnlySpan<Card> cards, DateTimeOffset from, int step, int count)
    {
        var counts = new int[Math.Max(0, count)];
        var width = TimeSpan.FromMinutes(step).Ticks;
        foreach (var card in cards)
            if (card.At >= from && (card.At - from).Ticks / width is var place && place < counts.Length) counts[place]++;
        return counts;
    }

    static List<ChartSession> On(ReadOnlySpan<Card> cards, IReadOnlyList<SessionInfo> sessions, ChartRange range)
    {
        var posts = new Dictionary<string, int>();
        foreach (var card in cards)
            if (card.Session is { } session) posts[session] = posts.GetValueOrDefault(session) + 1;
        return
        [
            .. sessions.Where(session => !session.Cancelled && session.Start < range.To && session.End > range.From)
                .Select(session => new ChartSession(session.Id, session.Title, session.Room, session.Start, session.End, posts.GetValueOrDefault(session.Id)))
                .OrderByDescending(session => session.Posts).Take(MostSessions).OrderBy(session => session.Start).ThenBy(session => session.Id, StringComparer.Ordinal),
        ];
    }
}
