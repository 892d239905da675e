using System.Globalization;
using System.Text;
using Backchannel.Contracts;

namespace Backchannel.Hub.Chats.Answers;

/// <summary>
/// Finds what participants of a chat write before an answer, and hosts before a question: <c>A1</c>, <c>A.1</c>, <c>A1a)</c>, <c>a1 -</c>, <c>2A:</c>, <c>#A2</c>, <c>Q 2:</c>, <c>T3</c>,
/// <c>Answer 4.</c>, <c>R1 :</c>, after whom they talk to and after hashtags. It counts at the beginning of a line, or further on where a colon follows; and never where
/// <see cref="FalseFriends"/> make another thing of it: a paper size, a road, a room, a quarter of a year.
/// </summary>
static class Marks
{
    /// <summary>Chats have some ten questions; what is far beyond is a room or a road.</summary>
    public const int Highest = 30;

    // French, Spanish, Portuguese and Italian answers begin with R; German ones with A.
    static readonly (string Name, char Kind)[] Names =
    [
        ("question", 'q'), ("antwort", 'a'), ("reponse", 'a'), ("réponse", 'a'), ("respuesta", 'a'), ("resposta", 'a'), ("risposta", 'a'), ("answer", 'a'), ("topic", 't'), ("ques", 'q'), ("frage", 'q'),
        ("ans", 'a'), ("q", 'q'), ("a", 'a'), ("t", 't'), ("r", 'r'),
    ];

    /// <summary>The one that counts: an answer's goes before a question's, for who repeats the question says both; and who takes one back means the next.</summary>
    public static Mark? Of(Post post)
    {
        var found = In(post).ToList();
        if (SpokenMarks.Of(post) is { } spoken) found.Add(spoken);
        var answers = found.FindAll(mark => !mark.Asks);
        if (answers.Count > 0) return answers[0] with { Number = SpokenMarks.TakenBack(post) ?? answers[0].Number };
        return found.Count > 0 ? found[0] : null;
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
            if (At(text, at, hidden, isFirst) is { } mark && (mark.IsSure || isFirst) && !FalseFriends.Make(text, at, mark, isFirst)) yield return mark with { IsBare = mark.IsBare || !mark.IsSure && !FalseFriends.Begins(text, mark) };
            var start = at;
            while (at + 1 < text.Length && !hidden[at + 1] && Rune.IsLetterOrDigit(RuneAt(text, at + 1))) at++;
            isFirst = isFirst && text.AsSpan(start, at + 1 - start) is "RT" or "MT" || at + 1 < text.Length && text[at + 1] == '\n';
        }
        foreach (var span in post.Spans)
            if (span.Kind == SpanKind.Hashtag && span.Value.Length <= 3 && At(span.Value, 0, [], false) is { IsSure: true } tagged) yield return tagged with { After = span.Start + span.Length };
    }

    static Mark? At(string text, int start, bool[] hidden, bool isFirst)
    {
        if (isFirst && char.IsAsciiDigit(text[start])) return Numbered(text, start);
        foreach (var (name, kind) in Names)
        {
            if (string.Compare(text, start, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0) continue;
            var at = start + name.Length;
            var gap = at;
            // "A.1", "A-1", "A #1", "Q 1"; no more between them than one of these and a space.
            if (at < text.Length && text[at] is '.' or '-' or '–' or '_') at++;
            if (at < text.Length && text[at] == ' ') at++;
            if (at < text.Length && text[at] == '#' && (at >= hidden.Length || !hidden[at])) at++;
            if (Digits(text, ref at) is not { } number) return null;
            // A question in parts: A1a, A1b.
            if (at < text.Length && char.IsAsciiLetter(text[at]) && char.ToLowerInvariant(text[at]) <= 'f' && !IsWord(text, at + 1)) at++;
            if (IsWord(text, at)) return null;
            var isSure = SetsOff(text, ref at);
            // "a 1 hour talk", "T 2 buildings": what stands apart is a mark only if it is set off from what follows, too; and so is a letter that is one of few languages'.
            if (!isSure && (kind == 'r' || gap < text.Length && text[gap] == ' ')) return null;
            return kind == 'r' && !isFirst ? null : new(kind is 'q' or 't', number, isSure, false, start, at);
        }
        return null;
    }

    // "2A: …", "2) …", "2. …"
    static Mark? Numbered(string text, int start)
    {
        var at = start;
        if (Digits(text, ref at) is not { } number || at >= text.Length) return null;
        var isSwapped = text[at] is 'A' or 'a';
        if (isSwapped) at++;
        else if (text[at] is not (')' or '.')) return null;
        return !IsWord(text, at) && SetsOff(text, ref at) ? new(false, number, isSwapped, !isSwapped, start, at) : null;
    }

    static int? Digits(string text, ref int at)
    {
        var digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - digits < 3) at++;
        return at > digits && at - digits <= 2 && text[digits] != '0' && int.Parse(text.AsSpan(digits, at - digits), CultureInfo.InvariantCulture) is <= Highest and var number ? number : null;
    }

    // A colon, a stop, a bracket, a dash with a space behind it, a line's or the text's end. "A1:A5" is a range.
    static bool SetsOff(string text, ref int at)
    {
        var end = at;
        while (end < text.Length && text[end] is ' ' or '*' or '_') end++;
        if (end == text.Length || text[end] is '\n' or '\r' or '(' or '\ufe0f' or '\u20e3') return true;
        switch (text[end])
        {
            case ':' or ')' or ']' or '：' or '→' when !IsMarkLike(text, end + 1):
                at = end + 1;
                return true;
            case '>' or '.' or ',' or ';' or '-' or '–' or '—' or '~' when end + 1 == text.Length || text[end + 1] is ' ' or '\n' || text[end] is '—' or '–':
                at = end + 1;
                return true;
            case '/' or '+' or '&' when IsMarkLike(text, end + 1) || end + 2 < text.Length && IsMarkLike(text, end + 2):
                at = end;
                return true;
            default:
                return false;
        }
    }

    static bool IsMarkLike(string text, int at) => at + 1 < text.Length && text[at] is 'A' or 'a' or 'Q' or 'q' && char.IsAsciiDigit(text[at + 1]);

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
