using System.Globalization;
using System.Text;

namespace Backchannel.Text;

/// <summary>The one fold under which hashtags and words are compared: NFKC, lower case, accents off.</summary>
public static class TextFold
{
    /// <summary>Folds a hashtag (a leading # or ＃ is dropped) to what Mastodon's servers and we compare by.</summary>
    public static string Tag(string tag) => Fold(tag.TrimStart('#', '＃'));

    /// <summary>Folds any text. Lone surrogates become U+FFFD.</summary>
    public static string Fold(string text)
    {
        if (IsPlainLower(text)) return text;
        var valid = ReplaceLoneSurrogates(text);
        var folded = new StringBuilder(valid.Length);
        foreach (var rune in valid.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) folded.Append(Rune.ToLowerInvariant(rune).ToString());
        return folded.ToString().Normalize(NormalizationForm.FormKC);
    }

    static bool IsPlainLower(string text)
    {
        foreach (var c in text)
            if (c > 0x7e || c is >= 'A' and <= 'Z') return false;
        return true;
    }

    static string ReplaceLoneSurrogates(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) valid.Append(rune.ToString());
        return valid.ToString();
    }
}
