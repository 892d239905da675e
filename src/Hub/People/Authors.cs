using Backchannel.Contracts;

namespace Backchannel.Hub.People;

/// <summary>The people behind posts, and whom posts speak of. Pure.</summary>
sealed class Authors(OnePerson one)
{
    readonly Dictionary<Account, Person> _people = [];
    readonly Dictionary<string, Person> _byPost = [], _byName = [];

    public IEnumerable<Person> All => _people.Values;

    /// <summary>Call in the order in which the posts were made.</summary>
    public void Add(Said said, IReadOnlyDictionary<string, Said> twins)
    {
        var account = one.Of(Account.Of(said.Post));
        if (!_people.TryGetValue(account, out var person)) _people.Add(account, person = new());
        person.Says(said);
        Remember(said.Post, person);
        foreach (var badge in said.Post.AlsoOn)
            if (twins.TryGetValue(badge.PostId, out var twin))
            {
                person.Has(twin);
                Remember(twin.Post, person);
            }
    }

    public Person? Of(Said said) => _byPost.GetValueOrDefault(said.Post.Id);

    /// <summary>Who said what this answers, where that is known.</summary>
    public Person? Answered(Post post) => post.ReplyTo is { } id ? _byPost.GetValueOrDefault(id) : null;

    public IEnumerable<Person> Mentioned(Post post) => post.Spans.Where(span => span.Kind == SpanKind.Mention)
        .Select(span => Names.OfMention(post.Network, span.Value).Select(name => _byName.GetValueOrDefault(name)).FirstOrDefault(person => person is not null))
        .OfType<Person>();

    void Remember(Post post, Person person)
    {
        _byPost[post.Id] = person;
        foreach (var name in Names.Of(post.Network, post.Author)) _byName[name] = person;
    }
}
