using System.Text;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>What spaces and line ends in the source of a document mean.</summary>
enum Spacing
{
    /// <summary>A space at most, as in any HTML.</summary>
    Collapsed,
    /// <summary>Line ends are the author's. So it is in paragraphs: Mastodon shows them, and bridges from other networks rely on it.</summary>
    Lines,
    /// <summary>All is the author's.</summary>
    Kept,
}

/// <summary>
/// Takes the pieces of a document in order and makes plain text with spans of them. Spaces collapse as a browser's do, line breaks are written
/// only once something follows them, and nothing grows past <see cref="Post.MaxTextLength"/>.
/// </summary>
sealed class PlainText
{
    // More blank lines than one say nothing and would push a wall's other posts away.
    const int MaxBreaks = 2, MaxQuotes = 4;

    readonly StringBuilder _text = new();
    readonly List<TextSpan> _spans = [];
    string _bullet = "";
    int _quotes, _breaks, _spanStart = -1;
    bool _space, _inSpan;

    public bool Full { get; private set; }

    public void Break(int lines) => _breaks = Math.Min(MaxBreaks, Math.Max(_breaks, lines));

    public void AddBreak() => _breaks = Math.Min(MaxBreaks, _breaks + 1);

    public void Bullet(string bullet) => _bullet = bullet;

    public void BeginQuote() => _quotes++;

    public void EndQuote() => _quotes--;

    public void Add(string piece, Spacing spacing)
    {
        foreach (var rune in piece.EnumerateRunes())
        {
            if (Full) return;
            if (rune.Value == '\n' && spacing != Spacing.Collapsed) AddBreak();
            else if (IsSpace(rune.Value) && spacing != Spacing.Kept) _space = true;
            else if (!Rune.IsControl(rune) || rune.Value == '\t') AddVisible(rune);
        }
    }

    /// <summary>What is added until <see cref="EndSpan"/> belongs together.</summary>
    /// <returns>False inside another span: spans do not nest.</returns>
    public bool BeginSpan()
    {
        if (_inSpan) return false;
        (_inSpan, _spanStart) = (true, -1);
        return true;
    }

    public void EndSpan(Func<string, (SpanKind Kind, string Value)?> meaning)
    {
        _inSpan = false;
        if (_spanStart < 0) return;
        var written = _text.ToString(_spanStart, _text.Length - _spanStart).TrimEnd();
        if (written.Length > 0 && meaning(written) is var (kind, value)) _spans.Add(new(_spanStart, written.Length, kind, value));
    }

    public (string Text, IReadOnlyList<TextSpan> Spans) Finish()
    {
        // Only the ASCII prefix of a last line can lie past the limit, so this splits no character.
        var text = CleanText.Of(_text.ToString(0, Math.Min(_text.Length, Post.MaxTextLength)));
        return (text.Clean, [.. _spans.Select(text.Moved).OfType<TextSpan>()]);
    }

    void AddVisible(Rune rune)
    {
        BeginLine();
        if (_space && _text.Length > 0 && _text[^1] is not ('\n' or ' ')) _text.Append(' ');
        _space = false;
        if (_text.Length + rune.Utf16SequenceLength > Post.MaxTextLength)
        {
            Full = true;
            return;
        }
        if (_inSpan && _spanStart < 0 && !Rune.IsWhiteSpace(rune)) _spanStart = _text.Length;
        _text.Append(rune.ToString());
    }

    void BeginLine()
    {
        if (_text.Length > 0 && _breaks == 0 && _bullet.Length == 0) return;
        if (_text.Length > 0) _text.Append('\n', Math.Max(1, _breaks));
        for (var level = 0; level < Math.Min(_quotes, MaxQuotes); level++) _text.Append("> ");
        _text.Append(_bullet);
        (_breaks, _bullet, _space) = (0, "", false);
    }

    static bool IsSpace(int value) => value is ' ' or '\n' or '\r' or '\t' or '\f';
}
