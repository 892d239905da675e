using Backchannel.Contracts;

namespace Backchannel.Hub.People;

/// <summary>Somebody at an event: all accounts whose posts were found to be one person's.</summary>
sealed class Person
{
    readonly Dictionary<Account, Author> _accounts = [];

    /// <summary>The account of their first post here, by which they are listed.</summary>
    public Account Account { get; private set; }

    /// <summary>As their latest post from that account shows them.</summary>
    public Author Author => _accounts[Account];

    public IEnumerable<(Network Network, Author Author)> Accounts => _accounts.Select(pair => (pair.Key.Network, pair.Value));

    public int Posts { get; private set; }
    public int Answers { get; set; }
    public DateTimeOffset First { get; private set; } = DateTimeOffset.MaxValue;
    public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

    public Tally<string> Sessions { get; } = [];

    /// <summary>Folded.</summary>
    public Tally<string> Hashtags { get; } = [];

    /// <summary>Whom they mention and answer.</summary>
    public Tally<Person> Talks { get; } = [];

    public List<PersonRole> Roles { get; } = [];

    /// <summary>They mind to be found, are automated, or asked to be left out: no page names them.</summary>
    public bool Hidden { get; private set; }

    /// <summary>Call in the order in which the posts were made.</summary>
    public void Says(Said said)
    {
        if (Posts++ == 0) Account = Account.Of(said.Post);
        (First, Last) = (said.Post.CreatedAt < First ? said.Post.CreatedAt : First, said.Post.CreatedAt > Last ? said.Post.CreatedAt : Last);
        Has(said);
    }

    /// <summary>An account of theirs, from whose posts none need be a card of its own.</summary>
    public void Has(Said said)
    {
        _accounts[Account.Of(said.Post)] = said.Post.Author;
        Hidden |= said.Post.Author.Bot || !said.Listed;
    }

    public void LeaveOut(IReadOnlySet<string> leftOut) => Hidden |= Accounts.Any(account => Names.Of(account.Network, account.Author).Any(leftOut.Contains));

    public PersonName Name => new(Account.Network, Author.Handle, Author.Name);
}

/// <summary>How often each of some things occurs, in the order in which they first did.</summary>
sealed class Tally<T> : Dictionary<T, int> where T : notnull
{
    public void Add(T item) => this[item] = this.GetValueOrDefault(item) + 1;

    /// <summary>The most frequent first; of two alike the one that came first.</summary>
    public IEnumerable<T> Most => this.OrderByDescending(pair => pair.Value).Select(pair => pair.Key);
}
