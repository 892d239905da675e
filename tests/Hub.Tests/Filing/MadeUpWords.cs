using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>How attendees of the made-up day write: some sentences of each sort, in a few languages.</summary>
static class MadeUpWords
{
    public static readonly string[] Praise =
    [
        "So good", "This is the one I came for", "Taking notes like mad", "Standing room only", "Best thing today so far",
        "Glad I picked this one", "Wow. Just wow", "My favourite so far 🎉", "Genau mein Thema, danke!", "これは面白い", "رائع جدا", "Qué maravilla",
        "🔥🔥🔥", "Live demo gods, be kind", "Somebody please send me the slides", "I have questions. Many questions",
    ];

    /// <summary>With a place for what it is about.</summary>
    public static readonly string[] OnTopic =
    [
        "Never thought I would sit through a talk on {0} and want more", "Learning so much about {0} right now",
        "Ok, {0} is officially my new hobby", "Anyone else taking notes on {0}?", "The bit about {0} just saved me a week",
        "Gerade viel gelernt: {0}", "Convinced by {0}, less so by the live coding", "If you care about {0}, get in here",
    ];

    /// <summary>With a place for a speaker.</summary>
    public static readonly string[] OnSpeaker =
    [
        "{0} is on fire today", "Listening to {0} and nodding a lot", "{0} just dropped the best slide of the day", "Front row for {0} 🙌",
        "Great point by {0}: measure first", "Großartiger Vortrag von {0}", "{0} さんの発表を聞いています", "{0} makes it sound easy. It is not",
        "محاضرة ممتازة من {0}", "Can somebody ask {0} about backups?",
    ];

    public static readonly string[] Answers =
    [
        "Totally agree", "Not sure that holds for us", "Do you have a link for that?", "Same here!", "We tried that last year and it went badly",
        "+1", "Ha, exactly", "Can you say more about the second point?", "Stimmt leider", "そうですね", "That was my favourite part as well",
        "Depends on the load, I would say",
    ];

    /// <summary>About no session, whenever they are written.</summary>
    public static readonly string[] Chatter =
    [
        "Where does one get lunch without queueing for half an hour?", "The coffee here is better than last year",
        "My train is late again, see you all after ten", "Anybody up for dinner by the harbour tonight?", "WiFi is down in the whole building",
        "Lost my badge, if you find it: it has a gull sticker on it", "The hotel has no hot water. Brave of it",
        "Hallway conversations are the real conference", "Sun is out, sitting on the quay with a sandwich",
        "Sponsor booth has socks with lobsters on them", "Hat jemand ein Ladegerät für mich?", "お昼ごはん、何にしよう",
        "Met three people I only knew from the internet", "Rain. Of course it rains", "Who is going to the party later?",
        "Jemand Lust auf einen Spaziergang am Wasser?", "Reminder: drink water, sit down, breathe", "The gulls stole my croissant",
        "We are hiring! Come and say hello at our booth", "Taxi to the airport at six, two seats free", "أين القهوة؟",
        "Trying to decide where to go next", "First time here and everybody is so kind", "I should have brought a warmer jacket",
        "The queue for the toilets has its own queue",
    ];

    /// <summary>Likewise, when the day is over.</summary>
    public static readonly string[] Goodbyes = ["Heading home, what a day, thank you all", "See you all next year", "Schön war’s, bis nächstes Jahr"];

    public static readonly string[] Asides =
    [
        "Are you coming for lunch?", "Where are you sitting? I am by the window", "Long time no see! Coffee later?", "Did you get your luggage back in the end?", "Happy birthday, by the way",
    ];

    /// <summary>A post as its network would give it.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="mention">A speaker's account in it, as <c>network:handle</c>: its @name is at the place of {@}.</param>
    /// <param name="by">Whose it is.</param>
    /// <param name="n">The how-manieth.</param>
    /// <param name="at">When.</param>
    public static Post Post(string text, string? mention, (Author Author, Network Network) by, int n, DateTimeOffset at)
    {
        var (start, name) = (text.IndexOf("{@}", StringComparison.Ordinal), mention?[(mention.IndexOf(':', StringComparison.Ordinal) + 1)..] ?? "");
        // Mastodon shows an account by its short name.
        var shown = "@" + (by.Network == Network.Mastodon ? name.Split('@')[0] : name);
        if (start >= 0) text = text.Replace("{@}", shown, StringComparison.Ordinal);
        var spans = TextScanner.Spans(text).Where(span => span.Kind != SpanKind.Mention && (start < 0 || span.Start + span.Length <= start || span.Start >= start + shown.Length)).ToList();
        if (start >= 0) spans.Add(new(start, shown.Length, SpanKind.Mention, Profile(by.Network, name)));
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{by.Network.ToString().ToLowerInvariant()}:day/{n * 7919 % 100_003}"),
            Network = by.Network,
            Author = by.Author,
            Text = text,
            Spans = [.. spans.OrderBy(span => span.Start)],
            CreatedAt = at,
            ReceivedAt = at.AddSeconds(2),
        };
    }

    static string Profile(Network network, string name) => network switch
    {
        Network.X => $"https://x.com/{name}",
        Network.Bluesky => $"https://bsky.app/profile/did:plc:{name.Split('.')[0]}",
        Network.Mastodon => $"https://{name.Split('@')[^1]}/@{name.Split('@')[0]}",
        _ => name,
    };
}
