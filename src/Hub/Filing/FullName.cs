using System.Text;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>A speaker's name as it is looked for in a text.</summary>
static class FullName
{
    const int LongEnough = 6, LongEnoughWithoutSpaces = 3;

    /// <summary>Its words, folded; null for one that could be any word: a single one of fewer than six letters.</summary>
    public static string? Key(string name)
    {
        var words = Wording.Split(TextFold.Fold(name)).ToList();
        var key = string.Join(' ', words);
        return words.Count switch
        {
            0 => null,
            1 when Scripts.HasNoSpaces(key) => key.EnumerateRunes().Count() >= LongEnoughWithoutSpaces ? key : null,
            1 => key.EnumerateRunes().Count(Rune.IsLetter) >= LongEnough && !CommonWords.Has(key) ? key : null,
            _ => key,
        };
    }
}
