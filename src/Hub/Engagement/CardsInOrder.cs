namespace Backchannel.Hub.Engagement;

/// <summary>Cards by the time at which they were made: the same order for everybody, and any span of time of them at once.</summary>
sealed class CardsInOrder
{
    readonly List<Card> _cards;

    public CardsInOrder(IEnumerable<Card> cards)
    {
        _cards = [.. cards];
        _cards.Sort(Order);
    }

    public int Count => _cards.Count;

    public IReadOnlyList<Card> All => _cards;

    /// <summary>Those made from one moment on and before another.</summary>
    public ReadOnlySpan<Card> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var (first, end) = (IndexOf(from), IndexOf(to));
        return end > first ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_cards)[first..end] : [];
    }

    /// <summary>Those made before a moment.</summary>
    public ReadOnlySpan<Card> Before(DateTimeOffset moment) => Between(DateTimeOffset.MinValue, moment);

    public void Add(Card card)
    {
        var place = _cards.BinarySearch(card, Comparer<Card>.Create(Order));
        _cards.Insert(place < 0 ? ~place : place, card);
    }

    public void Remove(Card card)
    {
        if (_cards.BinarySearch(card, Comparer<Card>.Create(Order)) is >= 0 and var place) _cards.RemoveAt(place);
    }

    int IndexOf(DateTimeOffset moment)
    {
        var (low, high) = (0, _cards.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_cards[middle].At < moment) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static int Order(Card a, Card b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Id, b.Id);
}
