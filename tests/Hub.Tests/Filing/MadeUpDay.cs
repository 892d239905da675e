using Backchannel.Contracts;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>
/// A made-up day of a conference and what was posted about it, each post with the session its author had in mind. Attendees walk from room to room and
/// write as people do: with the right hashtag, a wrong one or none, of the room next door, about lunch, hours later. The label comes from where they
/// sat and what they meant, never from what the text gives away.
/// </summary>
sealed partial class MadeUpDay
{
    readonly Random _random;
    readonly List<LabelledPost> _posts = [];
    readonly string _event = "#tidewater26";

    MadeUpDay(int seed) => _random = new(seed);

    /// <summary>In the order in which they are captured: some answers come before what they answer.</summary>
    public static IReadOnlyList<LabelledPost> Posts(int seed)
    {
        var day = new MadeUpDay(seed);
        day.Live();
        return [.. day._posts.Select((post, n) => (post, n)).OrderBy(p => p.n + (day._random.Next(12) == 0 ? 40 : 0)).Select(p => p.post)];
    }

    void Live()
    {
        Plenary(MadeUpProgramme.All[0]);
        foreach (var round in MadeUpProgramme.Rounds)
            foreach (var person in MadeUpPeople.All)
                if (Chance(82)) Sit(person, Pick(Parallel(round)));
        // Its audience came along when it moved.
        foreach (var person in MadeUpPeople.All.Where(_ => Chance(12))) Sit(person, Talk("f1"));
        Plenary(MadeUpProgramme.All[1]);
        foreach (var person in MadeUpPeople.All) Wander(person);
        foreach (var _ in Enumerable.Range(0, 20)) Afterwards(Pick(MadeUpPeople.All));
        Speakers();
    }

    /// <summary>In the plenary nearly everybody sits in one room, and hardly anybody bothers with its hashtag.</summary>
    void Plenary(MadeUpTalk talk)
    {
        foreach (var person in MadeUpPeople.All.Where(_ => Chance(40)))
        {
            var kind = _random.Next(100);
            if (kind < 25) Say(person, talk, "plenary, tag", $"{Pick(MadeUpWords.Praise)} #{talk.Info.Hashtags[0]}");
            else if (kind < 50) Say(person, talk, "plenary, nothing", Pick(MadeUpWords.Praise));
            else if (kind < 75) Say(person, talk, "plenary, quote", $"“{talk.Quote}”");
            else if (kind < 88) Say(person, talk, "plenary, topic", About(talk));
            else Chat(person, Within(talk));
        }
    }

    void Wander((Author, Network) person)
    {
        foreach (var _ in Enumerable.Range(0, _random.Next(3)))
            Chat(person, MadeUpProgramme.Morning.AddMinutes(_random.Next(-40, 600)));
        if (Chance(10)) Add(person, null, "goodbye", Pick(MadeUpWords.Goodbyes), MadeUpProgramme.Morning.AddMinutes(_random.Next(530, 640)));
        if (Chance(8))
            Add(person, null, "another event", $"{About(Pick(Parallel(MadeUpProgramme.Rounds[2])))} #otherconf26", MadeUpProgramme.Morning.AddMinutes(_random.Next(600)));
    }

    /// <summary>In the evening and the day after, when no session is on.</summary>
    void Afterwards((Author, Network) person)
    {
        var talk = Pick(Parallel(Pick(MadeUpProgramme.Rounds)));
        var at = MadeUpProgramme.Morning.AddMinutes(_random.Next(600, 2_000));
        if (Chance(70)) Add(person, talk, "late, tag", $"Still thinking about this one #{talk.Info.Hashtags[0]}", at);
        else if (talk.Info.Url is { } url && Chance(60)) Add(person, talk, "late, link", $"The recording will be here {url}", at);
        else Add(person, talk, "late, topic", About(talk), at);
    }

    /// <summary>Speakers are attendees too: they announce themselves.</summary>
    void Speakers()
    {
        foreach (var talk in MadeUpProgramme.All.Where(talk => talk.Info.SpeakerHandles.Count > 0 && Chance(35)))
        {
            var (network, handle) = talk.Info.SpeakerHandles[0].Split(':') is [var first, var rest] ? (Enum.Parse<Network>(first, ignoreCase: true), rest) : default;
            Add((new(handle, handle, talk.Info.Speakers[0]), network), talk, "by the speaker", "I am on in a moment, wish me luck", talk.Info.Start.AddMinutes(-_random.Next(1, 9)));
        }
    }

    void Chat((Author, Network) person, DateTimeOffset at) => Add(person, null, "chatter", $"{Pick(MadeUpWords.Chatter)} {(Chance(60) ? _event : "")}".Trim(), at);

    static List<MadeUpTalk> Parallel(int minutes) =>
        [.. MadeUpProgramme.All.Where(talk => talk.Quote.Length > 0 && talk.Info.Start == MadeUpProgramme.Morning.AddMinutes(minutes))];

    static MadeUpTalk Talk(string id) => MadeUpProgramme.All.Single(talk => talk.Info.Id == id);

    string About(MadeUpTalk talk) => string.Format(null, Pick(MadeUpWords.OnTopic), talk.Topic);

    DateTimeOffset Within(MadeUpTalk talk) => talk.Info.Start.AddSeconds(_random.Next((int)(talk.Info.End - talk.Info.Start).TotalSeconds));

    void Say((Author, Network) person, MadeUpTalk about, string kind, string text, string? mention = null) => Add(person, about, kind, text, Within(about), mention);

    Post Add((Author, Network) person, MadeUpTalk? about, string kind, string text, DateTimeOffset at, string? mention = null, string? replyTo = null)
    {
        var post = MadeUpWords.Post(text, mention, person, _posts.Count, at) with { ReplyTo = replyTo };
        _posts.Add(new(post, about?.Info.Id, kind));
        return post;
    }

    bool Chance(int percent) => _random.Next(100) < percent;

    T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
