namespace Backchannel.Text;

/// <summary>A hashtag, mention, link or cashtag found in a text.</summary>
/// <param name="Start">First UTF-16 unit, its #, @ or $ included.</param>
/// <param name="Length">In UTF-16 units, its #, @ or $ included.</param>
/// <param name="Value">Without #, @ or $; a list as <c>handle/list</c>; a link as written, so without a protocol where the text has none.</param>
public readonly record struct TextEntity(int Start, int Length, string Value)
{
    /// <summary>One past its last UTF-16 unit.</summary>
    public int End => Start + Length;
}
