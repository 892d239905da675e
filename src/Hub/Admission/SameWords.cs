using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Admission;

/// <summary>Tells whether two posts are one person's same words on two networks.</summary>
static class SameWords
{
    /// <summary>Shorter texts ("Great talk!") are too often alike by chance.</summary>
    const int MinLetters = 20;

    /// <summary>How far apart the two may have been made.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(12);

    /// <summary>Equal for texts that differ only in links, mentions, spacing, punctuation, case and accents; 0 for one too short to tell.</summary>
    public static long Fingerprint(Post post)
    {
        var letters = new StringBuilder();
        var at = 0;
        foreach (var span in post.Spans.Where(span => span.Kind != SpanKind.Hashtag))
        {
            AppendLetters(letters, post.Text.AsSpan(at, span.Start - at));
            at = span.Start + span.Length;
        }
        AppendLetters(letters, post.Text.AsSpan(at));
        if (letters.Length < MinLetters) return 0;
        var hash = (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(TextFold.Fold(letters.ToString()).AsSpan()));
        return hash == 0 ? 1 : hash;
    }

    /// <summary>The same display name, or the same first part of the handle. Names given here are anybody's to give, so they prove nothing.</summary>
    public static bool SamePerson(Post a, Post b) =>
        a.Network != b.Network && a.Network != Network.Here && b.Network != Network.Here
        && (Same(a.Author.Name, b.Author.Name) || Same(FirstPart(a.Author.Handle), FirstPart(b.Author.Handle)));

    /// <summary>
    /// Whether whoever saw the one has seen all of the other, but for its face: what the fingerprint leaves out is alike. Two networks name one picture by
    /// two addresses, so that posts with pictures never are.
    /// </summary>
    public static bool ShowsTheSame(Post a, Post b) =>
        Same(a.Author.Name, b.Author.Name) && (a.Sensitive, a.Warning, a.Card) == (b.Sensitive, b.Warning, b.Card)
        && Pictures(a).SequenceEqual(Pictures(b)) && Addresses(a).SequenceEqual(Addresses(b));

    static IEnumerable<(MediaKind, string, string?)> Pictures(Post post) => post.Media.Select(media => (media.Kind, media.Url, media.Alt));

    static IEnumerable<string> Addresses(Post post) => post.Spans.Where(span => span.Kind != SpanKind.Hashtag).Select(span => span.Value);

    static bool Same(string a, string b) => a.Length > 1 && TextFold.Fold(a.Trim()) == TextFold.Fold(b.Trim());

    static string FirstPart(string handle) => handle.Split('@', '.')[0];

    static void AppendLetters(StringBuilder letters, ReadOnlySpan<char> text)
    {
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) letters.Append(units[..rune.EncodeToUtf16(units)]);
    }
}
