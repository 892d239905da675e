using Backchannel.Contracts;

namespace Backchannel.Hub.Questions;

/// <summary>
/// Tells whether a post asks something: it has a question mark (<c>?</c>, <c>？</c> or <c>؟</c>) after a sentence of at least three words. Pure.
/// <para>
/// A mark in a link, or between quotation marks, is not its author's; one beside an exclamation mark ("Really?!") is amazement; and fewer than three
/// words ("Anyone?") are no question to put to a speaker. Leading hashtags and all mentions count for nothing. Where a script puts no spaces between
/// words, two Han letters, three kana or four letters of Thai and its like stand for one. The Greek question mark looks like a semicolon, and is left out.
/// </para>
/// </summary>
static class QuestionSigns
{
    const int Words = 3;

    public static bool Asks(Post post) => Asks(post.Text, post.Spans);

    public static bool Asks(string text, IReadOnlyList<TextSpan> spans)
    {
        // An old-style repost is somebody else's question.
        if (text.StartsWith("RT @", StringComparison.Ordinal)) return false;
        var own = Quotation.Blank(Blank(text, spans));
        var sentence = new SentenceLength();
        for (var at = 0; at < own.Length;)
        {
            if (IsMark(own[at]))
            {
                var (end, amazed) = Run(own, at);
                if (!amazed && !GoesOn(own, end) && sentence.Words >= Words) return true;
                sentence = new();
                at = end;
            }
            else at += sentence.Take(own, at);
        }
        return false;
    }

    static bool IsMark(char c) => c is '?' or '？' or '؟' or '!' or '！';

    /// <summary>All marks that stand together, and whether one of them exclaims.</summary>
    static (int End, bool Amazed) Run(ReadOnlySpan<char> text, int at)
    {
        var (end, amazed) = (at, false);
        for (; end < text.Length && IsMark(text[end]); end++) amazed |= text[end] is '!' or '！';
        return (end, amazed);
    }

    // An address that no network marked as a link: "slides?page=3". Scripts without spaces write on after their own mark.
    static bool GoesOn(ReadOnlySpan<char> text, int end) => text[end - 1] is '?' && end < text.Length && char.IsAsciiLetterOrDigit(text[end]);

    /// <summary>Links and mentions go; one sign is left of a hashtag.</summary>
    static char[] Blank(string text, IReadOnlyList<TextSpan> spans)
    {
        var own = text.ToCharArray();
        foreach (var span in spans)
        {
            if (span.Start < 0 || span.Length <= 0 || span.Start > own.Length - span.Length) continue;
            var part = own.AsSpan(span.Start, span.Length);
            part.Fill(' ');
            if (span.Kind == SpanKind.Hashtag) part[0] = SentenceLength.Hashtag;
        }
        return own;
    }
}
