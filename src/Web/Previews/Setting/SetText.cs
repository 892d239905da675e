using SkiaSharp;

namespace Backchannel.Web.Previews.Setting;

/// <summary>A text in its place: all but drawn.</summary>
/// <param name="Lines">From the top.</param>
/// <param name="Size">Of the letters, in pixels.</param>
/// <param name="Leading">From line to line, in pixels.</param>
/// <param name="RightToLeft">Its lines begin at the right.</param>
sealed record SetText(IReadOnlyList<SetLine> Lines, float Size, float Leading, bool RightToLeft)
{
    /// <summary>Of the longest line, in pixels.</summary>
    public float Width => Lines.Count is 0 ? 0 : Lines.Max(line => line.Width) * Size / Typeface.Em;

    public float Height => Lines.Count * Leading;

    /// <param name="canvas">Where to.</param>
    /// <param name="left">Of the space for it.</param>
    /// <param name="top">Of the first line.</param>
    /// <param name="width">Of the space for it: where lines that run to the left begin.</param>
    /// <param name="paint">Its colour.</param>
    public void Draw(SKCanvas canvas, float left, float top, float width, SKPaint paint)
    {
        // Where letters stand that reach neither up nor down lies about seven tenths below the top of theirs.
        var baseline = top + (Leading - Size) / 2 + Size * 0.86f;
        foreach (var line in Lines)
        {
            line.Draw(canvas, RightToLeft ? left + width - line.Width * Size / Typeface.Em : left, baseline, Size, paint);
            baseline += Leading;
        }
    }
}

/// <summary>A line: its stretches from left to right. Lengths are in <see cref="Typeface.Em"/>.</summary>
sealed record SetLine(IReadOnlyList<SetRun> Runs, int Width)
{
    public void Draw(SKCanvas canvas, float x, float y, float size, SKPaint paint)
    {
        foreach (var run in Runs)
        {
            using var font = new SKFont(run.Typeface.Drawn, size) { Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None };
            using var builder = new SKTextBlobBuilder();
            builder.AddPositionedRun(run.Glyphs, font, [.. run.At.Select(at => new SKPoint(at.X * size / Typeface.Em, at.Y * size / Typeface.Em))]);
            using var blob = builder.Build();
            if (blob is not null) canvas.DrawText(blob, x, y, paint);
            x += run.Width * size / Typeface.Em;
        }
    }
}

/// <summary>Glyphs of one typeface, from left to right, and where they stand.</summary>
sealed record SetRun(Typeface Typeface, ushort[] Glyphs, (int X, int Y)[] At, int Width);
