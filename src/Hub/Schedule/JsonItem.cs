using System.Text.Json;

namespace Backchannel.Hub.Schedule;

/// <summary>A value of a JSON file that knows the line it begins in, which the framework's own document does not.</summary>
sealed class JsonItem
{
    const int MaxDepth = 40, MaxValues = 1_000_000;

    static readonly IReadOnlyDictionary<string, JsonItem> NoFields = new Dictionary<string, JsonItem>();

    readonly string? _text;
    readonly IReadOnlyDictionary<string, JsonItem> _fields = NoFields;

    JsonItem(int line, string? text) => (Line, _text) = (line, text);

    JsonItem(int line, IReadOnlyDictionary<string, JsonItem> fields) => (Line, _fields) = (line, fields);

    JsonItem(int line, IReadOnlyList<JsonItem> items) => (Line, Items) = (line, items);

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>Of an array; empty for anything else.</summary>
    public IReadOnlyList<JsonItem> Items { get; } = [];

    /// <summary>Of an object, in the file's order; empty for anything else.</summary>
    public IEnumerable<KeyValuePair<string, JsonItem>> Fields => _fields;

    /// <summary>A field, where this is an object that has one of the name.</summary>
    public JsonItem? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>The words of a string, a number, or of an object that has them in several languages or as a name; null where there are none.</summary>
    public string? Value => string.IsNullOrWhiteSpace(_text) ? (this["name"] ?? this["title"] ?? this["en"] ?? _fields.Values.FirstOrDefault())?._text : _text;

    public string? Text(string name) => this[name]?.Value is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public bool Is(string name) => this[name]?._text == "true";

    public static JsonItem Parse(ReadOnlySpan<byte> file)
    {
        var reader = new Utf8JsonReader(file, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth });
        var (lines, left) = (new Lines(), MaxValues);
        try
        {
            reader.Read();
            var root = Parse(ref reader, file, ref lines, ref left);
            return reader.Read() ? throw new UnreadableScheduleException("Something follows the end of its JSON.") : root;
        }
        catch (JsonException broken)
        {
            throw new UnreadableScheduleException($"It is no whole JSON file: line {broken.LineNumber + 1}, {broken.Message}");
        }
    }

    static JsonItem Parse(ref Utf8JsonReader reader, ReadOnlySpan<byte> file, ref Lines lines, ref int left)
    {
        if (--left < 0) throw new UnreadableScheduleException("It is of too many parts for a schedule.");
        var line = lines.Of(file, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var fields = new Dictionary<string, JsonItem>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = Words(ref reader);
                    reader.Read();
                    fields[name] = Parse(ref reader, file, ref lines, ref left);
                }
                return new(line, fields);
            case JsonTokenType.StartArray:
                var items = new List<JsonItem>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Parse(ref reader, file, ref lines, ref left));
                return new(line, items);
            case JsonTokenType.Null:
                return new(line, text: null);
            default:
                return new(line, Words(ref reader));
        }
    }

    static string Words(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) return System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no text, or half a character.
            return System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    // Tokens come in order, so each byte is looked at once.
    struct Lines
    {
        long _at;
        int _breaks;

        public int Of(ReadOnlySpan<byte> file, long offset)
        {
            _breaks += file[(int)_at..(int)offset].Count((byte)'\n');
            _at = offset;
            return _breaks + 1;
        }
    }
}
