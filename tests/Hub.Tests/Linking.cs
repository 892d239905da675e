using Backchannel.Contracts;

namespace Backchannel.Hub.Tests;

/// <summary>Made-up pages are at hosts that end in .example, which the scanner rightly takes for no links.</summary>
static class Linking
{
    /// <summary>The post with each address in its text marked as a link, as a network that knows it would.</summary>
    public static Post WithLinks(this Post post)
    {
        var (links, at) = (new List<TextSpan>(), 0);
        foreach (var word in post.Text.Split(' '))
        {
            if (word.StartsWith("http", StringComparison.Ordinal)) links.Add(new(at, word.Length, SpanKind.Link, word));
            at += word.Length + 1;
        }
        return post with { Spans = [.. post.Spans.Concat(links).OrderBy(span => span.Start)] };
    }
}
