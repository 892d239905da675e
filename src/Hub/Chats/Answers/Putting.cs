using Backchannel.Contracts;
using Backchannel.Hub.Filing;
using Backchannel.Text;

namespace Backchannel.Hub.Chats.Answers;

/// <summary>
/// Tells the posts with which a chat's hosts put a question: <c>Q2: …</c>, <c>T2: …</c>, <c>Here we go! Q1) …?</c>. Where no account of a host is known, whoever
/// puts the first question leads the chat.
/// </summary>
static class Putting
{
    /// <summary>Of a question that is announced, spoken of or summed up.</summary>
    static readonly string[] SpeaksOf =
    [
        "coming up", "up next", "next up", "coming in", "coming soon", "in a minute", "in a moment", "get ready", "is next", "recap", "answers", "responses", "summary", "wrap up", "wrapping up", "last call for", "still time",
    ];

    /// <param name="post">A post of the chat.</param>
    /// <param name="isLead">Whether its author is known to lead the chat; null where nobody is.</param>
    /// <param name="highest">The highest number that was put; 0 before the first.</param>
    /// <returns>The number of the question that it puts; null where it puts none.</returns>
    public static int? Of(Post post, bool? isLead, int highest)
    {
        if (isLead is false || post.ReplyTo is not null && isLead is null) return null;
        if (post.Spans is [{ Kind: SpanKind.Mention, Start: 0 }, ..]) return null;
        foreach (var mark in Marks.In(post))
        {
            if (!mark.Asks) return null;
            var rest = post.Text[Math.Min(mark.After, post.Text.Length)..];
            var asks = rest.Contains('?', StringComparison.Ordinal) || rest.Contains('？', StringComparison.Ordinal);
            if (!mark.IsSure && !asks) continue;
            if (isLead is null && (!asks || mark.Number > highest + 1)) continue;
            var folded = $" {string.Join(' ', Wording.Split(TextFold.Fold(rest)))} ";
            if (folded.Count(' '.Equals) < 4 || !asks && (SpeaksOf.Any(words => folded.Contains($" {words} ", StringComparison.Ordinal)) || InMinutes(folded))) continue;
            return mark.Number;
        }
        return null;
    }

    /// <summary>The question that a post puts: what follows its mark, without the hashtag at its end.</summary>
    public static string Words(Post post)
    {
        var own = post.Text;
        // From the end, so that what stands before it keeps its place.
        foreach (var span in post.Spans.Reverse().Where(span => span.Kind == SpanKind.Hashtag && own[(span.Start + span.Length)..].Trim().Length == 0)) own = own[..span.Start].TrimEnd();
        var mark = Marks.In(post).FirstOrDefault(found => found.Asks);
        return own[Math.Min(mark.After, own.Length)..].Trim() is { Length: > 0 } words ? words : post.Text;
    }

    static bool InMinutes(string folded) => folded.Contains(" in ", StringComparison.Ordinal) && (folded.Contains(" min", StringComparison.Ordinal) || folded.Contains(" sec", StringComparison.Ordinal));
}
