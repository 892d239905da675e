using System.Text.Json;

namespace Backchannel.Ingest.Sources.X;

/// <summary>Reads X's JSON without believing in it: a missing field, another type and a newer name are all normal.</summary>
static class XJson
{
    /// <summary>The first of <paramref name="names"/> that is there: X is renaming "tweet" to "post", and both spellings are about.</summary>
    public static JsonElement? Get(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Find(element, name) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value) return value;
        return null;
    }

    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> names) =>
        element.Get(names) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static string? Text(this JsonElement element, string name) =>
        element.Get(name)?.AsText();

    public static string? AsText(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no text.
            return null;
        }
    }

    /// <summary>An id, which documents show as a string and recorded streams as a number.</summary>
    public static Snowflake? Id(this JsonElement element, string name) => element.Get(name)?.AsId();

    public static Snowflake? AsId(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Snowflake.Parse(value.AsText()),
        JsonValueKind.Number => Snowflake.Parse(value.GetRawText()),
        _ => null,
    };

    public static int? Count(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) && number >= 0 ? number : null;

    public static bool IsTrue(this JsonElement element, string name) => element.Get(name) is { ValueKind: JsonValueKind.True };

    /// <summary>An address that may be linked to or fetched.</summary>
    public static string? WebAddress(this JsonElement element, string name) =>
        element.Text(name) is { Length: <= 2048 } address && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? address : null;

    static JsonElement? Find(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // The same in a field's name.
            return null;
        }
    }
}
