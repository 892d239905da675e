using Backchannel.Contracts;

namespace Backchannel.Demo;

/// <summary>Posts that point at somebody or something: slides that are passed on, the session's page, the speaker, people whom one has met.</summary>
sealed partial class Timeline
{
    /// <summary>The speaker puts the slides up, and some who have seen it pass them on.</summary>
    void ShareSlides(DateTimeOffset at, Slot slot)
    {
        var slides = Pointer.Slides(slot);
        var first = Post(at, Speakers.Of(slot.Speaker), Tagged($"{DrawOf("slides")} {slides.Shown}", slot, own: true), points: slides);
        first.About = slot;
        Spread(first, 0.6, 60);
        for (var left = slot.Info.Room == "Main hall" ? 2 : 1; left > 0; left--) PassOn(at + Seconds(4, 30), slot, "share", slides);
    }

    void PassOn(DateTimeOffset at, Slot slot, string kind, Pointer page)
    {
        var person = Anybody(at, someone => someone.Network != Network.Here);
        Post(at, person, Tagged($"{Fill(DrawOf(kind), slot)} {page.Shown}", slot), points: page).About = slot;
    }

    /// <summary>To the session by its page's address, or by its code, without its hashtag.</summary>
    Said Invite(DateTimeOffset at, Slot slot)
    {
        if (Chance(0.4)) return Post(at, Anybody(at), Tagged(Fill(DrawOf("code"), slot), null));
        var page = Pointer.Page(slot);
        var person = Anybody(at, someone => someone.Network != Network.Here);
        return Post(at, person, Tagged($"{Fill(DrawOf("invite"), slot)} {page.Shown}", null), points: page);
    }

    Said ToSpeaker(DateTimeOffset at, Slot slot)
    {
        if (slot.Info.Speakers.Count == 0) return Say(at, slot);
        var speaker = Speakers.Of(slot.Speaker);
        return Mention(at, speaker, Fill(DrawOf("speaker"), slot));
    }

    void Meet(DateTimeOffset at)
    {
        var other = Anybody(at, someone => someone.Network != Network.Here);
        After(Mention(at, other, DrawOf("met")));
    }

    /// <summary>Of the sea, yarn or radios: what one shares with few.</summary>
    void OfInterest(DateTimeOffset at)
    {
        var person = Anybody(at);
        After(Post(at, person, Tagged($"{DrawOf("interest:" + person.Interest)} #{person.Interest}", null)));
    }

    Said Mention(DateTimeOffset at, Person whom, string sentence)
    {
        var person = Anybody(at, someone => someone.Network == whom.Network && someone != whom);
        var pointer = Pointer.To(whom);
        return Post(at, person, Tagged(sentence.Replace("{at}", pointer.Shown, StringComparison.Ordinal), null), points: pointer);
    }
}
