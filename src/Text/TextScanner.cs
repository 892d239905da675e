namespace Backchannel.Text;

/// <summary>A hashtag, mention or link found in a text.</summary>
/// <param name="Start">First UTF-16 unit, its # or @ included.</param>
/// <param name="Length">In UTF-16 units, its # or @ included.</param>
/// <param name="Value">Without # or @; a link as written.</param>
public readonly record struct TextEntity(int Start, int Length, string Value);

/// <summary>Finds hashtags, mentions and links by twitter-text's rules, walking the text by <see cref="System.Text.Rune"/>.</summary>
public static class TextScanner
{
    public static IReadOnlyList<TextEntity> Hashtags(string text) => throw new NotImplementedException();
    public static IReadOnlyList<TextEntity> Mentions(string text) => throw new NotImplementedException();
    public static IReadOnlyList<TextEntity> Links(string text) => throw new NotImplementedException();

    /// <summary>All three as the spans of a post, sorted and without overlap: a link wins over what lies inside it.</summary>
    public static IReadOnlyList<Contracts.TextSpan> Spans(string text) => throw new NotImplementedException();
}
