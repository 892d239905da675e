using Backchannel.Contracts;

namespace Backchannel.Hub.Tests.Filing;

// What one attendee posts of the talk that they sit in.
sealed partial class MadeUpDay
{
    void Sit((Author Author, Network Network) person, MadeUpTalk talk)
    {
        var (tag, room) = ("#" + talk.Info.Hashtags[0], "#" + MadeUpProgramme.RoomTags.Single(r => r.Name == talk.Info.Room).Hashtags[0]);
        switch (_random.Next(100))
        {
            case < 20: Say(person, talk, "tag", $"{Pick(MadeUpWords.Praise)} {tag} {_event}"); break;
            case < 23: Say(person, talk, "tag, quote", $"“{talk.Quote}” {tag.ToUpperInvariant()}"); break;
            case < 26: Say(person, talk, "mistyped tag", $"{Pick(MadeUpWords.Praise)} {Mistyped(tag)} {_event}"); break;
            case < 40: Say(person, talk, "room", $"{Pick(MadeUpWords.Praise)} {room} {_event}"); break;
            case < 44: Say(person, talk, "room, topic", $"{About(talk)} {room}"); break;
            case < 58: Answer(person, talk); break;
            case < 63: Link(person, talk); break;
            case < 75: Speaker(person, talk); break;
            case < 83: Say(person, talk, "topic", $"{About(talk)} {_event}"); break;
            case < 87: Say(person, talk, "quote alone", $"“{talk.Quote}” {_event}"); break;
            case < 89: Say(person, talk, "praise alone", Pick(MadeUpWords.Praise)); break;
            case < 92: Before(person, talk); break;
            case < 94: NextDoor(person, talk, room); break;
            case < 96: Torn(person, talk); break;
            case < 97: Moving(person, talk, tag); break;
            default: Add(person, talk, "just after", $"{Pick(MadeUpWords.Praise)} {room}", talk.Info.End.AddMinutes(_random.Next(1, 14))); break;
        }
    }

    // As thumbs do: a character too many, two swapped, a blank or a hyphen where the network ends the tag.
    string Mistyped(string tag) => _random.Next(5) switch
    {
        0 => tag + "1",
        1 => $"#{tag[2]}{tag[1]}{tag[3..]}",
        2 => $"{tag[..^1]} {tag[^1]}",
        3 => $"{tag[..^1]}-{tag[^1]}",
        _ => tag[..^1] + (char)(tag[^1] == '6' ? '1' : tag[^1] + 1),
    };

    void Answer((Author, Network Network) person, MadeUpTalk talk)
    {
        var thread = _posts.FindAll(post => post.About == talk.Info.Id && post.Post.Network == person.Network && post.Post.Network != Network.Here);
        if (thread.Count == 0)
        {
            // Nobody to answer yet.
            Sit(person, talk);
            return;
        }
        var answered = Pick(thread).Post;
        var at = answered.CreatedAt.AddSeconds(_random.Next(20, 1_500));
        if (Chance(10)) Add(person, null, "aside in a thread", Pick(MadeUpWords.Asides), at, replyTo: answered.Id);
        else Add(person, talk, "answer", Pick(MadeUpWords.Answers), at, replyTo: answered.Id);
    }

    void Link((Author, Network) person, MadeUpTalk talk)
    {
        if (talk.Info.Url is not { } url) Say(person, talk, "topic", About(talk));
        else if (Chance(30)) Say(person, talk, "code", $"Session {talk.Info.Code} is worth your time");
        else
        {
            var start = Chance(30) ? url.Replace("https://", "http://www.", StringComparison.Ordinal) : url;
            Say(person, talk, "link", $"Abstract and slides: {start}{(Chance(40) ? "?utm_source=share" : Chance(20) ? "feedback/" : "")}");
        }
    }

    void Speaker((Author Author, Network Network) person, MadeUpTalk talk)
    {
        var (words, network) = (Pick(MadeUpWords.OnSpeaker), person.Network.ToString().ToLowerInvariant() + ":");
        var account = talk.Info.SpeakerHandles.FirstOrDefault(handle => handle.StartsWith(network, StringComparison.Ordinal));
        if (account is not null && Chance(70)) Say(person, talk, "speaker's account", string.Format(null, words, "{@}"), account);
        else if (Chance(80)) Say(person, talk, "speaker's name", string.Format(null, words, Pick(talk.Info.Speakers)));
        // First names only, as among friends.
        else Say(person, talk, "speaker's first name", string.Format(null, words, talk.Info.Speakers[0].Split(' ')[0]));
    }

    void Before((Author, Network) person, MadeUpTalk talk) =>
        Add(person, talk, "just before", $"Off to hear {talk.Info.Speakers[0]} next", talk.Info.Start.AddMinutes(-_random.Next(1, 14)));

    // Sits in one room and follows another one's talk.
    void NextDoor((Author, Network) person, MadeUpTalk talk, string room)
    {
        var other = Pick(Parallel((int)(talk.Info.Start - MadeUpProgramme.Morning).TotalMinutes).FindAll(t => t != talk) is { Count: > 0 } others ? others : [talk]);
        if (other != talk) Say(person, other, "next door", $"Stuck in {room} but my heart is with {other.Info.Speakers[0]} upstairs");
    }

    void Torn((Author, Network) person, MadeUpTalk talk)
    {
        var others = Parallel((int)(talk.Info.Start - MadeUpProgramme.Morning).TotalMinutes).FindAll(t => t != talk);
        if (others.Count == 0) return;
        Add(person, null, "two speakers", $"{talk.Info.Speakers[0]} or {Pick(others).Info.Speakers[0]}, why must they be at the same time?", talk.Info.Start.AddMinutes(-5));
    }

    // Leaves for another talk, names both, and means the one that goes on.
    void Moving((Author, Network) person, MadeUpTalk talk, string tag)
    {
        var before = MadeUpProgramme.All.Where(t => t.Quote.Length > 0 && t.Info.End < talk.Info.Start).ToList();
        if (before.Count > 0) Add(person, talk, "two tags", $"From #{Pick(before).Info.Hashtags[0]} straight to {tag}", talk.Info.Start.AddMinutes(2));
    }
}
