using Backchannel.Contracts;

namespace Backchannel.Hub.Engagement;

/// <summary>One of two that are compared.</summary>
/// <param name="Id">The session, or the day.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Cards">What was posted in it.</param>
/// <param name="Before">How many of their authors had posted at the event before they did here.</param>
readonly record struct Side(string Id, DateTimeOffset Start, DateTimeOffset End, Card[] Cards, int Before);

/// <summary>Two sessions or two days on one axis: minutes since the start of each. Pure.</summary>
static class Comparing
{
    const int Most = 240;

    /// <summary>Minutes around a session that belong to it.</summary>
    const int Early = 15, Late = 30;

    static readonly int[] Steps = [1, 2, 5, 10, 15, 30, 60, 120, 240];

    /// <summary>A session: what is filed in it.</summary>
    public static Side Session(SessionInfo session, CardsInOrder cards)
    {
        var own = cards.All.Where(card => card.Session == session.Id).ToArray();
        return new(session.Id, session.Start, session.End, own, Earlier(own, cards));
    }

    /// <summary>A day in a zone: what was made on it.</summary>
    public static Side Day(DateOnly day, TimeZoneInfo zone, CardsInOrder cards)
    {
        var (start, end) = (ChartRange.StartOf(day, zone), ChartRange.StartOf(day.AddDays(1), zone));
        var own = cards.Between(start, end).ToArray();
        return new(day.ToString("O", System.Globalization.CultureInfo.InvariantCulture), start, end, own, Earlier(own, cards));
    }

    public static EngagementComparison Of(string slug, Compared of, Side a, Side b, DateTimeOffset now)
    {
        var (first, last) = of == Compared.Days ? (0, 0) : (-Early, Late);
        var length = last - first + Math.Ceiling(Math.Max((a.End - a.Start).TotalMinutes, (b.End - b.Start).TotalMinutes));
        var step = Array.Find(Steps, step => length / step <= Most) is > 0 and var fits ? fits : Steps[^1];
        var count = (int)Math.Min(Most, Math.Ceiling(length / step));
        return new(
            slug, of, now, first, step, Tell(a, first, step, count, now), Tell(b, first, step, count, now),
            Figures.Among(Figures.PeopleOf(a.Cards), b.Cards));
    }

    static ComparedSide Tell(Side side, int first, int step, int count, DateTimeOffset now)
    {
        var from = side.Start.AddMinutes(first);
        // A line ends with the step that has begun.
        var begun = (int)Math.Clamp(Math.Floor((now - from).TotalMinutes / step) + 1, 0, count);
        var chart = PostsOverTime.Counts(side.Cards, from, step, begun);
        var people = Figures.PeopleOf(side.Cards).Count;
        var replies = Figures.Replies(side.Cards);
        var peak = chart.Length > 0 ? chart.Max() : 0;
        return new(
            side.Id, side.Start, side.End, side.Cards.Length, people, people - side.Before, replies, Figures.Share(replies, side.Cards.Length),
            Math.Round((double)peak / step, 2), peak > 0 ? first + (Array.IndexOf(chart, peak) * step) : null,
            0, 0, Figures.Networks(side.Cards), [], chart);
    }

    static int Earlier(Card[] own, CardsInOrder cards)
    {
        var first = new Dictionary<int, Card>();
        foreach (var card in own) first.TryAdd(card.By, card);
        var earlier = 0;
        foreach (var card in own.Length == 0 ? [] : cards.Before(own[^1].At.AddTicks(1)))
            if (first.TryGetValue(card.By, out var begin))
            {
                first.Remove(card.By);
                if (card != begin) earlier++;
            }
        return earlier;
    }
}
