using System.Buffers;
using System.Text;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>
/// Says cheaply that a hashtag cannot be one that is watched. Errs to one side only: what <see cref="EventMatcher"/> and
/// <see cref="TextScanner"/> would match is never turned away. For one thread.
/// </summary>
sealed class WatchedTags
{
    const int LongestCompared = 256;
    const int MostRemembered = 4_096;

    /// <summary>The ASCII characters that end a hashtag. Others may or may not: those runs are looked at whole.</summary>
    static readonly SearchValues<char> Ends =
        SearchValues.Create([.. Enumerable.Range(0, 128).Select(c => (char)c).Where(c => !char.IsAsciiLetterOrDigit(c) && c != '_')]);

    readonly EventMatcher _matcher;
    readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _folded;
    readonly Dictionary<string, bool> _remembered = [];
    readonly Dictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> _byChars;

    public WatchedTags(EventMatcher matcher)
    {
        _matcher = matcher;
        _folded = matcher.Tags.ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
        _byChars = _remembered.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether a text may hold a watched hashtag after any # or ＃ in it.</summary>
    public bool MayBeIn(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny('#', '＃') is >= 0 and var sign)
        {
            text = text[(sign + 1)..];
            var end = text.IndexOfAny(Ends);
            var run = end < 0 ? text : text[..end];
            if (!run.IsEmpty && MayBe(run)) return true;
        }
        return false;
    }

    /// <summary>Whether a hashtag, with or without #, may be watched.</summary>
    public bool MayBe(ReadOnlySpan<char> tag)
    {
        tag = tag.Trim().TrimStart("#＃");
        if (tag.Length > LongestCompared) return true;
        return Ascii.IsValid(tag) ? IsPlainlyWatched(tag) : RememberedOrCompared(tag);
    }

    bool IsPlainlyWatched(ReadOnlySpan<char> tag)
    {
        Span<char> lower = stackalloc char[LongestCompared];
        _ = Ascii.ToLower(tag, lower, out var length);
        return _folded.Contains(lower[..length]);
    }

    // Folding allocates, and half of the world's hashtags are not ASCII; but each of them comes again and again.
    bool RememberedOrCompared(ReadOnlySpan<char> tag)
    {
        if (_byChars.TryGetValue(tag, out var watched)) return watched;
        if (_remembered.Count >= MostRemembered) _remembered.Clear();
        var whole = tag.ToString();
        var found = TextScanner.Hashtags("#" + whole).Select(hashtag => hashtag.Value);
        return _remembered[whole] = _matcher.Match(found.Prepend(whole)).Count > 0;
    }
}
