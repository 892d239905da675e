using HarfBuzzSharp;

namespace Backchannel.Web.Previews.Setting;

/// <summary>Makes glyphs of characters: ligatures, joined letters, and each stretch the way it runs.</summary>
static class Shaper
{
    /// <summary>The characters from <paramref name="from"/> up to <paramref name="to"/> as one line.</summary>
    /// <param name="language">BCP 47, for letters that differ by language; null where it is not known.</param>
    public static SetLine Line(Passage passage, int from, int to, string? language)
    {
        SetRun[] runs = [.. InSight(Stretches(passage, from, to), passage).Select(stretch => Shape(passage, stretch.From, stretch.To, language))];
        return new SetLine(runs, runs.Sum(run => run.Width));
    }

    static List<(int From, int To)> Stretches(Passage passage, int from, int to)
    {
        var stretches = new List<(int From, int To)>();
        for (int start = from, i = from; i < to; i++)
            if (i + 1 == to || !AreAlike(passage.Characters[i], passage.Characters[i + 1]))
            {
                stretches.Add((start, i + 1));
                start = i + 1;
            }
        return stretches;
    }

    // Characters that were left out between two break a stretch: what is shaped is a piece of the text.
    static bool AreAlike(Character one, Character next) =>
        one.Typeface == next.Typeface && one.Level == next.Level && one.Script == next.Script && one.End == next.Start;

    // L2 of Unicode Annex 9: from the highest level down, turn round what is on it or above.
    static List<(int From, int To)> InSight(List<(int From, int To)> stretches, Passage passage)
    {
        byte Level((int From, int To) stretch) => passage.Characters[stretch.From].Level;
        for (var level = stretches.Count is 0 ? 0 : stretches.Max(Level); level > 0; level--)
            for (var i = 0; i < stretches.Count; i++)
            {
                var end = i;
                while (end < stretches.Count && Level(stretches[end]) >= level) end++;
                stretches.Reverse(i, end - i);
                i = end;
            }
        return stretches;
    }

    static SetRun Shape(Passage passage, int from, int to, string? language)
    {
        var (first, last) = (passage.Characters[from], passage.Characters[to - 1]);
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(passage.Text.AsSpan(), first.Start, last.End - first.Start);
        buffer.Direction = first.Level % 2 == 1 ? Direction.RightToLeft : Direction.LeftToRight;
        buffer.Script = first.Script;
        buffer.Language = language is null ? Language.Default : new Language(language);
        first.Typeface.Shape(buffer);

        var infos = buffer.GetGlyphInfoSpan();
        var positions = buffer.GetGlyphPositionSpan();
        var (glyphs, at) = (new ushort[infos.Length], new (int, int)[infos.Length]);
        var x = 0;
        for (var i = 0; i < infos.Length; i++)
        {
            glyphs[i] = (ushort)infos[i].Codepoint;
            at[i] = (x + positions[i].XOffset, -positions[i].YOffset);
            x += positions[i].XAdvance;
        }
        return new SetRun(first.Typeface, glyphs, at, x);
    }
}
