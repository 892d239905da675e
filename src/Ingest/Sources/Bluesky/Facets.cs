using System.Text;
using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>The marks an author's device put on a text (<c>app.bsky.richtext.facet</c>). They count bytes of UTF-8, end exclusive.</summary>
/// <param name="Spans">Sorted, without overlap, in UTF-16 units of the clean text.</param>
/// <param name="Tags">Hashtags as marked: Bluesky itself goes by these, wherever they point.</param>
/// <param name="Skipped">Marks out of range, or with an edge inside a character.</param>
sealed record Facets(IReadOnlyList<TextSpan> Spans, IReadOnlyList<string> Tags, int Skipped)
{
    public static Facets Parse(JsonElement record, CleanText text)
    {
        var facets = record.Items("facets").ToList();
        if (facets.Count == 0) return new([], [], 0);
        var (units, spans, skipped) = (UnitsByByte(text.Raw), new List<TextSpan>(), 0);
        foreach (var facet in facets)
        {
            if (Meaning(facet) is not { } meaning) continue;
            if (Slice(facet, units) is not { } slice) skipped++;
            else if (text.Moved(new(slice.Start, slice.End - slice.Start, meaning.Kind, meaning.Value)) is { } span) spans.Add(span);
        }
        return new(spans.WithoutOverlap(), [.. TagsIn(facets)], skipped);
    }

    static IEnumerable<string> TagsIn(List<JsonElement> facets) =>
        facets.SelectMany(facet => facet.Items("features")).Where(IsTag).Select(feature => feature.Text("tag")).OfType<string>();

    static bool IsTag(JsonElement feature) => feature.Text("$type") == "app.bsky.richtext.facet#tag";

    static (SpanKind Kind, string Value)? Meaning(JsonElement facet)
    {
        foreach (var feature in facet.Items("features"))
            switch (feature.Text("$type"))
            {
                case "app.bsky.richtext.facet#tag" when feature.Text("tag")?.Trim().TrimStart('#', '＃') is { Length: > 0 } tag:
                    return (SpanKind.Hashtag, tag);
                case "app.bsky.richtext.facet#mention" when feature.Text("did") is { } did && AtNames.IsDid(did):
                    return (SpanKind.Mention, AtNames.ProfileUrl(did));
                case "app.bsky.richtext.facet#link" when WebAddress.Of(feature.Text("uri")) is { } address:
                    return (SpanKind.Link, address);
            }
        return null;
    }

    static (int Start, int End)? Slice(JsonElement facet, int[] units)
    {
        var index = facet.Child("index");
        return index.Whole("byteStart") is { } start and >= 0 && index.Whole("byteEnd") is { } end && start < end && end < units.Length
            && units[start] >= 0 && units[end] >= 0
            ? (units[start], units[end])
            : null;
    }

    /// <summary>For each byte of the text in UTF-8, and for its end, the UTF-16 unit that begins there; −1 inside a character.</summary>
    static int[] UnitsByByte(string text)
    {
        var units = new int[Encoding.UTF8.GetByteCount(text) + 1];
        Array.Fill(units, -1);
        var (at, unit) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            units[at] = unit;
            at += rune.Utf8SequenceLength;
            unit += rune.Utf16SequenceLength;
        }
        units[at] = unit;
        return units;
    }
}
