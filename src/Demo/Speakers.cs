using Backchannel.Text;

namespace Backchannel.Demo;

/// <summary>The people on the programme, who post as well and are mentioned.</summary>
static class Speakers
{
    const int LongestHandle = 15;

    // Numbered after the audience.
    static readonly Dictionary<string, Person> ByName = Words.Lines("sessions")
        .Select(line => line.Split(" | ")).Where(fields => fields.Length > 3 && fields[3] != "everybody")
        .SelectMany(fields => fields[3].Split(", ")).Distinct()
        .Select((name, i) => (Name: name, Person: Read(name, i)))
        .ToDictionary(pair => pair.Name, pair => pair.Person);

    public static Person Of(string name) => ByName[name];

    static Person Read(string name, int i)
    {
        var letters = string.Concat(TextFold.Fold(name).Where(char.IsAsciiLetter));
        var handle = letters.Length > LongestHandle ? letters[..LongestHandle] : letters;
        var (network, author) = People.Account("MBX"[i % 3], name, handle, null, People.All.Count + i);
        return new(network, author, null, null);
    }
}
