using Backchannel.Contracts;

namespace Backchannel.Demo;

/// <summary>What a day is remembered for: a live demo that everybody posts about at once, a sentence that goes round, a warning.</summary>
sealed partial class Timeline
{
    /// <summary>Seconds of a day.</summary>
    const int Quote = 150, Demo = 470, Warning = 700;

    const int BurstPosts = 80, BurstPeople = 50, BurstSeconds = 30;

    readonly PriorityQueue<Action<DateTimeOffset>, DateTimeOffset> _specials = new();

    void Prepare()
    {
        _random.Shuffle(_people);
        for (var day = 0; day < DemoConference.Days; day++)
        {
            var (number, begins) = (day + 1, start + day * DemoConference.DayLength);
            _specials.Enqueue(GoRound, begins.AddSeconds(Quote));
            _specials.Enqueue(at => Burst(at, number), begins.AddSeconds(Demo));
            _specials.Enqueue(at => Warn(at, number), begins.AddSeconds(Warning));
        }
        foreach (var slot in _slots.Where(slot => slot.Info is { Kind: "talk" or "keynote", Room: "Main hall" or "Room B" }))
            _specials.Enqueue(at => ShareSlides(at, slot), slot.Info.Start + Seconds(35, 110));
        foreach (var slot in _slots.Where(slot => slot.Info.Room is "Room C")) _specials.Enqueue(at => Invite(at, slot).About = slot, slot.Info.Start + Seconds(15, 60));
        foreach (var slot in _slots.Where(slot => slot.Info.Cancelled)) _specials.Enqueue(at => CallOff(at, slot), slot.Info.Start);
    }

    void Special(DateTimeOffset at)
    {
        while (_specials.TryPeek(out var happens, out var due) && due <= at)
        {
            _ = _specials.Dequeue();
            happens(at);
        }
    }

    void CallOff(DateTimeOffset at, Slot slot) =>
        Spread(Post(at, Anybody(at, someone => someone.Network == Network.Mastodon), Tagged(Fill(DrawOf("cancelled"), slot), slot, own: true)), 0.5, 60);

    /// <summary>The sentence of the keynote that everybody passes on.</summary>
    void GoRound(DateTimeOffset at)
    {
        var slot = _slots.First(slot => slot.Info.Room == "Main hall" && slot.Info.Start <= at && at < slot.Info.End);
        var person = Anybody(at, someone => someone.Network == Network.Mastodon);
        var said = Post(at, person, Tagged(Fill(slot.Sayings[0], slot), slot), picture: Pictures.Of("stage.svg"));
        said.About = slot;
        Spread(said, 4, 240);
    }

    /// <summary>The demo works: 80 posts in half a minute, most of them at once.</summary>
    void Burst(DateTimeOffset at, int day)
    {
        var slot = _slots.First(slot => slot.Info.Room == "Main hall" && slot.Info.Start <= at && at < slot.Info.End);
        var people = _people.Take(BurstPeople).ToArray();
        var picture = day switch { 1 => "robot-boat.svg", 2 => "slide-1.svg", _ => "lights.svg" };
        var own = new Bag<string>(_random, Words.Of($"burst{day}"));
        for (var n = 0; n < BurstPosts; n++)
        {
            var when = at + TimeSpan.FromMilliseconds(Math.Floor(1000 * BurstSeconds * Math.Pow(_random.NextDouble(), 1.5)));
            var person = people[n < BurstPeople ? n : _random.Next(BurstPeople)];
            var photo = person.Network != Network.Here && n % 9 == 3 && n < BurstPeople;
            var text = photo ? DrawOf("photo:" + picture) : n % 4 == 0 ? own.Draw() : Cheer(slot, n);
            var said = Post(when, person, Tagged(text, slot), LanguageOf(text), picture: photo ? Pictures.Of(picture) : null);
            said.About = slot;
            if (photo) Spread(said, n == 3 ? 3 : 1, 120);
        }
    }

    string Cheer(Slot slot, int n)
    {
        var cheer = Fill(DrawOf("burst"), slot);
        return n % 5 < 2 && cheer.Length > 12 && LanguageOf(cheer) == "en" ? $"{DrawOf("cheer")} {cheer}" : cheer;
    }

    /// <summary>Cheers know no language; the few that do are told by their letters.</summary>
    static string? LanguageOf(string cheer) => cheer switch
    {
        "すごい!!" => "ja",
        ['ل', ..] => "ar",
        "Unglaublich!" => "de",
        "Incrível 🧡" => "pt",
        ['¡', ..] => "es",
        _ => "en",
    };

    void Warn(DateTimeOffset at, int day)
    {
        var kind = Words.Kinds("warning:").Order(StringComparer.Ordinal).ElementAt(day % 3);
        var person = Anybody(at, someone => someone.Network == Network.Mastodon);
        var said = Post(at, person, Tagged(Words.Of(kind)[0], null));
        said.Post = said.Post with { Warning = kind["warning:".Length..], Sensitive = true };
        Spread(said, 0.5, 60);
    }
}
