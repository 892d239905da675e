using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest;

/// <summary>A text cleaned and cut for us, and where its spans have gone by it.</summary>
sealed class CleanText
{
    /// <summary>More is not even looked at for marks: room for what cleaning takes out.</summary>
    const int MostRead = 4 * Post.MaxTextLength;

    readonly int[] _moved;

    CleanText(string raw, string clean) => (Raw, Clean, _moved) = (raw, clean, Align(raw, clean));

    /// <summary>As written: what a network's own marks count in.</summary>
    public string Raw { get; }

    /// <summary>As shown.</summary>
    public string Clean { get; }

    public static CleanText Of(string written)
    {
        var raw = TextCut.At(written, MostRead);
        return new(raw, TextCut.At(TextCut.Clean(raw), Post.MaxTextLength));
    }

    /// <summary>A span of <see cref="Raw"/> as one of <see cref="Clean"/>, without white space at its ends; null where nothing of it is left.</summary>
    /// <remarks>Devices are known to mark a space with the hashtag before it.</remarks>
    public TextSpan? Moved(TextSpan span)
    {
        if (span.Start + span.Length > Raw.Length) return null;
        var (start, end) = (_moved[span.Start], _moved[span.Start + span.Length]);
        while (end > start && char.IsWhiteSpace(Clean[end - 1])) end--;
        while (start < end && char.IsWhiteSpace(Clean[start])) start++;
        return start < end ? span with { Start = start, Length = end - start } : null;
    }

    /// <summary>Cleaning only takes characters out and makes line breaks alike, so what is left can be found by walking both.</summary>
    static int[] Align(string raw, string clean)
    {
        var (moved, at) = (new int[raw.Length + 1], 0);
        for (var i = 0; i < raw.Length; i++)
        {
            moved[i] = at;
            if (at < clean.Length && (raw[i] == clean[at] || clean[at] == '\n' && IsLineBreak(raw[i]) || clean[at] == '\ufffd' && char.IsSurrogate(raw[i]))) at++;
        }
        moved[raw.Length] = at;
        return moved;
    }

    static bool IsLineBreak(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';
}
