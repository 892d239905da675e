using System.Text.Json;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>Reads JSON that anybody may have written: what is missing or of another kind is null or empty, never an exception.</summary>
static class LooseJson
{
    public static JsonElement? Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : null;

    public static JsonElement? Child(this JsonElement? element, string name) => element?.Child(name);

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
            // Half a surrogate pair, or bytes that are no UTF-8.
            return null;
        }
    }

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement? element, string name) => element?.Items(name) ?? [];

    public static int? Whole(this JsonElement? element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    public static long? Long(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}
