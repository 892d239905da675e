using Backchannel.Contracts;

namespace Backchannel.Web.Organize.Moderation;

/// <summary>
/// The cards of a list, in an order that does not change under a moderator's eyes: what comes joins at the end, what goes leaves at once, but for the one
/// that is being looked at. Which one that is, and which are selected, is kept here too.
/// </summary>
sealed partial class DeskQueue
{
    readonly List<DeskCard> _cards = [];
    readonly Dictionary<string, (DeskCard Card, int At)> _away = [];
    readonly HashSet<string> _returning = [];

    int _focus, _anchor;

    public IReadOnlyList<DeskCard> Cards => _cards;

    public DeskCard? Focused => _focus < _cards.Count ? _cards[_focus] : null;

    public int Selected => _cards.Count(card => card.IsSelected);

    /// <summary>What is asked about the card in focus, which keeps the focus until that is answered or one moves on.</summary>
    public Asking? Question { get; set; }

    /// <summary>Cards of which a decision is on its way.</summary>
    public int Away => _away.Count;

    /// <summary>What a decision is about: the selected cards, else the one in focus.</summary>
    public IReadOnlyList<DeskCard> Concerned => Selected > 0 ? [.. _cards.Where(card => card.IsSelected)] : Focused is { IsGone: false } focused ? [focused] : [];

    /// <summary>The list is opened anew.</summary>
    public void Clear()
    {
        _cards.Clear();
        _away.Clear();
        _returning.Clear();
        (_focus, _anchor, _opened, _heard, Question) = (0, 0, _asked, _asked, null);
    }

    /// <summary>The list as the answer that was heard last has it.</summary>
    /// <param name="items">All that this moderator is to see.</param>
    /// <param name="grows">Whether what is new joins.</param>
    public void Merge(IReadOnlyList<QueueItem> items, bool grows)
    {
        var now = items.ToDictionary(item => item.Post.Id);
        foreach (var card in _cards.ToList())
            if (now.Remove(card.Id, out var item)) (card.Item, card.IsGone) = (item, false);
            else Leave(card);
        if (!grows) return;
        var joining = items.Where(item => now.ContainsKey(item.Post.Id) && !IsDecided(item.Post.Id)).ToLookup(item => _returning.Remove(item.Post.Id));
        _cards.InsertRange(Here, joining[true].Select(item => new DeskCard(item)));
        _cards.AddRange(joining[false].Select(item => new DeskCard(item)));
    }

    /// <summary>More of the list, past its end.</summary>
    public void Append(IReadOnlyList<QueueItem> items) => _cards.AddRange(items.Where(item => !Knows(item.Post.Id)).Select(item => new DeskCard(item)));

    public void Move(int by)
    {
        if (by is 0) return;
        var left = Focused;
        (_focus, Question) = (Math.Clamp(_focus + by, 0, Math.Max(0, _cards.Count - 1)), null);
        if (left is { IsGone: true }) Remove(left);
    }

    public void FocusOn(string id)
    {
        if (_cards.FindIndex(card => card.Id == id) is >= 0 and var at) Move(at - _focus);
    }

    public void Select()
    {
        if (Focused is not { } card) return;
        card.IsSelected = !card.IsSelected;
        _anchor = _focus;
    }

    public void SelectRange()
    {
        for (var at = Math.Min(_anchor, _focus); at <= Math.Max(_anchor, _focus) && at < _cards.Count; at++) _cards[at].IsSelected = true;
    }

    /// <summary>All, or none where all were.</summary>
    public void SelectAll()
    {
        var all = _cards.Exists(card => !card.IsSelected);
        foreach (var card in _cards) card.IsSelected = all;
    }

    /// <summary>Takes cards away before the hub has answered; the focus goes to the one that follows.</summary>
    public void Send(IReadOnlyList<DeskCard> cards)
    {
        foreach (var card in cards)
        {
            _away[card.Id] = (card, _cards.IndexOf(card));
            (card.Trouble, card.IsSelected) = (null, false);
            Remove(card);
        }
    }

    /// <summary>The hub has not: they are back where they were, the first in focus unless something is asked, and say why.</summary>
    public void PutBack(IEnumerable<string> ids, string trouble)
    {
        DeskCard? first = null;
        foreach (var id in ids)
            if (_away.Remove(id, out var away))
            {
                var at = Math.Min(away.At, _cards.Count);
                away.Card.Trouble = trouble;
                _cards.Insert(at, away.Card);
                if (at <= _focus && _cards.Count > 1) _focus++;
                first ??= away.Card;
            }
        if (first is not null && Question is null) _focus = _cards.IndexOf(first);
    }

    /// <summary>What is taken back comes to where one looks, not to the end.</summary>
    public void Expect(IReadOnlyCollection<string> ids)
    {
        _returning.UnionWith(ids.Where(id => _cards.TrueForAll(card => card.Id != id)));
        var late = _cards.FindAll(card => card != Focused && ids.Contains(card.Id));
        late.ForEach(Remove);
        _cards.InsertRange(Here, late);
    }

    // Behind what is asked about.
    int Here => Math.Min(Question is null ? _focus : _focus + 1, _cards.Count);

    void Leave(DeskCard card)
    {
        if (card == Focused) (card.IsGone, card.IsSelected) = (true, false);
        else Remove(card);
    }

    void Remove(DeskCard card)
    {
        var at = _cards.IndexOf(card);
        if (at < 0) return;
        if (at == _focus) Question = null;
        _cards.RemoveAt(at);
        if (at < _focus) _focus--;
        if (at < _anchor) _anchor--;
        _focus = Math.Clamp(_focus, 0, Math.Max(0, _cards.Count - 1));
    }
}
