using System.Buffers;
using System.Globalization;
using System.Text;

namespace Backchannel.Text;

/// <summary>The one fold under which hashtags and words are compared: compatibility forms, case and accents off.</summary>
/// <remarks>
/// Whatever Mastodon's servers take for one hashtag, this does too (<c>#Qualität</c> is <c>#qualitat</c>), and somewhat more: they fold
/// only a list of Latin letters, this every mark on a Latin, Greek or Cyrillic letter, and <c>ß æ œ þ</c>. So it is for comparing on our
/// side; ask a server for a hashtag as its organizer wrote it. Marks of other scripts, which are vowels or voicing there, stay.
/// Folding twice is folding once.
/// </remarks>
public static class TextFold
{
    const int Breve = 0x0306;

    // Surrogates, of which some may be alone, and what is no character.
    static readonly SearchValues<char> Troublesome = SearchValues.Create([.. Enumerable.Range(0xd800, 0x800).Select(c => (char)c), '\ufffe']);

    /// <summary>Folds a hashtag (a leading # or ＃ is dropped).</summary>
    public static string Tag(string tag) => Fold(tag.TrimStart('#', '＃'));

    /// <summary>Folds any text. Lone surrogates become U+FFFD.</summary>
    public static string Fold(string text)
    {
        if (IsPlainLower(text)) return text;
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        var letter = default(Rune);
        foreach (var rune in Normalizable(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsIgnored(rune)) continue;
            var isMark = Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
            if (!isMark) letter = Rune.ToLowerInvariant(rune);
            if (!isMark || !IsAccent(rune, letter)) Append(folded, isMark ? rune : letter);
        }
        return folded.ToString().Normalize(NormalizationForm.FormKC);
    }

    static bool IsPlainLower(string text)
    {
        foreach (var c in text)
            if (c > 0x7e || c is >= 'A' and <= 'Z') return false;
        return true;
    }

    // Normalize throws on lone surrogates, which EnumerateRunes replaces, and on U+FFFE.
    static string Normalizable(string text)
    {
        if (!text.AsSpan().ContainsAny(Troublesome)) return text;
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) Append(valid, rune.Value == 0xfffe ? Rune.ReplacementChar : rune);
        return valid.ToString();
    }

    // What has no look of its own: joiners, soft hyphens, direction marks, variation selectors. Persian spells with ZWNJ, so that stays.
    static bool IsIgnored(Rune rune) =>
        rune.Value is >= 0xfe00 and <= 0xfe0f || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value != 0x200c;

    // й is no accented и to anyone who writes it.
    static bool IsAccent(Rune mark, Rune letter) => HasAccents(letter) && !(mark.Value == Breve && letter.Value == 'и');

    // Latin, Greek and Cyrillic with their extensions.
    static bool HasAccents(Rune letter) => Rune.IsLetterOrDigit(letter) && letter.Value is < 0x0530 or >= 0x1c80 and <= 0x1c8f
        or >= 0x1d00 and <= 0x1fff or >= 0x2c60 and <= 0x2c7f or >= 0xa640 and <= 0xa69f or >= 0xa720 and <= 0xa7ff or >= 0xab30 and <= 0xab6f;

    // Letters that Unicode does not take apart. The single ones are Mastodon's list.
    static void Append(StringBuilder folded, Rune rune) => _ = rune.Value switch
    {
        'ß' => folded.Append("ss"),
        'æ' => folded.Append("ae"),
        'œ' => folded.Append("oe"),
        'þ' => folded.Append("th"),
        'ø' => folded.Append('o'),
        'đ' or 'ð' => folded.Append('d'),
        'ħ' => folded.Append('h'),
        'ı' => folded.Append('i'),
        'ĸ' => folded.Append('k'),
        'ł' => folded.Append('l'),
        'ŋ' => folded.Append('n'),
        'ŧ' => folded.Append('t'),
        'ς' => folded.Append('σ'),
        _ => AppendAsIs(folded, rune),
    };

    static StringBuilder AppendAsIs(StringBuilder folded, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        return folded.Append(units[..rune.EncodeToUtf16(units)]);
    }
}
