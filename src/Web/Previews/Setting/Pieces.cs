namespace Backchannel.Web.Previews.Setting;

/// <summary>Lines of a passage as ranges of its characters.</summary>
/// <param name="Lines">None is wider than asked for, except one that is a single character.</param>
/// <param name="IsTorn">A word was too long for a line and is broken in its midst.</param>
readonly record struct Broken(IReadOnlyList<(int From, int To)> Lines, bool IsTorn);

/// <summary>What a passage can be broken into, measured once.</summary>
sealed class Pieces
{
    readonly Passage _passage;
    readonly string? _language;
    readonly List<(int From, int To, int Width, int Advance)> _pieces = [];

    public Pieces(Passage passage, string? language)
    {
        (_passage, _language) = (passage, language);
        var characters = passage.Characters;
        for (int from = 0, i = 0; i < characters.Count; i++)
            if (i + 1 == characters.Count || LineBreaks.After(characters[i], characters[i + 1]))
            {
                _pieces.Add(Measured(from, i + 1));
                from = i + 1;
            }
    }

    public int Count => _pieces.Count;

    /// <summary>Past the last character of a piece, its spaces not counted.</summary>
    public int End(int piece) => WithoutSpaces(_pieces[piece].From, _pieces[piece].To);

    /// <summary>As few lines as fit in <paramref name="width"/>, and no line longer than it needs to be for that.</summary>
    public Broken Balanced(int width)
    {
        var most = Greedy(width);
        if (most.Lines.Count < 2 || most.IsTorn) return most;
        var (low, high, best) = (width / 2, width, most);
        while (high - low > 32)
        {
            var middle = (low + high) / 2;
            if (Greedy(middle) is { IsTorn: false } tried && tried.Lines.Count == most.Lines.Count) (high, best) = (middle, tried);
            else low = middle;
        }
        return best;
    }

    Broken Greedy(int width)
    {
        var lines = new List<(int From, int To)>();
        var (start, filled, torn) = (0, 0, false);
        foreach (var piece in _pieces.SelectMany(piece => piece.Width > width ? Torn(piece.From, piece.To, ref torn) : [piece]))
        {
            if (filled > 0 && filled + piece.Width > width)
            {
                lines.Add((start, WithoutSpaces(start, piece.From)));
                (start, filled) = (piece.From, 0);
            }
            filled += piece.Advance;
        }
        if (_passage.Characters.Count > start) lines.Add((start, WithoutSpaces(start, _passage.Characters.Count)));
        return new Broken(lines, torn);
    }

    List<(int From, int To, int Width, int Advance)> Torn(int from, int to, ref bool torn)
    {
        torn = true;
        return [.. Enumerable.Range(from, to - from).Select(at => Measured(at, at + 1))];
    }

    (int From, int To, int Width, int Advance) Measured(int from, int to)
    {
        var width = Shaper.Line(_passage, from, WithoutSpaces(from, to), _language).Width;
        return (from, to, width, _passage.Characters[to - 1].IsSpace ? Shaper.Line(_passage, from, to, _language).Width : width);
    }

    int WithoutSpaces(int from, int to)
    {
        while (to > from && _passage.Characters[to - 1].IsSpace) to--;
        return to;
    }
}
