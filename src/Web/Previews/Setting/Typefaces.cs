using SkiaSharp;

namespace Backchannel.Web.Previews.Setting;

/// <summary>Which typeface writes a character: Inter, which comes with us, so that a machine without any font will do; else what the machine has.</summary>
sealed partial class Typefaces(SystemTypefaces system, ILogger<Typefaces> log)
{
    static readonly Lazy<Typeface> Medium = new(() => Read("Inter-Medium.otf")), Bold = new(() => Read("InterDisplay-Bold.otf"));

    int _isMissed;

    /// <summary>Null for a character that no font has: better left out than shown as a box.</summary>
    public Typeface? For(ReadOnlySpan<char> character, bool bold)
    {
        var own = (bold ? Bold : Medium).Value;
        var emoji = IsEmoji(character);
        if (!emoji && own.Covers(character)) return own;
        if (system.Find(character, bold, emoji) is { } found) return found;
        if (emoji && own.Covers(character)) return own;
        if (Interlocked.Exchange(ref _isMissed, 1) == 0) LogMissed(character.ToString());
        return null;
    }

    static bool IsEmoji(ReadOnlySpan<char> character)
    {
        foreach (var rune in character.EnumerateRunes())
            if (rune.Value is >= 0x1f000 and <= 0x1fbff or 0xfe0f or 0x20e3) return true;
        return false;
    }

    static Typeface Read(string file)
    {
        using var stream = typeof(Typefaces).Assembly.GetManifestResourceStream($"fonts/{file}")!;
        return Typeface.Of(SKTypeface.FromStream(stream))!;
    }

    [LoggerMessage(LogLevel.Warning, "No font on this machine has “{Character}”: pictures for previews go without it. Install one that does, such as Noto (Debian: fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji).")]
    partial void LogMissed(string character);
}
