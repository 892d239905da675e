namespace Backchannel.Web.Organize.Moderation;

// The hub's answers may come in another order than they were asked for: one that was asked for before a later one that was heard, or before the list was
// opened anew, is not heard any more, and one from before a decision does not bring back what was decided.
sealed partial class DeskQueue
{
    // Until which asking an answer may still have it in the list.
    readonly Dictionary<string, int> _decided = [];
    int _asked, _opened, _heard;

    /// <summary>Whether a post is here, or just was and is decided on.</summary>
    public bool Knows(string id) => IsDecided(id) || _cards.Exists(card => card.Id == id);

    /// <summary>The hub is asked for the list now.</summary>
    /// <returns>Which asking it is.</returns>
    public int Ask() => ++_asked;

    /// <summary>Whether it was asked for the list as it is open.</summary>
    public bool IsOpen(int asking) => asking > _opened;

    /// <summary>Whether an answer is news.</summary>
    public bool Hear(int asking)
    {
        if (asking <= _heard) return false;
        _heard = asking;
        foreach (var (id, last) in _decided)
            if (last < asking) _decided.Remove(id);
        return true;
    }

    /// <summary>The hub has them.</summary>
    public void Sent(IEnumerable<string> ids)
    {
        foreach (var id in ids)
            if (_away.Remove(id)) _decided[id] = _asked;
    }

    bool IsDecided(string id) => _away.ContainsKey(id) || _decided.ContainsKey(id);
}
