using System.Text;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Backchannel.Text.Tests;

/// <summary>twitter-text's own conformance cases (see twitter-text/LICENSE), read from its extract.yml as they are.</summary>
static class Conformance
{
    static readonly YamlMappingNode Groups = Read();

    /// <summary>How many cases there are in all groups.</summary>
    public static int Count => Groups.Children.Values.Sum(cases => ((YamlSequenceNode)cases).Children.Count);

    public static IEnumerable<string> GroupNames => Groups.Children.Keys.Select(Words);

    /// <summary>The cases of a group as rows of (description, text, expected), expected being in words: a list of values, or of "value start-end".</summary>
    public static TheoryData<string, string, string[]> Cases(string group)
    {
        var rows = new TheoryData<string, string, string[]>();
        foreach (var given in ((YamlSequenceNode)Groups[group]).Cast<YamlMappingNode>())
        {
            var text = Words(given["text"]);
            rows.Add(new TheoryDataRow<string, string, string[]>(Words(given["description"]), text, Expected(given["expected"], text))
            {
                TestDisplayName = $"{group}: {Words(given["description"])}",
            });
        }
        return rows;
    }

    static string[] Expected(YamlNode expected, string text) => expected switch
    {
        YamlSequenceNode entities => [.. entities.Select(entity => entity is YamlMappingNode indexed ? Indexed(indexed, text) : Words(entity))],
        _ => Words(expected) is { Length: > 0 } handle ? [handle] : [],
    };

    static string Indexed(YamlMappingNode entity, string text)
    {
        var indices = ((YamlSequenceNode)entity["indices"]).Select(index => Units(text, int.Parse(Words(index), null))).ToArray();
        var value = string.Concat(entity.Children.Where(field => Words(field.Key) != "indices").Select(field => Words(field.Value)));
        return $"{value} {indices[0]}-{indices[1]}";
    }

    // The suite counts code points, we count UTF-16 units.
    static int Units(string text, int codePoints) => text.EnumerateRunes().Take(codePoints).Sum(rune => rune.Utf16SequenceLength);

    static string Words(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    static YamlMappingNode Read()
    {
        using var file = new StreamReader(typeof(Conformance).Assembly.GetManifestResourceStream("extract.yml")!, Encoding.UTF8);
        var yaml = new YamlStream();
        yaml.Load(file);
        return (YamlMappingNode)yaml.Documents[0].RootNode["tests"];
    }
}
