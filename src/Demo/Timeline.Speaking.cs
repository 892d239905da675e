using Backchannel.Contracts;

namespace Backchannel.Demo;

/// <summary>Who says what at a moment.</summary>
sealed partial class Timeline
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(90);

    readonly Dictionary<string, Queue<string>> _sayings = [];
    readonly List<Slot> _slots = Programme.Of(start);

    void Speak(DateTimeOffset at)
    {
        var phase = PhaseAt((at - start).TotalSeconds);
        var running = _slots.Where(slot => slot.IsOn(at)).ToList();
        Special(at);
        var roll = _random.NextDouble();
        if (roll < 0.15 && Answer(at)) return;
        if (roll < 0.165) Mistake(at);
        else if (running.Count > 0 && roll < (phase == "evening" ? 0.55 : 0.82)) AboutSession(at, Weighted(running));
        else if (roll > 0.95) InOwnLanguage(at, null);
        else AtLarge(at, phase);
    }

    void AboutSession(DateTimeOffset at, Slot slot)
    {
        var roll = _random.NextDouble();
        Said said;
        if (roll < 0.13 && Pictures.For(slot.Info.Id, _random.NextDouble()) is { } picture) said = WithPicture(at, slot, picture);
        else if (roll < 0.20) said = InOwnLanguage(at, slot);
        else if (roll < 0.27) said = Post(at, Anybody(at), Tagged(Fill(DrawOf("question"), slot), slot, own: true), question: true);
        else if (roll < 0.29) said = Post(at, Anybody(at), Tagged(Fill(DrawOf("long"), slot), slot));
        else if (roll < 0.35) said = ToSpeaker(at, slot);
        else if (roll < 0.395) said = Invite(at, slot);
        else if (roll < 0.425) said = Post(at, Anybody(at), Tagged(Fill(DrawOf("title"), slot), null));
        else said = Say(at, slot);
        if (Chance(0.04)) PassOn(at + Seconds(1, 4), slot, "notes", Pointer.Notes(slot));
        said.About = slot;
        After(said);
    }

    /// <summary>What fits this session only, while there is something left of it.</summary>
    Said Say(DateTimeOffset at, Slot slot)
    {
        if (!_sayings.TryGetValue(slot.Info.Id, out var left))
        {
            var sayings = slot.Sayings.ToArray();
            _random.Shuffle(sayings);
            _sayings[slot.Info.Id] = left = new(sayings);
        }
        var own = left.Count > 0 && Chance(0.75);
        var sentence = own ? left.Dequeue() : DrawOf("talk");
        var asks = sentence.EndsWith('?');
        var said = Post(at, Anybody(at), Tagged(Fill(sentence, slot), slot, own: asks), question: asks);
        if (left.Count > 0 && Chance(0.05)) Thread(said, Tagged(Fill(left.Dequeue(), slot), slot));
        return said;
    }

    void Thread(Said first, string text)
    {
        if (first.By.Network == Network.Here) return;
        first.Replies++;
        Post(first.At + Seconds(5, 14), first.By, text, replyTo: first.Post.Id).About = first.About;
    }

    void AtLarge(DateTimeOffset at, string phase)
    {
        if (Chance(0.2)) After(WithPicture(at, null, DrawOf("pictures " + phase, Pictures.ForPhase(phase))));
        else if (Chance(0.35)) OfInterest(at);
        else if (Chance(0.15)) Meet(at);
        else After(Post(at, Anybody(at), Tagged(DrawOf(phase), null)));
    }

    Said WithPicture(DateTimeOffset at, Slot? slot, string file)
    {
        var person = Anybody(at, someone => someone.Network != Network.Here);
        return Post(at, person, Tagged(DrawOf("photo:" + file), slot), picture: Pictures.Of(file));
    }

    Said InOwnLanguage(DateTimeOffset at, Slot? slot)
    {
        var person = Anybody(at, someone => someone.Language is not null);
        var said = Post(at, person, Tagged(DrawOf(person.Language!), slot), person.Language);
        if (slot is null) After(said);
        return said;
    }

    bool Answer(DateTimeOffset at)
    {
        var open = _said.Where(said => said is { Deleted: false, By.Network: not Network.Here } && said.At < at && at - said.At < Fresh).ToList();
        if (open.Count == 0) return false;
        var target = open[_random.Next(open.Count)];
        var speaker = SpeakerFor(target);
        var person = speaker ?? Anybody(at, someone => someone.Network == target.By.Network && someone != target.By);
        target.Replies++;
        // Mastodon and X put whom one answers before the words, Bluesky does not.
        var whom = target.By.Network == Network.Bluesky ? null : Pointer.To(target.By);
        var words = Tagged(DrawOf(speaker is null ? "reply" : "answer"), null);
        var answer = Post(at, person, whom is null ? words : $"{whom.Shown} {words}", replyTo: target.Post.Id, points: whom);
        answer.About = target.About;
        After(answer);
        return true;
    }

    /// <summary>Who speaks in the session that somebody asks about, where they are on the same network and answer.</summary>
    Person? SpeakerFor(Said asked) =>
        asked.Post.Text.Contains('?', StringComparison.Ordinal) && asked.About is { Info.Speakers.Count: > 0 } slot && Chance(0.6)
            && Speakers.Of(slot.Speaker) is var speaker && speaker.Network == asked.By.Network && speaker != asked.By ? speaker : null;

    /// <summary>Posted and gone again.</summary>
    void Mistake(DateTimeOffset at)
    {
        var said = Post(at, Anybody(at, someone => someone.Network != Network.Here), Tagged(DrawOf("mistake"), null));
        Delete(said, at + Seconds(8, 25));
    }
}
