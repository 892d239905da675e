namespace Backchannel.Hub.People;

/// <summary>Which accounts are one person's: those whose posts were folded into one card. Pure.</summary>
sealed class OnePerson
{
    readonly Dictionary<Account, Account> _joined = [];

    public void Join(Account one, Account other) => _joined[Of(other)] = Of(one);

    /// <summary>One account for all of the same person's.</summary>
    public Account Of(Account account)
    {
        while (_joined.TryGetValue(account, out var next) && next != account)
        {
            // Halves the way for whoever asks next.
            _joined[account] = _joined.GetValueOrDefault(next, next);
            account = next;
        }
        return account;
    }

    /// <param name="said">Cards.</param>
    /// <param name="twins">Posts that are folded into cards, by id.</param>
    public static OnePerson By(IReadOnlyList<Said> said, IReadOnlyDictionary<string, Said> twins)
    {
        var one = new OnePerson();
        foreach (var (card, badge) in said.SelectMany(each => each.Post.AlsoOn.Select(badge => (each, badge))))
            if (twins.TryGetValue(badge.PostId, out var twin)) one.Join(Account.Of(card.Post), Account.Of(twin.Post));
        return one;
    }
}
