using Backchannel.Contracts;
using Backchannel.Hub.People;

namespace Backchannel.Hub.Engagement;

/// <summary>
/// All cards of one event as they are counted, and of the last hour's what they share. Read once, and from then on only what the feed tells of: what
/// goes there goes here. Who looks into it, or changes it, locks it.
/// </summary>
sealed class Ledger
{
    readonly Dictionary<string, Card> _byId = [];
    readonly Dictionary<Account, int> _accounts = [];
    readonly Dictionary<string, string> _sessions = [];
    readonly Dictionary<string, Told> _told = [];

    /// <summary>By time.</summary>
    public CardsInOrder Cards { get; private set; } = new([]);

    /// <summary>The feed's number up to which it is read; 0 before.</summary>
    public long Last { get; set; }

    /// <summary>Starts from these.</summary>
    public void Load(IReadOnlyList<Card> cards)
    {
        _byId.Clear();
        _told.Clear();
        foreach (var card in cards) _byId[card.Id] = card;
        Cards = new(_byId.Values);
    }

    public void Put(Card card)
    {
        Remove(card.Id);
        _byId.Add(card.Id, card);
        Cards.Add(card);
    }

    /// <summary>Whether a post is on show.</summary>
    public bool Holds(string id) => _byId.ContainsKey(id);

    /// <summary>And what it said.</summary>
    public void Remove(string id)
    {
        _told.Remove(id);
        if (_byId.Remove(id, out var card)) Cards.Remove(card);
    }

    /// <summary>The number of an account: it says nothing of whose that is.</summary>
    public int By(Network network, string account)
    {
        if (!_accounts.TryGetValue(new(network, account), out var by)) _accounts.Add(new(network, account), by = _accounts.Count);
        return by;
    }

    /// <summary>The same text for the same session: a hundred thousand cards are in a few hundred of them.</summary>
    public string? Session(string? id) => id is null || _sessions.TryAdd(id, id) ? id : _sessions[id];

    /// <summary>Recent cards whose words are not read yet; the latest ones, where there are too many.</summary>
    public List<string> Untold(DateTimeOffset since, int most) =>
        [.. Cards.Between(since, DateTimeOffset.MaxValue).ToArray().Reverse().Take(most).Select(card => card.Id).Where(id => !_told.ContainsKey(id))];

    public void Tell(string id, Told told)
    {
        if (_byId.ContainsKey(id)) _told[id] = told;
    }

    /// <summary>What a card says; null where that is not kept, or its author does not want to be found.</summary>
    public Told? ToldBy(string id) => _byId.GetValueOrDefault(id) is { Listed: true } ? _told.GetValueOrDefault(id) : null;

    /// <summary>Lets go of words older than that.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var id in _told.Keys.Where(id => _byId[id].At < before).ToList()) _told.Remove(id);
    }

    /// <summary>What recent cards share, but for those of people who do not want to be found.</summary>
    public IReadOnlyList<Shared> Shared(DateTimeOffset since)
    {
        var shared = new List<Shared>();
        foreach (var card in Cards.Between(since, DateTimeOffset.MaxValue))
            if (card.Listed && _told.TryGetValue(card.Id, out var told)) shared.Add(new(card, told));
        return shared;
    }
}
