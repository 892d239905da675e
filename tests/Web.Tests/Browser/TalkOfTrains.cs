using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Tests.Browser;

/// <summary>A made-up talk of an hour, 37 minutes in, with what people say, show and link to in it.</summary>
static class TalkOfTrains
{
    public const string Id = "a2", Path = "/harbourconf/sessions/a2";

    static readonly (Network Network, string Name, string Handle)[] People =
    [
        (Network.Mastodon, "Kiri Jansen", "kiri@fjord.example"), (Network.Bluesky, "Lena Sørby", "lenasorby.example"), (Network.X, "Dario Amin", "darioamin"),
        (Network.Here, "Tomasz Vance", ""), (Network.Bluesky, "佐藤 みなと", "minato.example"), (Network.Mastodon, "Ola Wren", "ola@fjord.example"),
        (Network.Mastodon, "Ruth Bellamy", "ruth@tidewater.example"),
    ];

    static readonly string[] Words =
    [
        "She keeps every change as a line in a log and lets the server sort it out later. So simple that I am annoyed.",
        "“The network is a rumour.” #hbrA2", "Two ticket machines, one tunnel, no signal. And it still sells the right seat.",
        "オフライン優先の話、資料がとても分かりやすい。#harbourconf", "Counted: nine ways in which a timestamp lies.",
        "Conflict is not an error, it is two people being right at once. #hbrA2", "Would have loved this talk five years ago.",
        "The demo gods are kind today.", "So you do not sync state. You sync what happened.",
    ];

    public static SessionInfo Session(DateTimeOffset now, int minutesIn = 37) =>
        new(Id, "Offline first, for people with trains", "Main hall", "Data", ["Ana Lindqvist"], now.AddMinutes(-minutesIn), now.AddMinutes(60 - minutesIn), ["hbrA2"],
            "A train is a laptop with wheels and no network. For nine years its ticket machines have sold seats in tunnels, on bridges and across four borders, and mostly the right ones. "
            + "This is the story of the log behind them: how it is written, how it is brought together, and what it does when two conductors sell the same seat.\n\n"
            + "You will see a live demo with the cable pulled out. No prior knowledge of trains is needed.")
        {
            Subtitle = "What nine years of ticket machines taught us about logs",
            Url = "https://harbourconf.example/talks/offline-first",
            WatchUrl = "https://stream.harbourconf.example/main-hall",
        };

    /// <summary>Oldest first: some before it begins, more at the start, a storm at the demo.</summary>
    public static (Post Post, string? Session)[] Posts(DateTimeOffset now, int minutesIn = 37, int until = 37)
    {
        var minutes = new List<int> { -6, -3, -1 };
        for (var minute = 0; minute < until; minute++)
            for (var i = 0; i < Storm(minute); i++) minutes.Add(minute);
        return [.. minutes.Select((minute, i) => (At(now, i, minute - minutesIn), (string?)Id))];
    }

    static int Storm(int minute) => minute switch { < 5 => 3, >= 30 and < 35 => 4 + minute % 3, _ => 1 + minute % 2 };

    static Post At(DateTimeOffset now, int i, int minutesFromNow)
    {
        var (network, name, handle) = People[i * 5 % People.Length];
        var post = HarbourConf.Say(now, 5_000 + i, -minutesFromNow, network, name, handle, Words[i * 4 % Words.Length]);
        post = post with { Author = post.Author with { Id = handle + name }, Echo = i % 9 == 4 ? new Echo(i % 41, i % 7) : new Echo() };
        if (i % 11 == 6) post = post with { Media = [Slide(i, alt: i % 2 == 0)], Sensitive = i == 39 };
        if (i % 17 == 8) post = post with { Card = new LinkCard("https://lindqvist.example/offline-slides", "Offline first: the slides") };
        if (i % 23 == 9) post = post with { Card = new LinkCard("https://sync-log.example/paper", "") };
        return post;
    }

    static Media Slide(int i, bool alt) => new(
        MediaKind.Image, string.Create(CultureInfo.InvariantCulture, $"/made-up/slide-{i}.svg"), null,
        alt ? "A slide with a line that falls to zero and comes back: sales during the outage of March" : null, 1200, 520);
}
