namespace Backchannel.Web.Previews.Setting;

/// <summary>The space for a text, in pixels, and how it is to look.</summary>
/// <param name="Width">Of the space.</param>
/// <param name="Height">Of the space: as many lines as fit.</param>
/// <param name="Largest">The size to begin with.</param>
/// <param name="Smallest">The size at which the text is cut rather than made smaller.</param>
/// <param name="Leading">From line to line, in sizes.</param>
/// <param name="Bold">The weight.</param>
readonly record struct TextBox(float Width, float Height, float Largest, float Smallest, float Leading, bool Bold);

/// <summary>Sets a text into a space: as large as it fits, in lines of like length, and cut with … where nothing else helps.</summary>
sealed class TextSetter(Typefaces typefaces)
{
    const float Step = 0.94f;

    /// <returns>No line for a text that no font here can write.</returns>
    /// <param name="text">Cleaned and of bounded length: see <see cref="OneLine"/>.</param>
    /// <param name="box">Where to.</param>
    /// <param name="language">BCP 47, or null.</param>
    public SetText Set(string text, TextBox box, string? language)
    {
        var passage = Passage.Of(text, typefaces, box.Bold);
        if (!passage.IsLegible || passage.Characters.Count is 0) return Nothing(box);
        var pieces = new Pieces(passage, language);
        for (var size = box.Largest; size > box.Smallest; size *= Step)
            if (Fitting(pieces, box, size) is { IsTorn: false } broken)
                return At(passage, broken, box, size, language);
        return Fitting(pieces, box, box.Smallest) is { } small ? At(passage, small, box, box.Smallest, language) : Cut(passage, pieces, box, language);
    }

    static SetText At(Passage passage, Broken broken, TextBox box, float size, string? language) => new(
        [.. broken.Lines.Select(line => Shaper.Line(passage, line.From, line.To, language))], size, size * box.Leading, passage.RightToLeft);

    static Broken? Fitting(Pieces pieces, TextBox box, float size)
    {
        var broken = pieces.Balanced((int)(box.Width * Typeface.Em / size));
        return broken.Lines.Count <= Math.Max(1, (int)(box.Height / (size * box.Leading) + 0.01f)) ? broken : null;
    }

    // As many whole words as fit with … behind them, or as many letters of the first.
    SetText Cut(Passage passage, Pieces pieces, TextBox box, string? language)
    {
        SetText? best = null;
        int Longest(int most, Func<int, int> end)
        {
            var (fits, over) = (0, most);
            while (over - fits > 1)
                if (Ended((fits + over) / 2) is { } set) (fits, best) = ((fits + over) / 2, set);
                else over = (fits + over) / 2;
            return fits;

            SetText? Ended(int count)
            {
                var begun = passage.Text[..passage.Characters[end(count) - 1].End];
                var ended = Passage.Of(begun.TrimEnd(' ', ',', '.', ';', ':', '–', '-') + "…", typefaces, box.Bold);
                return Fitting(new Pieces(ended, language), box, box.Smallest) is { } broken ? At(ended, broken, box, box.Smallest, language) : null;
            }
        }

        if (Longest(pieces.Count, count => pieces.End(count - 1)) == 0) _ = Longest(passage.Characters.Count, count => count);
        return best ?? Nothing(box);
    }

    static SetText Nothing(TextBox box) => new([], box.Smallest, box.Smallest * box.Leading, RightToLeft: false);
}
