using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Demo;

/// <summary>A session and what people say of it.</summary>
/// <param name="Info">As outsiders see it.</param>
/// <param name="Topic">A few words that finish "a talk about …"; null for a break.</param>
/// <param name="Sayings">Sentences that fit this session only.</param>
sealed record Slot(SessionInfo Info, string? Topic, IReadOnlyList<string> Sayings)
{
    public string Speaker => Info.Speakers is [var first, ..] ? first : "everybody";

    /// <summary>It takes place, and there is something to say of it.</summary>
    public bool IsOn(DateTimeOffset at) => Topic is not null && !Info.Cancelled && Info.Start <= at && at < Info.End;
}

/// <summary>Each day of twelve minutes has an opening, a keynote, three rounds of four parallel talks, breaks and an evening.</summary>
static class Programme
{
    static readonly (string Code, string Room)[] Rooms = [("A", "Main hall"), ("B", "Room B"), ("C", "Room C"), ("L", "Lighthouse")];
    // Whose speaker cannot come, and the one that the schedule gives no hashtag, so that the event proposes one.
    const string Cancelled = "L3", Untagged = "L9";

    static readonly int[] Rounds = [265, 400, 555];
    static readonly string[] Openings = ["Open", "M2", "M3"];
    static readonly string[] Evenings = ["E1", "E2", "Close"];
    static readonly string[] Doors = ["Doors, badges, coffee", "Coffee and yesterday’s stories", "Slow coffee, last day"];
    static readonly string[] Lunches = ["Lunch by the water", "Lunch and a walk along the quay", "Last lunch"];
    static readonly Dictionary<string, Entry> Entries = ReadEntries();

    /// <summary>By start; parallel ones by room.</summary>
    public static List<Slot> Of(DateTimeOffset runStart)
    {
        var slots = new List<Slot>();
        for (var day = 0; day < DemoConference.Days; day++)
        {
            var start = runStart + day * DemoConference.DayLength;
            slots.Add(Break(start, day, "doors", Doors[day], 0, 50));
            slots.Add(Talk(start, Openings[day], "Main hall", 50, 110));
            slots.Add(Talk(start, $"K{day + 1}", "Main hall", 110, 240));
            slots.Add(Break(start, day, "break", "Coffee break", 240, 265));
            slots.AddRange(Round(start, day, 0));
            slots.AddRange(Round(start, day, 1));
            slots.Add(Break(start, day, "lunch", Lunches[day], 520, 555));
            slots.AddRange(Round(start, day, 2));
            slots.Add(Talk(start, Evenings[day], day == 0 ? "Lighthouse" : "Main hall", 675, 720));
        }
        return slots;
    }

    static IEnumerable<Slot> Round(DateTimeOffset dayStart, int day, int round) => Rooms.Select(room =>
        Talk(dayStart, room.Code + (3 * day + round + 1).ToString(CultureInfo.InvariantCulture), room.Room, Rounds[round], Rounds[round] + 120));

    static Slot Talk(DateTimeOffset dayStart, string code, string room, int from, int to)
    {
        var (entry, start, end) = (Entries[code], dayStart.AddSeconds(from), dayStart.AddSeconds(to));
        var id = code.ToLowerInvariant();
        var info = new SessionInfo(id, entry.Title, room, entry.Track, entry.Speakers, start, end, ["hbr" + code], entry.Abstract)
        {
            Subtitle = entry.Subtitle,
            Url = $"https://{DemoConference.Slug}.example/2026/{id}",
            Code = "HC26" + code.ToUpperInvariant(),
            Kind = KindOf(code),
            Language = code switch { "L6" or "E2" => "pt", "C8" => "fr", _ => "en" },
            SpeakerHandles = [.. entry.Speakers.Select(name => Speakers.Of(name).Account)],
            WatchUrl = room is "Main hall" or "Room B" ? $"https://live.{DemoConference.Slug}.example/{room.ToLowerInvariant().Replace(' ', '-')}" : null,
            Cancelled = code == Cancelled,
            Proposed = code == Untagged,
        };
        return new(info, entry.Topic, entry.Sayings);
    }

    static string KindOf(string code) => code switch
    {
        "L2" or "L5" or "C4" => "workshop",
        "E2" => "lightning talks",
        ['K', _] => "keynote",
        ['E', _] => "social",
        "Open" or "M2" or "M3" or "Close" => "plenary",
        _ => "talk",
    };

    static Slot Break(DateTimeOffset dayStart, int day, string kind, string title, int from, int to) => new(
        new($"{kind}-{day + 1}", title, null, null, [], dayStart.AddSeconds(from), dayStart.AddSeconds(to), [], null) { Kind = "break" }, null, []);

    static Dictionary<string, Entry> ReadEntries()
    {
        var entries = new Dictionary<string, Entry>();
        Entry? entry = null;
        foreach (var line in Words.Lines("sessions"))
            if (line.Split(" | ") is [var code, var track, var title, var speakers, var topic, .. var rest])
                entries[code] = entry = new(track, title, speakers == "everybody" ? [] : speakers.Split(", "), topic, rest is [var subtitle] ? subtitle : null);
            else if (entry!.Abstract is null) entry.Abstract = line;
            else entry.Sayings.Add(line);
        return entries;
    }

    sealed record Entry(string Track, string Title, string[] Speakers, string Topic, string? Subtitle)
    {
        public string? Abstract { get; set; }

        public List<string> Sayings { get; } = [];
    }
}
