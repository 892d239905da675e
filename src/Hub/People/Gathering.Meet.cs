using Backchannel.Contracts;

namespace Backchannel.Hub.People;

// Whom somebody might like to meet.
sealed partial class Gathering
{
    const int MostMeetings = 12, FewPeople = 5;
    const double SmallPart = 0.05;

    /// <summary>
    /// Those who share a rare hashtag or a session, the rarer what is shared, the closer. Who talks with them already needs no introduction.
    /// </summary>
    List<PersonToMeet> Meet(Person me)
    {
        var shared = new Dictionary<Person, Shared>();
        foreach (var tag in me.Hashtags.Keys.Where(tag => IsRare(_byTag[tag].Count)))
            foreach (var person in _byTag[tag]) Share(shared, person, _byTag[tag].Count).Hashtags.Add((tag, _byTag[tag].Count));
        foreach (var session in me.Sessions.Keys)
            foreach (var person in _bySession[session]) Share(shared, person, _bySession[session].Count).Sessions.Add((session, _bySession[session].Count));
        return
        [
            .. shared.Where(pair => pair.Key != me && !me.Talks.ContainsKey(pair.Key) && !pair.Key.Talks.ContainsKey(me))
                .OrderByDescending(pair => pair.Value.Weight).ThenByDescending(pair => pair.Key.Answers).ThenBy(pair => pair.Key.First)
                .Take(MostMeetings).Select(pair => new PersonToMeet(Info(pair.Key), Rarest(pair.Value.Sessions), [.. Rarest(pair.Value.Hashtags).Select(Spelling)])),
        ];
    }

    bool IsRare(int people) => people >= 2 && (people <= FewPeople || people <= _people.Count * SmallPart);

    Shared Share(Dictionary<Person, Shared> shared, Person person, int people)
    {
        if (!shared.TryGetValue(person, out var what)) shared.Add(person, what = new());
        // What all have in common still says a little.
        what.Weight += Math.Log(1 + ((double)_people.Count / people));
        return what;
    }

    static List<string> Rarest(List<(string What, int People)> shared) => [.. shared.OrderBy(each => each.People).Take(MostEach).Select(each => each.What)];

    sealed class Shared
    {
        public double Weight { get; set; }
        public List<(string What, int People)> Sessions { get; } = [];
        public List<(string What, int People)> Hashtags { get; } = [];
    }
}
