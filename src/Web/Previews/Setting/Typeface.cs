using System.Globalization;
using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Backchannel.Web.Previews.Setting;

/// <summary>A typeface, to shape text with and to draw it. Safe to use from many threads; lives as long as the process.</summary>
sealed class Typeface
{
    /// <summary>What lengths are counted in: an em has so many.</summary>
    public const int Em = 2048;

    readonly Font _font;

    Typeface(SKTypeface drawn, Font font) => (Drawn, _font) = (drawn, font);

    public SKTypeface Drawn { get; }

    /// <summary>Null for a font file that cannot be used.</summary>
    public static Typeface? Of(SKTypeface? drawn)
    {
        if (drawn?.OpenStream(out var index) is not { } file)
        {
            drawn?.Dispose();
            return null;
        }
        // The blob owns the file, the font the blob.
        using var blob = file.ToHarfBuzzBlob();
        using var face = new Face(blob, index);
        var font = new Font(face);
        font.SetScale(Em, Em);
        font.SetFunctionsOpenType();
        return new Typeface(drawn, font);
    }

    /// <summary>It has all that a character is written with; what only joins or varies need not be there.</summary>
    public bool Covers(ReadOnlySpan<char> character)
    {
        foreach (var rune in character.EnumerateRunes())
            if (!IsUnseen(rune) && !_font.TryGetNominalGlyph(rune.Value, out _)) return false;
        return true;
    }

    /// <summary>Puts the glyphs of a stretch of one script and one direction into the buffer.</summary>
    public void Shape(HarfBuzzSharp.Buffer buffer) => _font.Shape(buffer);

    static bool IsUnseen(Rune rune) =>
        rune.Value is >= 0xfe00 and <= 0xfe0f or >= 0xe0100 and <= 0xe01ef || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format;
}
