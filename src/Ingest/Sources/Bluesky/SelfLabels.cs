using System.Text.Json;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>What an author says of a post (<c>com.atproto.label.defs#selfLabels</c>).</summary>
/// <param name="Sensitive">Asks for a blur.</param>
/// <param name="Warning">Why, in words.</param>
/// <param name="Withheld">Not for a page that anybody can open.</param>
sealed record SelfLabels(bool Sensitive, string? Warning, bool Withheld)
{
    const int Longest = 100;

    public static SelfLabels Parse(JsonElement record)
    {
        var values = record.Child("labels").Items("values").Select(label => label.Text("val")).OfType<string>().Where(value => value.Length <= Longest).Take(10).ToList();
        var warnings = values.Where(value => !value.StartsWith('!')).Select(Words).Distinct().ToList();
        return new(values.Count > 0, warnings.Count > 0 ? string.Join(", ", warnings) : null, values.Any(Withholds));
    }

    /// <summary>Labels, of a post or of an account, that keep it from people who are not logged in, as everybody is here.</summary>
    public static bool Withholds(string label) => label is "!no-unauthenticated" or "!hide" or "!takedown";

    static string Words(string label) => label switch
    {
        "porn" => "Adult content",
        "sexual" => "Sexually suggestive",
        "nudity" => "Nudity",
        "graphic-media" or "gore" => "Graphic media",
        _ => TextCut.Clean(label),
    };
}
