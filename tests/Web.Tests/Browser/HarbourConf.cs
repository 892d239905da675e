using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Tests.Browser;

/// <summary>A made-up conference with everything a card can carry: scripts, photos, warnings, bots, twins, long words.</summary>
static class HarbourConf
{
    public const string Slug = "harbourconf";

    public static SessionInfo[] Sessions(DateTimeOffset now) =>
    [
        Session("keynote", "Opening keynote", "Main hall", "Ines Faber", now, -180, -120),
        Session("a2", "Offline first, for people with trains", "Main hall", "Ana Lindqvist", now, -37, 23),
        Session("b2", "Caching without tears", "Room B", "Samuel Oduya", now, -30, 15),
        Session("b3", "What the harbour master knows about queues", "Room B", "Greta Holm", now, 23, 68),
        Session("a3", "Maps that forgive", "Main hall", "Teo Brandt", now, 83, 128),
        Session("c3", "Small boats, big waves: a year of incidents", "Pier 3", "Noor Idris", now, 83, 128),
        Session("end", "Closing words", "Main hall", "Ines Faber", now, 24 * 60, (24 * 60) + 30),
    ];

    /// <summary>Oldest first, the last one a moment ago.</summary>
    public static (Post Post, string? Session)[] Posts(DateTimeOffset now) =>
    [
        .. Enumerable.Range(0, 60).Select(i => (Say(now, 100 - i, 200 - (3 * i), Network.Mastodon, "Kiri Jansen", "kiri@fjord.example", $"Note {i} from the morning: coffee, rope, and one more talk about logs. #harbourconf"), (string?)null)),
        (Say(now, 40, 12, Network.Mastodon, "Wojciech Brzęczyszczykiewicz-Featherstonehaugh", "wojtek@a-very-long-server-name.archipelago.example", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhalterung") with { Language = "de" }, null),
        (Say(now, 39, 11, Network.Bluesky, "سارة الخطيب", "sara.example", "العرض الحي كان رائعا، شكرا للمنظمين #harbourconf") with { Language = "ar" }, "a2"),
        (Say(now, 38, 10, Network.Mastodon, "Schedule bot", "schedule@tidewater.example", "Room B moves to Pier 3 after the break.") is var bot ? bot with { Author = bot.Author with { Bot = true } } : bot, null),
        (Say(now, 37, 9, Network.X, "Priya Nair", "priyanair", "Four views from the roof") with
        {
            Media = [.. Enumerable.Range(1, 4).Select(i => Picture($"Roof, view {i}"))],
        }, null),
        (Say(now, 36, 8, Network.Bluesky, "Lena Sørby", "lenasorby.example", "Anyone up for dinner near the old pier at 19:00? Newcomers very welcome 🙌") with { Echo = new Echo(6) }, null),
        (Say(now, 35, 7, Network.Here, "Jonas Pell", "", "First conference, sat alone at lunch yesterday, today six people at the table. Hashtags work."), null),
        (Say(now, 34, 6, Network.Mastodon, "Ola Wren", "ola@fjord.example", "The ending of the demo") with { Sensitive = true, Warning = "Spoilers for the keynote" }, "a2"),
        (Say(now, 33, 5, Network.Bluesky, "Ruth Bellamy", "ruthbell.example", "Remote today, and for once I can follow each room by itself. Thank you, organisers.") with
        {
            Echo = new Echo(9, 4), AlsoOn = [new Twin(Network.Mastodon, "mastodon:https://tidewater.example/twin", null)],
        }, null),
        (Say(now, 32, 4, Network.Mastodon, "Dario Amin", "dario@tidewater.example", "Slides are up: lindqvist.example/offline-slides") with
        {
            Spans = [new TextSpan(15, 32, SpanKind.Link, "https://lindqvist.example/offline-slides")],
            Card = new LinkCard("https://lindqvist.example/offline-slides", "Offline first, for people with trains: the slides", null, "/made-up/chart.svg"),
        }, "a2"),
        (Say(now, 31, 3, Network.Mastodon, "Kiri Jansen", "kiri@fjord.example", "“Ship the log, not the state.” Writing that on my wall.") with { Echo = new Echo(12), EditedAt = now }, "b2"),
        (Say(now, 30, 2, Network.Bluesky, "佐藤 みなと", "minato.example", "オフライン優先の話、資料がとても分かりやすい。#harbourconf") with { Language = "ja" }, "a2"),
        (Say(now, 29, 2, Network.X, "Dario Amin", "darioamin", "Live demo with the network cable pulled out. Brave. And it works. #harbourconf") with
        {
            Media = [Picture("A bright slide with a rising line, heads of the audience before it")], Echo = new Echo(41, 6),
        }, "a2"),
        (Say(now, 28, 1, Network.Here, "Tomasz Vance", "", "Question from the train: does the offline queue survive a reinstall?") with { Echo = new Echo(0, 3) }, "a2"),
        (Say(now, 27, 0, Network.Mastodon, "Mira Okonjo", "mira@tidewater.example", "The trick is not to cache more, it is to forget on purpose. Best slide of the day. #harbourconf"), "b2"),
    ];

    /// <summary>One more, as it comes in while a page is open.</summary>
    public static Post Say(DateTimeOffset now, int number, int minutesAgo, Network network, string name, string handle, string text) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{network}:made-up/{number}").ToLowerInvariant(),
        Network = network,
        Url = network is Network.Here ? null : string.Create(CultureInfo.InvariantCulture, $"https://tidewater.example/posts/{number}"),
        Author = new Author($"{network}-{name}", handle, name, ProfileUrl: network is Network.Here ? null : $"https://tidewater.example/{number}"),
        Text = text,
        Spans = text.IndexOf("#harbourconf", StringComparison.Ordinal) is >= 0 and var at ? [new TextSpan(at, 12, SpanKind.Hashtag, Slug)] : [],
        CreatedAt = now.AddMinutes(-minutesAgo),
        ReceivedAt = now.AddMinutes(-minutesAgo),
        Language = "en",
    };

    static Media Picture(string alt) => new(MediaKind.Image, "/made-up/chart.svg", null, alt, 1200, 520, 0, 0.2);

    static SessionInfo Session(string id, string title, string room, string speaker, DateTimeOffset now, int from, int to) =>
        new(id, title, room, null, [speaker], now.AddMinutes(from), now.AddMinutes(to), ["hbr" + id.ToUpperInvariant()], null);
}
