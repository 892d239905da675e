namespace Backchannel.Demo;

/// <summary>Who speaks: some people much more than others, nobody twice in half a minute.</summary>
sealed partial class Timeline
{
    static readonly TimeSpan Breath = TimeSpan.FromSeconds(30);

    readonly Person[] _people = [.. People.All];
    readonly Dictionary<string, DateTimeOffset> _spoke = [];

    Person Anybody(DateTimeOffset at, Func<Person, bool>? who = null)
    {
        Person? somebody = null;
        for (var tries = 0; tries < 200; tries++)
        {
            var person = _people[(int)(_people.Length * Math.Pow(_random.NextDouble(), 1.4))];
            if (who?.Invoke(person) == false) continue;
            somebody = person;
            if (!_spoke.TryGetValue(person.Author.Id, out var last) || (at - last).Duration() > Breath) break;
        }
        somebody ??= _people.First(who!);
        _spoke[somebody.Author.Id] = at;
        return somebody;
    }

    /// <summary>Different people on the network of <paramref name="author"/>, without them.</summary>
    IEnumerable<Person> Others(Person author, int count)
    {
        var others = _people.Where(person => person.Network == author.Network && person != author).ToArray();
        _random.Shuffle(others);
        return others.Take(count);
    }
}
