using System.Globalization;

namespace Backchannel.Web.Shell;

/// <summary>A colour in OKLab (Björn Ottosson, 2020): lightness can be moved there without the hue wandering off.</summary>
readonly record struct OkColor(double L, double A, double B)
{
    /// <summary>From <c>rrggbb</c>, with or without #; null for anything else.</summary>
    public static OkColor? Parse(string? hex)
    {
        if (hex?.TrimStart('#') is not { Length: 6 } digits || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
            return null;
        double r = Linear(rgb >> 16 & 255), g = Linear(rgb >> 8 & 255), b = Linear(rgb & 255);
        var l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        var m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        var s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return new OkColor(
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s));
    }

    /// <summary>The nearest colour a screen can show with this lightness and hue, as <c>#rrggbb</c>.</summary>
    public string Hex()
    {
        var (low, high) = (0.0, 1.0);
        if (!Fits(1))
            for (var i = 0; i < 20; i++)
            {
                var middle = (low + high) / 2;
                if (Fits(middle)) low = middle;
                else high = middle;
            }
        else low = 1;
        var (r, g, b) = Rgb(low);
        return string.Create(CultureInfo.InvariantCulture, $"#{Byte(r):x2}{Byte(g):x2}{Byte(b):x2}");
    }

    /// <summary>Contrast of two colours after WCAG 2.2, 1…21.</summary>
    public static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    static double Luminance(string hex)
    {
        var rgb = int.Parse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return (0.2126 * Linear(rgb >> 16 & 255)) + (0.7152 * Linear(rgb >> 8 & 255)) + (0.0722 * Linear(rgb & 255));
    }

    bool Fits(double chroma)
    {
        var (r, g, b) = Rgb(chroma);
        return Inside(r) && Inside(g) && Inside(b);
    }

    (double R, double G, double B) Rgb(double chroma)
    {
        var (a, b) = (A * chroma, B * chroma);
        var l = Math.Pow(L + (0.3963377774 * a) + (0.2158037573 * b), 3);
        var m = Math.Pow(L - (0.1055613458 * a) - (0.0638541728 * b), 3);
        var s = Math.Pow(L - (0.0894841775 * a) - (1.2914855480 * b), 3);
        return (
            (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
            (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
            (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    static bool Inside(double channel) => channel is >= -0.0005 and <= 1.0005;

    static double Linear(int channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    static int Byte(double linear)
    {
        var c = Math.Clamp(linear, 0, 1);
        return (int)Math.Round(255 * (c <= 0.0031308 ? 12.92 * c : (1.055 * Math.Pow(c, 1 / 2.4)) - 0.055));
    }
}
