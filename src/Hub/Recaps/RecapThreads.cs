namespace Backchannel.Hub.Recaps;

/// <summary>Cards as they answer each other, each in one place. Pure.</summary>
sealed class RecapThreads
{
    /// <summary>Answers to answers are set in this often; what is deeper stands beside what it answers.</summary>
    const int MostDeep = 3;

    /// <summary>More of one thread is a page of its own.</summary>
    public const int MostInThread = 40;

    readonly Func<RecapCard, int?> _place;
    readonly Dictionary<string, RecapCard> _cards = [];
    readonly Dictionary<string, RecapCard> _parents = [];
    readonly Dictionary<string, int?> _places = [];
    readonly Dictionary<string, List<RecapCard>> _replies = [];
    readonly HashSet<string> _off = [];

    /// <param name="cards">In the order in which they were made.</param>
    /// <param name="place">Where a card says it belongs, from 1; 0 for nowhere, null where it says nothing.</param>
    /// <param name="leftOut">Ids of those that are not shown, and nothing below them.</param>
    public RecapThreads(IReadOnlyList<RecapCard> cards, Func<RecapCard, int?> place, IReadOnlySet<string> leftOut)
    {
        _place = place;
        foreach (var card in cards) _cards.TryAdd(card.Id, card);
        foreach (var card in _cards.Values)
            if (card.ReplyTo is { } id && id != card.Id && _cards.TryGetValue(id, out var parent)) _parents[card.Id] = parent;
        foreach (var card in _cards.Values) Settle(card);
        foreach (var card in cards)
            if (ParentOf(card) is { } parent) Add(_replies, parent.Id, card);
        foreach (var card in cards)
            if (leftOut.Contains(card.Id)) TakeOff(card);
        // What others answered to a post that only is not listed stands for itself.
        _off.UnionWith(cards.Where(card => !card.Listed).Select(card => card.Id));
    }

    /// <summary>Where a card belongs, by itself or by what it answers; 0 for nowhere.</summary>
    public int PlaceOf(RecapCard card) => _places.GetValueOrDefault(card.Id) ?? 0;

    /// <summary>Neither left out nor below something that is.</summary>
    public bool IsIn(RecapCard card) => !_off.Contains(card.Id);

    /// <summary>It begins a thread: it answers nothing that is here, but for the post that puts its question.</summary>
    public bool IsRoot(RecapCard card) => ParentOf(card) is not { Listed: true };

    /// <summary>A thread as it is shown.</summary>
    public RecapNode Node(RecapCard root)
    {
        var room = MostInThread - 1;
        return Node(root, 1, ref room);
    }

    /// <summary>All that is in a thread.</summary>
    public IEnumerable<RecapCard> Whole(RecapCard root)
    {
        var left = new Stack<RecapCard>([root]);
        while (left.TryPop(out var card))
        {
            if (!IsIn(card)) continue;
            yield return card;
            foreach (var reply in _replies.GetValueOrDefault(card.Id) ?? []) left.Push(reply);
        }
    }

    RecapNode Node(RecapCard card, int depth, ref int room)
    {
        var replies = new List<RecapNode>();
        var below = depth < MostDeep
            ? (_replies.GetValueOrDefault(card.Id) ?? []).Where(IsIn)
            : Whole(card).Skip(1).OrderBy(reply => reply.At).ThenBy(reply => reply.Seq);
        foreach (var reply in below)
        {
            if (room == 0) break;
            room--;
            replies.Add(depth < MostDeep ? Node(reply, depth + 1, ref room) : new(reply, []));
        }
        return new(card, replies) { LeftOut = (_replies.GetValueOrDefault(card.Id) ?? []).Count(reply => !IsIn(reply) && reply.Listed) };
    }

    // Where a card stands is where the first one above it stands that says so. Networks do not make circles, but whoever feeds us may: one is cut where it closes.
    void Settle(RecapCard card)
    {
        var (path, at) = (new List<RecapCard>(), (RecapCard?)card);
        var seen = new HashSet<string>();
        while (at is not null && !_places.ContainsKey(at.Id))
        {
            if (!seen.Add(at.Id))
            {
                _parents.Remove(path[^1].Id);
                break;
            }
            path.Add(at);
            at = _parents.GetValueOrDefault(at.Id);
        }
        foreach (var each in Enumerable.Reverse(path))
            _places[each.Id] = _place(each) ?? (_parents.TryGetValue(each.Id, out var parent) ? _places[parent.Id] : null);
    }

    // An answer to another question than what it answers is one of its own; and whatever answers the post that puts a question is an answer.
    RecapCard? ParentOf(RecapCard card) =>
        _parents.TryGetValue(card.Id, out var parent) && !parent.Asks && !card.Asks && PlaceOf(parent) == PlaceOf(card) ? parent : null;

    void TakeOff(RecapCard card)
    {
        var left = new Stack<RecapCard>([card]);
        while (left.TryPop(out var each))
        {
            if (!_off.Add(each.Id)) continue;
            foreach (var reply in _replies.GetValueOrDefault(each.Id) ?? []) left.Push(reply);
        }
    }

    static void Add(Dictionary<string, List<RecapCard>> lists, string key, RecapCard card)
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        list.Add(card);
    }
}
