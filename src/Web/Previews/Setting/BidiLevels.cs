using System.Globalization;
using System.Text;

namespace Backchannel.Web.Previews.Setting;

/// <summary>
/// Which way each character of a line runs: Unicode Annex 9 without explicit marks (they are taken out beforehand) and without paired brackets.
/// Even levels run to the right, odd ones to the left.
/// </summary>
static class BidiLevels
{
    enum Kind { Left, Right, Arabic, Number, ArabicNumber, Sign, Separator, Terminator, Neutral }

    /// <param name="runes">The first code point of each character.</param>
    public static (byte[] Levels, bool RightToLeft) Of(IReadOnlyList<Rune> runes)
    {
        var kinds = runes.Select(Of).ToArray();
        var rightToLeft = Array.Find(kinds, IsLetter) is Kind.Right or Kind.Arabic;
        var embedding = rightToLeft ? Kind.Right : Kind.Left;
        Numbers(kinds, embedding);
        Neutrals(kinds, embedding);
        var level = rightToLeft ? 1 : 0;
        return ([.. kinds.Select(kind => (byte)(level + (kind, level) switch
        {
            (Kind.Left, 1) or (Kind.Right, 0) => 1,
            (Kind.Number or Kind.ArabicNumber, _) => 2 - level,
            _ => 0,
        }))], rightToLeft);
    }

    // W2–W7: a number takes its side from the letters before it, and signs within it go along.
    static void Numbers(Kind[] kinds, Kind embedding)
    {
        var letter = embedding;
        for (var i = 0; i < kinds.Length; i++)
        {
            if (IsLetter(kinds[i])) letter = kinds[i];
            else if (kinds[i] is Kind.Number && letter is Kind.Arabic) kinds[i] = Kind.ArabicNumber;
        }
        for (var i = 1; i + 1 < kinds.Length; i++)
            if (kinds[i - 1] == kinds[i + 1] && (kinds[i] is Kind.Separator && IsNumber(kinds[i - 1]) || kinds[i] is Kind.Sign && kinds[i - 1] is Kind.Number))
                kinds[i] = kinds[i - 1];
        for (var i = 1; i < kinds.Length; i++)
            if (kinds[i] is Kind.Terminator && kinds[i - 1] is Kind.Number) kinds[i] = Kind.Number;
        for (var i = kinds.Length - 2; i >= 0; i--)
            if (kinds[i] is Kind.Terminator && kinds[i + 1] is Kind.Number) kinds[i] = Kind.Number;
        letter = embedding;
        for (var i = 0; i < kinds.Length; i++)
            if (IsLetter(kinds[i])) letter = kinds[i];
            else if (kinds[i] is Kind.Number && letter is Kind.Left) kinds[i] = Kind.Left;
            else if (!IsNumber(kinds[i])) kinds[i] = Kind.Neutral;
        for (var i = 0; i < kinds.Length; i++)
            if (kinds[i] is Kind.Arabic) kinds[i] = Kind.Right;
    }

    // N1, N2: what lies between two of a kind is of that kind, the rest runs as the line does. Numbers count as running to the left.
    static void Neutrals(Kind[] kinds, Kind embedding)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] is not Kind.Neutral) continue;
            var end = i;
            while (end < kinds.Length && kinds[end] is Kind.Neutral) end++;
            var before = i == 0 ? embedding : Side(kinds[i - 1]);
            var after = end == kinds.Length ? embedding : Side(kinds[end]);
            Array.Fill(kinds, before == after ? before : embedding, i, end - i);
            i = end;
        }
    }

    static Kind Side(Kind kind) => kind is Kind.Left ? Kind.Left : Kind.Right;

    static bool IsLetter(Kind kind) => kind is Kind.Left or Kind.Right or Kind.Arabic;

    static bool IsNumber(Kind kind) => kind is Kind.Number or Kind.ArabicNumber;

    static Kind Of(Rune rune) => rune.Value switch
    {
        >= '0' and <= '9' or >= 0x6f0 and <= 0x6f9 => Kind.Number,
        >= 0x600 and <= 0x605 or >= 0x660 and <= 0x669 or 0x66b or 0x66c or 0x6dd => Kind.ArabicNumber,
        '+' or '-' or 0x2212 => Kind.Sign,
        ',' or '.' or '/' or ':' or 0xa0 or 0x60c => Kind.Separator,
        '#' or '$' or '%' or >= 0xa2 and <= 0xa5 or 0xb0 or 0xb1 or 0x66a or >= 0x2030 and <= 0x2034 or >= 0x20a0 and <= 0x20cf => Kind.Terminator,
        >= 0x590 and <= 0x5ff or >= 0x7c0 and <= 0x85f or >= 0xfb1d and <= 0xfb4f or >= 0x10800 and <= 0x10fff or >= 0x1e800 and <= 0x1edff => Kind.Right,
        >= 0x606 and <= 0x7bf or >= 0x860 and <= 0x8ff or >= 0xfb50 and <= 0xfdff or >= 0xfe70 and <= 0xfefe or >= 0x1ee00 and <= 0x1eeff => Kind.Arabic,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.LetterNumber => Kind.Left,
            _ => Kind.Neutral,
        },
    };
}
