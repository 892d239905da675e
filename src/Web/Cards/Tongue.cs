using System.Globalization;

namespace Backchannel.Web.Cards;

/// <summary>The language a network claims for a post.</summary>
static class Tongue
{
    static readonly HashSet<string> Known = CultureInfo.GetCultures(CultureTypes.NeutralCultures)
        .Select(culture => culture.TwoLetterISOLanguageName).Where(name => name.Length is 2 && name != "iv").ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Its two letters, for a screen reader to choose a voice and for a browser to choose glyphs; null where it is none (<c>und</c>, X's <c>qme</c>).
    /// </summary>
    public static string? Of(string? claimed)
    {
        if (claimed is not { Length: >= 2 }) return null;
        var primary = claimed.Split('-', '_')[0].ToLowerInvariant();
        return Known.Contains(primary) ? primary : null;
    }
}
