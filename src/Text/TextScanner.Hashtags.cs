using System.Globalization;
using System.Text;

namespace Backchannel.Text;

public static partial class TextScanner
{
    /// <summary>The hashtags of a text in order, those inside links left out.</summary>
    public static IReadOnlyList<TextEntity> Hashtags(string text)
    {
        var tags = AllHashtags(text);
        if (tags.Count > 0) DropThoseInside(Links(text), tags);
        return tags;
    }

    static void DropThoseInside(IReadOnlyList<TextEntity> links, List<TextEntity> tags)
    {
        var next = 0;
        tags.RemoveAll(tag =>
        {
            while (next < links.Count && links[next].End <= tag.Start) next++;
            return next < links.Count && links[next].Start <= tag.Start;
        });
    }

    static List<TextEntity> AllHashtags(string text)
    {
        var tags = new List<TextEntity>();
        var read = 0;
        for (var at = text.AsSpan().IndexOfAny('#', '＃'); at >= 0; at = NextHash(text, Math.Max(read, at + 1)))
        {
            if (!MayPrecedeTag(text, at, read)) continue;
            var end = TagEnd(text, at + 1);
            if (end < 0) continue;
            read = end;
            if (!RefusesTag(text, end)) tags.Add(new(at, end - at, text[(at + 1)..end]));
        }
        return tags;
    }

    static int NextHash(string text, int from)
    {
        var found = text.AsSpan(from).IndexOfAny('#', '＃');
        return found < 0 ? -1 : from + found;
    }

    // A tag's last character cannot also be what the next one needs before it; it matters only for variation selectors.
    static bool MayPrecedeTag(string text, int at, int read)
    {
        if (at == 0) return true;
        if (at == read) return false;
        if (text[at - 1] is '\ufe0e' or '\ufe0f') return true;
        _ = Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var before, out _);
        return before.Value != '&' && !IsTagRune(before, out _);
    }

    static int TagEnd(string text, int start)
    {
        // "#" and a variation selector or a keycap is an emoji, not a tag.
        if (start < text.Length && text[start] is '\ufe0f' or '\u20e3') return -1;
        var at = start;
        var hasLetter = false;
        while (at < text.Length)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (!IsTagRune(rune, out var isLetter)) break;
            hasLetter |= isLetter;
            at += length;
        }
        return hasLetter ? at : -1;
    }

    static bool RefusesTag(string text, int end) => end < text.Length && text[end] is '#' or '＃' || IsProtocolMark(text, end);

    static bool IsProtocolMark(string text, int at) => string.CompareOrdinal(text, at, "://", 0, 3) == 0;

    static bool IsTagRune(Rune rune, out bool isLetter)
    {
        isLetter = false;
        if (rune.Value is '_' or 0x200c or 0x200d or 0xa67e or 0x05be or 0x05f3 or 0x05f4 or 0xff5e or 0x301c or 0x309b or 0x309c or 0x30a0
            or 0x30fb or 0x3003 or 0x0f0b or 0x0f0c or 0x00b7) return true;
        var category = Rune.GetUnicodeCategory(rune);
        isLetter = category <= UnicodeCategory.EnclosingMark;
        return isLetter || category == UnicodeCategory.DecimalDigitNumber;
    }
}
