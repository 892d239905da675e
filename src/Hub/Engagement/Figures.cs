using Backchannel.Contracts;

namespace Backchannel.Hub.Engagement;

/// <summary>What posts come to. Pure.</summary>
static class Figures
{
    /// <summary>Of what was made from one moment on and before another.</summary>
    public static EngagementFigures Of(CardsInOrder cards, DateTimeOffset from, DateTimeOffset to)
    {
        var made = cards.Between(from, to);
        var people = PeopleOf(made);
        var returning = Among(people, cards.Before(from));
        var replies = Replies(made);
        return new(
            made.Length, Math.Round(made.Length / (to - from).TotalMinutes, 2), people.Count, people.Count - returning, returning, replies, Share(replies, made.Length));
    }

    public static HashSet<int> PeopleOf(ReadOnlySpan<Card> cards)
    {
        var people = new HashSet<int>();
        foreach (var card in cards) people.Add(card.By);
        return people;
    }

    /// <summary>How many of some people made one of these cards.</summary>
    public static int Among(HashSet<int> people, ReadOnlySpan<Card> cards)
    {
        var missing = new HashSet<int>(people);
        foreach (var card in cards)
            if (missing.Remove(card.By) && missing.Count == 0) break;
        return people.Count - missing.Count;
    }

    public static int Replies(ReadOnlySpan<Card> cards)
    {
        var replies = 0;
        foreach (var card in cards)
            if (card.Reply) replies++;
        return replies;
    }

    /// <summary>Null of nothing.</summary>
    public static double? Share(int part, int whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);

    /// <summary>Most first; of two alike in the order of their names.</summary>
    public static IReadOnlyList<NetworkShare> Networks(ReadOnlySpan<Card> cards)
    {
        var posts = new Dictionary<Network, int>();
        foreach (var card in cards) posts[card.Network] = posts.GetValueOrDefault(card.Network) + 1;
        var whole = cards.Length;
        return [.. posts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => new NetworkShare(pair.Key, pair.Value, Share(pair.Value, whole) ?? 0))];
    }
}
