using System.Text.Json;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>How far each watched tag's timeline has been walked: <c>{"harbourconf":"1093…"}</c> as a source's position.</summary>
sealed class TagPositions
{
    readonly SortedDictionary<string, string> _last = new(StringComparer.Ordinal);

    /// <param name="position">What <see cref="ToString"/> gave. One that cannot be read counts as none: the newest page is taken again.</param>
    /// <param name="tags">Those still watched.</param>
    public TagPositions(string? position, IEnumerable<string> tags)
    {
        if (Parse(position) is not { } json) return;
        using (json)
            foreach (var tag in tags)
                if (json.RootElement.TextOrDigits(tag) is { } id) _last[tag] = id;
    }

    public string? this[string tag] => _last.GetValueOrDefault(tag);

    /// <returns>True if that is further than before.</returns>
    public bool Advance(string tag, string id)
    {
        if (StatusIds.Order.Compare(id, this[tag]) <= 0) return false;
        _last[tag] = id;
        return true;
    }

    public override string ToString() => JsonSerializer.Serialize(_last);

    static JsonDocument? Parse(string? position)
    {
        try
        {
            return position is null ? null : JsonDocument.Parse(position);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
