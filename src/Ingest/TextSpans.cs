using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest;

/// <summary>Puts the spans of a text together from what several say of it.</summary>
static class TextSpans
{
    /// <summary>Sorted; of two that overlap the first stays.</summary>
    public static IReadOnlyList<TextSpan> WithoutOverlap(this IEnumerable<TextSpan> spans)
    {
        var (kept, end) = (new List<TextSpan>(), 0);
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            if (span.Start < end) continue;
            kept.Add(span);
            end = span.Start + span.Length;
        }
        return kept;
    }

    /// <summary>The spans, and with them the hashtags of the text that nobody marked.</summary>
    public static IReadOnlyList<TextSpan> WithHashtagsOf(this IReadOnlyList<TextSpan> marked, string text)
    {
        var plain = TextScanner.Hashtags(text)
            .Where(tag => !marked.Any(span => span.Start < tag.Start + tag.Length && tag.Start < span.Start + span.Length))
            .Select(tag => new TextSpan(tag.Start, tag.Length, SpanKind.Hashtag, tag.Value))
            .ToList();
        return plain.Count == 0 ? marked : marked.Concat(plain).WithoutOverlap();
    }
}
