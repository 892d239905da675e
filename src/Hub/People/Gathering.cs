using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.People;

/// <summary>
/// Who is at an event, by what they say there: what they are, whom they talk with, what about. Nobody's followers count for anything. Pure; made anew
/// from the latest posts, and then only read.
/// </summary>
sealed partial class Gathering
{
    readonly List<Person> _people;
    readonly List<(Network Network, Author Author)> _accounts;
    readonly Dictionary<string, List<Person>> _byTag = [], _bySession = [];
    readonly Dictionary<string, Tally<string>> _spellings = [];
    readonly int _posts;

    /// <param name="occasion">What of the event bears on who is who.</param>
    /// <param name="said">The latest cards on show.</param>
    /// <param name="twins">Posts folded into them, by id.</param>
    /// <param name="leftOut">Keys of accounts that no page may name.</param>
    public Gathering(Occasion occasion, IReadOnlyList<Said> said, IReadOnlyDictionary<string, Said> twins, IReadOnlySet<string> leftOut)
    {
        _posts = said.Count;
        var inOrder = said.OrderBy(each => each.Post.CreatedAt).ToList();
        var authors = Know(inOrder, twins);
        foreach (var person in authors.All) person.LeaveOut(leftOut);
        _accounts = [.. authors.All.SelectMany(person => person.Accounts)];
        foreach (var each in inOrder)
            if (authors.Of(each) is { Hidden: false } person) Hear(person, each, authors, occasion);
        var visible = authors.All.Where(person => !person.Hidden).ToList();
        if (inOrder.Count > 0)
            foreach (var person in visible) Judge(person, occasion, inOrder[0].Post.CreatedAt, inOrder[^1].Post.CreatedAt);
        _people = [.. visible.OrderBy(Rank).ThenByDescending(person => person.Answers).ThenByDescending(person => person.Posts).ThenBy(person => person.First)];
        foreach (var person in _people)
        {
            foreach (var tag in person.Hashtags.Keys) Add(_byTag, tag, person);
            foreach (var session in person.Sessions.Keys) Add(_bySession, session, person);
        }
    }

    static Authors Know(List<Said> said, IReadOnlyDictionary<string, Said> twins)
    {
        var authors = new Authors(OnePerson.By(said, twins));
        foreach (var each in said) authors.Add(each, twins);
        return authors;
    }

    void Hear(Person person, Said said, Authors authors, Occasion occasion)
    {
        if (said.Session is { } session && occasion.Has(session)) person.Sessions.Add(session);
        foreach (var spelling in said.Post.Spans.Where(span => span.Kind == SpanKind.Hashtag).Select(span => span.Value).DistinctBy(TextFold.Tag))
        {
            var tag = TextFold.Tag(spelling);
            if (tag.Length == 0 || occasion.IsOwn(tag)) continue;
            person.Hashtags.Add(tag);
            if (!_spellings.TryGetValue(tag, out var spellings)) _spellings.Add(tag, spellings = []);
            spellings.Add(spelling);
        }
        var mentioned = authors.Mentioned(said.Post).Where(other => other != person).ToHashSet();
        var answered = authors.Answered(said.Post);
        if (said.Post.ReplyTo is not null && (answered is null ? mentioned.Count > 0 : answered != person)) person.Answers++;
        if (answered is not null && answered != person) mentioned.Add(answered);
        foreach (var other in mentioned.Where(other => !other.Hidden)) person.Talks.Add(other);
    }

    static void Judge(Person person, Occasion occasion, DateTimeOffset first, DateTimeOffset last)
    {
        var day = TimeSpan.FromDays(1);
        if (occasion.Speaks(person)) person.Roles.Add(PersonRole.Speaker);
        if (occasion.Hosts(person)) person.Roles.Add(PersonRole.Host);
        var invited = person.Roles.Count > 0;
        if (person.Answers >= 3 && person.Answers * 3 >= person.Posts) person.Roles.Add(PersonRole.Answers);
        // Whoever speaks or hosts is no newcomer, however late their first post.
        if (!invited && last - first > day && person.First > last - day) person.Roles.Add(PersonRole.Newcomer);
    }

    static int Rank(Person person) => person.Roles is [PersonRole.Speaker, ..] ? 0 : person.Roles is [PersonRole.Host, ..] ? 1 : 2;

    static void Add(Dictionary<string, List<Person>> index, string key, Person person)
    {
        if (!index.TryGetValue(key, out var people)) index.Add(key, people = []);
        people.Add(person);
    }
}
