using System.Reflection;

namespace Backchannel.Demo;

/// <summary>The sentences of the demo, read once from the files beside this one.</summary>
static class Words
{
    static readonly Dictionary<string, string[]> Phrases = ReadPhrases();

    /// <summary>All sentences of a kind; none for a kind nobody wrote.</summary>
    public static IReadOnlyList<string> Of(string kind) => Phrases.GetValueOrDefault(kind, []);

    public static IEnumerable<string> Kinds(string prefix) => Phrases.Keys.Where(kind => kind.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The lines of a file, without its comments.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)) yield return line;
    }

    static Dictionary<string, string[]> ReadPhrases()
    {
        var phrases = new Dictionary<string, List<string>>();
        List<string> kind = [];
        foreach (var line in Lines("phrases"))
            if (line is ['[', .. var name, ']']) phrases[name] = kind = [];
            else kind.Add(line);
        return phrases.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }
}
