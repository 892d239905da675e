using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Web.Tests.Browser;

/// <summary>A made-up conference as big as the biggest: two days, a thousand sessions, as many rooms as wanted.</summary>
static class BigConf
{
    static readonly string[] Subjects = ["Queues", "Tides", "Lighthouses", "Ropes", "Kernels", "Compilers", "Maps", "Radios", "Fonts", "Ledgers", "Ferries", "Caches"];
    static readonly string[] Twists = ["that forgive", "without tears", "for people with trains", "at scale: a year of incidents", "in the small hours", "from first principles", "and what they cost", "in practice"];
    static readonly string[] First = ["Ana", "Samuel", "Greta", "Teo", "Noor", "Ines", "Zoë", "Łukasz", "Mira", "Jürgen", "佐藤", "Aoife"];
    static readonly string[] Last = ["Lindqvist", "Oduya", "Holm", "Brandt", "Idris", "Faber", "Okonjo", "Żak", "Pell", "Wren", "みなと", "Ní Bhriain"];
    static readonly string[] Tracks = ["Rust", "Databases", "Networks", "Community", "Embedded", "Graphics", "Security", "Typography"];

    /// <summary>Both days from one hour before <paramref name="now"/> on, so that something is on in every room.</summary>
    public static SessionInfo[] Sessions(DateTimeOffset now, int rooms = 40, int total = 1_000)
    {
        var (aDay, random) = (total / rooms / 2, new Random(7));
        return
        [
            .. from day in Enumerable.Range(0, 2)
               from room in Enumerable.Range(1, rooms)
               from slot in Enumerable.Range(0, aDay)
               select Session(now.AddHours(-1).AddDays(day), day, room, slot, random.Next(0, 12), random),
        ];
    }

    static SessionInfo Session(DateTimeOffset dayStart, int day, int room, int slot, int lag, Random random)
    {
        var start = dayStart.AddMinutes((40 * slot) + lag);
        var who = Enumerable.Range(0, 1 + random.Next(0, 3)).Select(_ => $"{First[random.Next(First.Length)]} {Last[random.Next(Last.Length)]}").Distinct();
        var id = string.Create(CultureInfo.InvariantCulture, $"d{day + 1}-r{room}-s{slot}");
        return new(
            id, $"{Subjects[random.Next(Subjects.Length)]} {Twists[random.Next(Twists.Length)]}", string.Create(CultureInfo.InvariantCulture, $"Room {room}"),
            Tracks[room % Tracks.Length], [.. who], start, start.AddMinutes(35), [string.Create(CultureInfo.InvariantCulture, $"big{day + 1}R{room}S{slot}")],
            "What a harbour knows about waiting, told by somebody who had to wait. There is a demo, there are numbers, and there is time for questions; nobody needs to have sailed before. "
            + "Afterwards the slides and the code are put where everybody finds them, and those who want go on in the hallway.");
    }
}
