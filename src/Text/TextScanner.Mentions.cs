namespace Backchannel.Text;

public static partial class TextScanner
{
    const int MaxHandle = 20;
    const int MaxList = 25;

    /// <summary>The mentions of a text in order: <c>@handle</c>, or <c>@handle/list</c> with the value <c>handle/list</c>.</summary>
    /// <remarks><c>@user@host</c> is none: it looks like a mail address, and a network that has such handles names them itself.</remarks>
    public static IReadOnlyList<TextEntity> Mentions(string text)
    {
        var mentions = new List<TextEntity>();
        var read = 0;
        for (var at = NextAt(text, 0); at >= 0; at = NextAt(text, Math.Max(read, at + 1)))
        {
            if (!MayPrecedeMention(text, at, read)) continue;
            var handle = HandleEnd(text, at + 1);
            if (handle < 0) continue;
            read = ListEnd(text, handle);
            if (!RefusesMention(text, read)) mentions.Add(new(at, read - at, text[(at + 1)..read]));
        }
        return mentions;
    }

    /// <summary>The handle a text replies to, that is, begins with; null where it is no reply.</summary>
    public static string? ReplyTo(string text)
    {
        var at = 0;
        while (at < text.Length && (IsSpace(text[at]) || IsDirectional(text[at]))) at++;
        if (at == text.Length || !IsAt(text[at])) return null;
        var end = HandleEnd(text, at + 1);
        return end < 0 || RefusesMention(text, end) ? null : text[(at + 1)..end];
    }

    static int NextAt(string text, int from)
    {
        var found = text.AsSpan(from).IndexOfAny('@', '＠');
        return found < 0 ? -1 : from + found;
    }

    static bool MayPrecedeMention(string text, int at, int read) =>
        at == 0 || at > read && !IsHandleChar(text[at - 1]) && text[at - 1] is not ('!' or '#' or '$' or '%' or '&' or '*' or '@' or '＠')
        || IsRetweetMark(text, at - 2, read);

    static bool IsRetweetMark(string text, int at, int read) =>
        at >= read && string.Compare(text, at, "RT", 0, 2, StringComparison.OrdinalIgnoreCase) == 0
        && (at == 0 || at > read && !IsHandleChar(text[at - 1]) && text[at - 1] is not ('+' or '~' or '.' or '-'));

    static int HandleEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < MaxHandle && IsHandleChar(text[end])) end++;
        return end > start ? end : -1;
    }

    static int ListEnd(string text, int handleEnd)
    {
        var start = handleEnd + 1;
        if (start >= text.Length || text[handleEnd] != '/' || !char.IsAsciiLetter(text[start])) return handleEnd;
        var end = start;
        while (end < text.Length && end - start < MaxList && (IsHandleChar(text[end]) || text[end] == '-')) end++;
        return end;
    }

    static bool RefusesMention(string text, int end) =>
        end < text.Length && (IsAt(text[end]) || IsLatinAccent(text[end]) || IsProtocolMark(text, end));

    static bool IsAt(char c) => c is '@' or '＠';

    static bool IsHandleChar(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
