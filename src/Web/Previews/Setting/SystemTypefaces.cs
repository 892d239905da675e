using SkiaSharp;

namespace Backchannel.Web.Previews.Setting;

/// <summary>
/// The fonts of this machine, for scripts that our own has not. Where the system knows which font has a letter (Windows, macOS), it is asked;
/// on Linux that would take a library which servers often lack, so the usual folders are read.
/// </summary>
sealed class SystemTypefaces(IReadOnlyList<string> folders)
{
    // A designer's machine has thousands. Those of the scripts that it needs come early by their rank.
    const int MostFiles = 400;

    static readonly string[] Endings = [".ttf", ".otf", ".ttc"];
    static readonly string[] Unlike = ["Mono", "Serif", "Italic", "Oblique", "Condensed", "Narrow", "Light", "Thin", "Black"];

    readonly Lazy<(Typeface Typeface, string Name)[]> _files = new(() => [.. Open(folders)]);
    readonly Dictionary<(string, int), Typeface?> _matched = [];

    public static IReadOnlyList<string> Folders { get; } =
    [
        "/usr/share/fonts", "/usr/local/share/fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "fonts"),
    ];

    /// <summary>A typeface that has the character; null where the machine has none.</summary>
    public Typeface? Find(ReadOnlySpan<char> character, bool bold, bool emoji)
    {
        Typeface? best = null;
        var least = int.MaxValue;
        foreach (var (typeface, name) in _files.Value)
            if (Rank(name, bold, emoji) is var rank && rank < least && typeface.Covers(character)) (best, least) = (typeface, rank);
        return best ?? Matched(character, bold);
    }

    Typeface? Matched(ReadOnlySpan<char> character, bool bold)
    {
        using var style = bold ? SKFontStyle.Bold : SKFontStyle.Normal;
        var drawn = SKFontManager.Default.MatchCharacter(null, style, null, char.ConvertToUtf32(character.ToString(), 0));
        if (drawn is null) return null;
        var key = (drawn.FamilyName, drawn.FontWeight);
        lock (_matched)
        {
            if (_matched.TryGetValue(key, out var known)) drawn.Dispose();
            else _matched.Add(key, known = Typeface.Of(drawn));
            return known?.Covers(character) is true ? known : null;
        }
    }

    static IEnumerable<(Typeface, string)> Open(IEnumerable<string> folders)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 8 };
        var files = folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", all))
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .OrderBy(file => Math.Min(Rank(Path.GetFileName(file), true, false), Rank(Path.GetFileName(file), false, false)))
            .ThenBy(file => file, StringComparer.Ordinal);
        foreach (var file in files.Take(MostFiles).ToList())
            if (Typeface.Of(SKTypeface.FromFile(file)) is { } typeface) yield return (typeface, Path.GetFileName(file));
    }

    // Names of font files tell enough: plain and upright before others, of the weight that is asked for, and coloured ones for emoji.
    static int Rank(string name, bool bold, bool emoji) =>
        (name.Contains("Emoji", StringComparison.OrdinalIgnoreCase) == emoji ? 0 : 100)
        + 10 * Unlike.Count(style => name.Contains(style, StringComparison.OrdinalIgnoreCase))
        + (name.Contains("Bold", StringComparison.OrdinalIgnoreCase) == bold ? 0 : 5)
        + (name.StartsWith("Noto", StringComparison.OrdinalIgnoreCase) ? 0 : 2);
}
