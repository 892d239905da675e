using System.Text;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.X;

/// <summary>
/// Turns X's text and entities into plain text and spans. X counts code points of the text as sent, in which &amp;, &lt; and &gt; are HTML entities;
/// we count UTF-16 units of the decoded one. Links are shown as X wants them: its display form, pointing at the t.co address.
/// </summary>
static class XText
{
    /// <summary>More entities than any honest post holds.</summary>
    const int MaxEntities = 200;

    /// <summary>Enough for the longest text we keep if each sign of it is an &amp;amp;.</summary>
    const int MaxRawLength = 5 * Post.MaxTextLength;

    public static (string Text, IReadOnlyList<TextSpan> Spans, IReadOnlyList<Flaw> Flaws) Read(string raw, IReadOnlyList<JsonElement> entitySets, bool hasMedia)
    {
        var flaws = new List<Flaw>();
        var whole = raw.Length;
        raw = TextCut.At(raw, MaxRawLength);
        var text = new StringBuilder(Math.Min(raw.Length, Post.MaxTextLength));
        var spans = new List<TextSpan>();
        var cursor = 0;
        foreach (var entity in Located(raw, entitySets, flaws))
        {
            if (entity.Start < cursor) continue;
            Decode(raw.AsSpan(cursor, entity.Start - cursor), text);
            cursor = entity.End;
            if (hasMedia && entity.ShowsOwnMedia && IsTail(raw, cursor))
            {
                while (text.Length > 0 && char.IsWhiteSpace(text[^1])) text.Length--;
                continue;
            }
            spans.Add(new(text.Length, entity.Shown.Length, entity.Kind, entity.Value));
            text.Append(entity.Shown);
        }
        if (cursor < raw.Length) Decode(raw.AsSpan(cursor), text);
        // What was cut off takes its marks along.
        if (raw.Length < whole || text.Length > Post.MaxTextLength) flaws = [Flaw.LongText];
        var shown = CleanText.Of(text.ToString());
        return (shown.Clean, [.. spans.Select(shown.Moved).OfType<TextSpan>()], flaws);
    }

    /// <summary>Only links follow: the one before them is what X shows as the picture below.</summary>
    static bool IsTail(string raw, int from) =>
        raw.AsSpan(from).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(word => word.StartsWith("https://t.co/", StringComparison.Ordinal));

    static List<XSpan> Located(string raw, IReadOnlyList<JsonElement> entitySets, List<Flaw> flaws)
    {
        var units = UnitsByRune(raw);
        var entities = entitySets.SelectMany(XEntity.Of).Take(MaxEntities).ToList();
        var found = entities.Select(entity => entity.Locate(raw, units)).OfType<XSpan>().ToList();
        if (found.Count < entities.Count) flaws.Add(Flaw.Marks);
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    static int[] UnitsByRune(string raw)
    {
        var units = new List<int>(raw.Length + 1) { 0 };
        foreach (var rune in raw.EnumerateRunes()) units.Add(units[^1] + rune.Utf16SequenceLength);
        return [.. units];
    }

    /// <summary>Once, and only the three that X encodes: an author who writes &amp;lt; means just that.</summary>
    static void Decode(ReadOnlySpan<char> raw, StringBuilder text)
    {
        while (raw.IndexOf('&') is var at and >= 0)
        {
            text.Append(raw[..at]);
            var rest = raw[at..];
            var (shown, taken) = rest.StartsWith("&amp;") ? ('&', 5) : rest.StartsWith("&lt;") ? ('<', 4) : rest.StartsWith("&gt;") ? ('>', 4) : ('&', 1);
            text.Append(shown);
            raw = rest[taken..];
        }
        text.Append(raw);
    }
}
