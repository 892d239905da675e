using System.Text.Json;
using Backchannel.Text;

namespace Backchannel.Ingest;

/// <summary>Reads JSON that anybody may have written: what is missing, null or of another kind is null or empty, never an exception.</summary>
static class LooseJson
{
    // More of a line than this many times what is kept of it is not even cleaned.
    const int MostCleaned = 4;

    /// <summary>The first of <paramref name="names"/> that is there and not null.</summary>
    public static JsonElement? Child(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Find(element, name) is { ValueKind: not JsonValueKind.Null } child) return child;
        return null;
    }

    public static JsonElement? Child(this JsonElement? element, string name) => element?.Child(name);

    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Object } child ? child : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> names) =>
        element.Child(names) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement? element, string name) => element?.Items(name) ?? [];

    /// <summary>A string, which may be empty.</summary>
    public static string? Text(this JsonElement element, string name) => element.Child(name)?.AsText();

    public static string? Text(this JsonElement? element, string name) => element?.Text(name);

    public static string? AsText(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8: valid JSON, but no text.
            return null;
        }
    }

    /// <summary>A string that is not empty, or a number's digits: servers differ in how they write ids.</summary>
    public static string? TextOrDigits(this JsonElement element, string name) => element.Child(name)?.AsTextOrDigits();

    public static string? AsTextOrDigits(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.AsText() is { Length: > 0 } text ? text : null;

    /// <summary>One clean line of at most <paramref name="max"/> UTF-16 units; null where nothing is left.</summary>
    public static string? Line(this JsonElement element, string name, int max) =>
        element.TextOrDigits(name) is { } text && OneLine(text, max) is { Length: > 0 } line ? line : null;

    public static bool? Flag(this JsonElement element, string name) =>
        element.Child(name)?.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    public static int? Whole(this JsonElement element, string name) => element.Long(name) is >= int.MinValue and <= int.MaxValue and var whole ? (int)whole : null;

    public static int? Whole(this JsonElement? element, string name) => element?.Whole(name);

    /// <summary>A whole number that is not negative.</summary>
    public static int? Count(this JsonElement element, string name) => element.Whole(name) is >= 0 and var count ? count : null;

    public static long? Long(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    public static double? Real(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

    public static DateTimeOffset? Moment(this JsonElement element, string name) => Moments.Parse(element.Text(name));

    static string OneLine(string text, int max)
    {
        var start = TextCut.At(text, MostCleaned * max);
        var spaced = string.Create(start.Length, start, (line, from) =>
        {
            for (var i = 0; i < line.Length; i++) line[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? ' ' : from[i];
        });
        return TextCut.At(TextCut.Clean(spaced), max).TrimEnd();
    }

    static JsonElement? Find(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : null;
        }
        catch (InvalidOperationException)
        {
            // The same in a member's name.
            return null;
        }
    }
}
