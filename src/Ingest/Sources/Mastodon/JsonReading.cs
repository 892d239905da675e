using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>Reads JSON as servers of many makes write it: a member that is missing, null or of another type is simply not there.</summary>
static class JsonReading
{
    public static JsonElement? Child(this JsonElement json, string name)
    {
        try
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var child)) return null;
            return child.ValueKind == JsonValueKind.Null ? null : child;
        }
        catch (InvalidOperationException)
        {
            // Some member's name holds half a surrogate pair, escaped: valid JSON, but not text.
            return null;
        }
    }

    public static JsonElement? Object(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.Object } child ? child : null;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    /// <summary>A string, or a number's digits; null where empty.</summary>
    public static string? String(this JsonElement json, string name) => json.Child(name)?.AsString() is { Length: > 0 } text ? text : null;

    public static string? AsString(this JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // As above, or not UTF-8.
            return null;
        }
    }

    /// <summary>One line without control characters, at most <paramref name="max"/> UTF-16 units.</summary>
    public static string? Line(this JsonElement json, string name, int max)
    {
        if (json.String(name) is not { } text) return null;
        var line = new StringBuilder(Math.Min(text.Length, max));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > max) break;
            line.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }
        return line.ToString().Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    public static bool? Flag(this JsonElement json, string name) =>
        json.Child(name)?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    public static int? Whole(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    public static double? Real(this JsonElement json, string name) =>
        json.Child(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

    public static DateTimeOffset? Moment(this JsonElement json, string name) => Moment(json.String(name));

    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at : null;
}
