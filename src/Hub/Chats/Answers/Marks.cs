using System.Globalization;
using System.Text;
using Backchannel.Contracts;

namespace Backchannel.Hub.Chats.Answers;

/// <summary>
/// Finds what participants of a chat write before an answer, and hosts before a question: <c>A1</c>, <c>A.1</c>, <c>A1a)</c>, <c>a1 -</c>, <c>Q 2:</c>, <c>T3</c>,
/// <c>Answer 4.</c>, after whom they talk to and after hashtags. It counts at the beginning, or further on where a colon follows; and never where
/// <see cref="FalseFriends"/> make another thing of it: a paper size, a road, a room, a quarter of a year.
/// </summary>
static class Marks
{
    /// <summary>Chats have some ten questions; what is far beyond is a room or a road.</summary>
    public const int Highest = 30;

    static readonly string[] Names = ["question", "answer", "topic", "ques", "ans", "q", "a", "t"];

    /// <summary>The first mark at the beginning of a line or set off by a colon. An answer's goes before a question's: who repeats the question says both.</summary>
    public static Mark? Of(Post post)
    {
        var found = In(post).ToList();
        return found.Find(mark => !mark.Asks) is { Number: > 0 } answers ? answers : found.Count > 0 ? found[0] : null;
    }

    /// <summary>All of them, in the order of the text.</summary>
    public static IEnumerable<Mark> In(Post post)
    {
        var (text, hidden) = (post.Text, Hidden(post));
        var isFirst = true;
        for (var at = 0; at < text.Length; at++)
        {
            // Whom it is to, and the chat's own hashtag, may come before it.
            if (hidden[at] || !Rune.IsLetterOrDigit(RuneAt(text, at))) continue;
            if (At(text, at, hidden) is { } mark && (mark.IsSure || isFirst) && !FalseFriends.Make(text, at, mark, isFirst)) yield return mark;
            var start = at;
            while (at + 1 < text.Length && !hidden[at + 1] && Rune.IsLetterOrDigit(RuneAt(text, at + 1))) at++;
            isFirst = isFirst && text.AsSpan(start, at + 1 - start) is "RT" or "MT" || at + 1 < text.Length && text[at + 1] == '\n';
        }
    }

    static Mark? At(string text, int start, bool[] hidden)
    {
        foreach (var name in Names)
        {
            if (string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0) continue;
            var at = start + name.Length;
            var gap = at;
            // "A.1", "A-1", "A #1", "Q 1"; no more between them than one of these and a space.
            if (at < text.Length && text[at] is '.' or '-' or '–' or '_') at++;
            if (at < text.Length && text[at] == ' ') at++;
            if (at < text.Length && text[at] == '#' && !hidden[at]) at++;
            var digits = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]) && at - digits < 3) at++;
            if (at == digits || at - digits > 2 || !int.TryParse(text.AsSpan(digits, at - digits), CultureInfo.InvariantCulture, out var number)) return null;
            if (number is 0 or > Highest || text[digits] == '0') return null;
            // A question in parts: A1a, A1b.
            if (at < text.Length && char.IsAsciiLetter(text[at]) && char.ToLowerInvariant(text[at]) <= 'f' && !IsWord(text, at + 1)) at++;
            if (IsWord(text, at)) return null;
            var isSure = SetsOff(text, ref at);
            // "a 1 hour talk", "T 2 buildings": what stands apart is a mark only if it is set off from what follows, too.
            if (!isSure && digits > gap && text[digits - 1] == ' ') return null;
            return new(name[0] is 'q' or 't', number, isSure, at);
        }
        return null;
    }

    // A colon, a stop, a bracket, a dash with a space behind it, a line's or the text's end.
    static bool SetsOff(string text, ref int at)
    {
        var end = at;
        while (end < text.Length && text[end] == ' ') end++;
        if (end == text.Length || text[end] is '\n' or '\r') return true;
        switch (text[end])
        {
            case ':' or ')' or ']' or '>' or '|' or '=' or '：' or '→':
                at = end + 1;
                return true;
            case '.' or ',' or ';' or '-' or '–' or '—' or '/' or '~' when !IsWord(text, end + 1) || text[end] is '—' or '–':
                at = end + 1;
                return true;
            default:
                return false;
        }
    }

    static bool IsWord(string text, int at) => at < text.Length && Rune.IsLetterOrDigit(RuneAt(text, at));

    static Rune RuneAt(string text, int at)
    {
        _ = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out _);
        return rune;
    }

    static bool[] Hidden(Post post)
    {
        var hidden = new bool[post.Text.Length];
        foreach (var span in post.Spans) Array.Fill(hidden, true, span.Start, Math.Min(span.Length, hidden.Length - span.Start));
        return hidden;
    }
}
