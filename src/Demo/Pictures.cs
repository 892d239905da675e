using Backchannel.Contracts;

namespace Backchannel.Demo;

/// <summary>The drawings that stand in for photos: static files of the web site.</summary>
static class Pictures
{
    static readonly Dictionary<string, Media> All = new[]
    {
        Draw("slide-1.svg", 1600, 1000, "A dark hall. On the screen a line chart titled “Messages kept, per tide” climbs after the mark “cable out”."),
        Draw("slide-2.svg", 1600, 1000, "A dark hall. On the screen a bar chart, “Where the minutes go”: every bar is shorter after than before."),
        Draw("slide-3.svg", 1600, 1000, "A dark hall. On the screen six lines of code and the comment “ship the log, not the state”."),
        Draw("slide-4.svg", 1600, 1000, "A dark hall. On the screen four boxes: phones, the log, walls and archive. In red: “not a fifth box!”"),
        Draw("stage.svg", 1600, 1067, "A speaker alone in a warm spotlight on a purple stage, the heads of the audience in front."),
        Draw("harbour.svg", 1600, 1067, "The harbour at dusk: a lighthouse with its beam, a sailing boat, cranes, and the sun on the water."),
        Draw("coffee.svg", 1200, 1200, "From above: coffee with a heart of foam, a custard tart, a voucher for “one coffee or one honest question”."),
        Draw("stickers.svg", 1600, 1067, "The lid of a laptop full of stickers: a boat, a lighthouse, “works offline”, “ask Ines”."),
        Draw("crowd.svg", 1600, 900, "A cheering crowd from behind, hands up, confetti in front of a bright stage."),
        Draw("whiteboard.svg", 1600, 1067, "A whiteboard: “What if the network is down?”, a phone, an outbox, a log, and five sticky notes."),
        Draw("badge.svg", 1200, 1500, "A conference badge on an orange ground: “Hello, I am curious”."),
        Draw("remote.svg", 1600, 1067, "A desk by a rainy window at night: a laptop with the live stream, a cup of tea and a black cat."),
        Draw("robot-boat.svg", 1600, 1067, "A small orange robot boat named Pintainho at the dock, people watching from the quay."),
        Draw("lights.svg", 1600, 900, "A dark hall in which hundreds of phones shine like a starry sea."),
        Draw("tram.svg", 1600, 1067, "A yellow tram, line 28 to the harbour, in front of pastel-coloured houses."),
        Draw("sketchnote.svg", 1200, 1200, "A sketchnote titled “tides = queues”: a boat on waves, three boxes, a star."),
    }.ToDictionary(picture => picture.Url);

    static readonly Dictionary<string, string> BySession = new (string Picture, string Sessions)[]
    {
        ("slide-1.svg", "a1 a5 l5"),
        ("slide-2.svg", "a9 b4 b5 c2 c8"),
        ("slide-3.svg", "a4 a6 b1 b9 c7"),
        ("slide-4.svg", "a3 a7 b6 c9"),
        ("sketchnote.svg", "b2 k1 l1"),
        ("whiteboard.svg", "b3 b8 c1"),
        ("remote.svg", "c5"),
        ("harbour.svg", "e1"),
        ("crowd.svg", "close k2"),
    }.SelectMany(row => row.Sessions.Split(' ').Select(session => (session, row.Picture))).ToDictionary();

    static readonly Dictionary<string, string[]> ByPhase = new()
    {
        ["arrive"] = ["tram.svg", "badge.svg", "coffee.svg"],
        ["break"] = ["coffee.svg", "stickers.svg", "whiteboard.svg"],
        ["general"] = ["remote.svg", "stickers.svg", "coffee.svg", "crowd.svg"],
        ["evening"] = ["harbour.svg", "crowd.svg", "harbour.svg"],
    };

    /// <summary>What somebody in that session would photograph: mostly what is on its screen. Null for nothing to see.</summary>
    public static string? For(string session, double chance) =>
        BySession.TryGetValue(session, out var picture) ? chance < 0.8 ? picture : "stage.svg" : chance < 0.3 ? "stage.svg" : null;

    public static string[] ForPhase(string phase) => ByPhase[phase];

    public static Media Of(string file) => All[$"/demo/{file}"];

    static Media Draw(string file, int width, int height, string alt) =>
        new(MediaKind.Image, $"/demo/{file}", Alt: alt, Width: width, Height: height);
}
