using System.Globalization;

namespace Backchannel.Desk.Tests;

/// <summary>A made-up day of Tidewater in full swing: six hours of posts up to this minute, one talk that catches fire, one that fades.</summary>
sealed class EngagementDay(DateTimeOffset now)
{
    static readonly string[] People =
    [
        "Mira Okonjo", "Dario Amin", "Tomasz Lind", "Priya Sundaram", "Jonas Pell", "Aiko Tanabe", "Lucía Ferrer", "Noor Haddad", "Sven Aasen", "Wren Castellano",
    ];

    static readonly string[] Words =
    [
        "Queues are the harbour's real subject #queues", "The slide with the crane says it all #cranes #queues", "Taking notes here: https://notes.tidewater.example/day-one",
        "Has anybody tried this offline? #offline", "This is the paper: https://papers.tidewater.example/offline-first #offline #trains", "Standing at the back, still worth it",
        "The live demo worked #demo", "Third talk today that names caches #caching",
    ];

    readonly Random _random = new(7);
    int _made;

    public SessionInfo[] Sessions =>
    [
        Session("opening", "Opening keynote", -340, 60, "Main hall"), Session("queues", "What the harbour master knows about queues", -250, 45, "Pier room"),
        Session("caching", "Caching without tears", -250, 45, "Main hall"), Session("lunch", "Lunch", -190, 60, null) with { Speakers = [] },
        Session("boats", "Small boats, large fleets", -120, 45, "Pier room"), Session("offline", "Offline first, for people with trains", -38, 50, "Main hall"),
        Session("tide", "Reading the tide tables", -38, 50, "Pier room"), Session("closing", "Closing words", 30, 30, "Main hall"),
    ];

    public PostChange[] Posts()
    {
        var posts = new List<PostChange>();
        for (var ago = 360; ago >= 1; ago--)
            for (var n = _random.Next(0, 2 + Pace(ago)); n > 0; n--) posts.Add(Made.Seen(Post(ago).WithLinks()));
        return [.. posts];
    }

    static int Pace(int ago) => ago switch { < 35 => 3 + ((35 - ago) / 3), > 280 and < 330 => 5, > 205 and < 250 => 4, < 190 and > 130 => 0, _ => 2 };

    Post Post(int ago)
    {
        var session = Sessions.FirstOrDefault(each => each.Start <= now.AddMinutes(-ago) && each.End > now.AddMinutes(-ago) && _random.Next(3) > 0);
        // The hall is full, the pier room is not.
        if (session?.Id == "offline" && _random.Next(8) == 0) session = Sessions.First(each => each.Id == "tide");
        var who = _random.Next(People.Length * (ago < 60 ? 28 : 14));
        var network = _random.Next(100) switch { < 46 => Network.Bluesky, < 77 => Network.Mastodon, < 92 => Network.X, _ => Network.Here };
        var text = $"{Words[_random.Next(Words.Length)]} #tidewater26{(session is null ? "" : $" #{session.Hashtags[0]}")}";
        return Made.Post(text, new(string.Create(CultureInfo.InvariantCulture, $"made-up-{who}"), $"p{who}.tidewater.example", People[who % People.Length]), network) with
        {
            CreatedAt = now.AddMinutes(-ago).AddSeconds(_random.Next(60)),
            ReceivedAt = now,
            ReplyTo = _made++ % 3 == 0 ? "bluesky:made-up/elsewhere" : null,
            Media = _made % 11 == 0 ? [new(MediaKind.Image, _made % 22 == 0 ? "/demo/slide-1.svg" : "/demo/harbour.svg", Alt: "A slide")] : [],
        };
    }

    SessionInfo Session(string id, string title, int startsIn, int lasts, string? room) =>
        Made.Session(id, id + "26") with { Title = title, Room = room, Start = now.AddMinutes(startsIn), End = now.AddMinutes(startsIn + lasts) };
}
