namespace Backchannel.Web.Chats;

/// <summary>What the hub says of a series' fields, which is meant for programs too, as people read it on a form. Pure.</summary>
static class FieldWords
{
    static readonly Dictionary<string, string> Names = new()
    {
        ["name"] = "The name",
        ["hashtags"] = "The hashtag",
        ["about"] = "What it is about",
        ["subjects"] = "The list of subjects",
        ["hosts"] = "The list of who leads it",
        ["timeZone"] = "The time zone",
        ["start"] = "The first meeting",
        ["minutes"] = "The length in minutes",
        ["rule"] = "The rule",
        ["except"] = "The list of meetings left out",
        ["also"] = "The list of meetings beside the rule",
        ["url"] = "The address of its own site",
        ["body"] = "The file",
    };

    public static IReadOnlyDictionary<string, string[]> Of(IReadOnlyDictionary<string, string[]> errors) =>
        errors.ToDictionary(error => error.Key, error => error.Value.Select(words => Sentence(error.Key, words)).ToArray());

    /// <summary>All of it in one line, where no field stands beside it.</summary>
    public static string InALine(IReadOnlyDictionary<string, string[]> errors) => string.Join(' ', Of(errors).SelectMany(error => error.Value));

    static string Sentence(string field, string words) => Plain(words) is var plain && char.IsLower(plain[0]) ? $"{Names.GetValueOrDefault(field, "It")} {plain}" : plain;

    static string Plain(string words) =>
        words.Contains("/api/", StringComparison.Ordinal) ? "There is an event with this hashtag already: put another one first."
        : words.Contains("breaks off within", StringComparison.Ordinal) ? "The file breaks off before its end: take the whole of it."
        : words.Replace("give an IANA name", "choose one from the list,", StringComparison.Ordinal);
}
