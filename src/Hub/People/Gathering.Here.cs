using Backchannel.Contracts;

namespace Backchannel.Hub.People;

// What the page shows.
sealed partial class Gathering
{
    const int MostPeople = 200, MostEach = 5, MostTags = 20;

    /// <param name="me">Who asks whom to meet: a handle, or a name given on our own page; null for nobody.</param>
    /// <param name="role">Only those.</param>
    public PeopleHere Here(string? me, PersonRole? role)
    {
        var asked = role is { } only ? [.. _people.Where(person => person.Roles.Contains(only))] : _people;
        var found = me is null ? null : Find(me);
        return new([.. asked.Take(MostPeople).Select(Info)], asked.Count, Common(), found is null ? null : Info(found), found is null ? [] : Meet(found), _posts)
        {
            Roles = [.. Enum.GetValues<PersonRole>().Where(each => _people.Exists(person => person.Roles.Contains(each)))],
        };
    }

    /// <summary>By what an account is kept in mind: what was said, and the id of whoever is known by it, shown or not.</summary>
    public IReadOnlyCollection<string> Keys(Network network, string handle)
    {
        var key = Names.Key(network, handle);
        return [.. _accounts.Where(account => account.Network == network && Names.Of(network, account.Author).Contains(key))
            .Select(account => Names.Key(network, account.Author.Id)).Prepend(key).Distinct()];
    }

    /// <summary>Whom a name means. People leave their server out: a first part that only one person has will do.</summary>
    Person? Find(string name)
    {
        var typed = Names.Typed(name);
        if (typed.Length == 0) return null;
        var exact = _people.Where(person => Handles(person).Contains(typed)).MaxBy(person => person.Posts);
        return exact ?? (_people.Where(person => Handles(person).Any(handle => handle.Split('@', '.')[0] == typed)).Take(2).ToList() is [var only] ? only : null);
    }

    static IEnumerable<string> Handles(Person person) =>
        person.Accounts.Select(account => Names.Typed(account.Network == Network.Here ? account.Author.Name : account.Author.Handle));

    List<TagUse> Common() =>
        [.. _byTag.Where(tag => tag.Value.Count > 1).OrderByDescending(tag => tag.Value.Count).Take(MostTags).Select(tag => new TagUse(Spelling(tag.Key), tag.Value.Count))];

    PersonInfo Info(Person person) => new(
        person.Account.Network, person.Author, person.Roles, person.Posts, person.Answers, person.First, person.Last, [.. person.Sessions.Most.Take(MostEach)],
        [.. person.Hashtags.Most.Take(MostEach).Select(Spelling)], [.. person.Talks.Most.Take(MostEach).Select(other => other.Name)]);

    string Spelling(string tag) => _spellings[tag].Most.First();
}
