using System.Globalization;
using System.Text;
using Backchannel.Contracts;

namespace Backchannel.Web.Cards;

/// <summary>What stands for a person without a picture: initials on a hue that stays theirs.</summary>
static class Face
{
    const int Hues = 24;

    /// <summary>The first character of the first and of the last word; one only where a script has no words, a picture where there are no letters.</summary>
    public static string Initials(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(FirstLetter).OfType<string>().ToList();
        return words switch
        {
            [] => StringInfo.GetNextTextElement(name.Trim()) is { Length: > 0 and <= 16 } element ? element : "?",
            [var only] => only,
            [var first, ..] when IsWide(first) => first,
            [var first, .., var last] => first + last,
        };
    }

    /// <summary>0…23, from the account, so that it outlives a change of name.</summary>
    public static int Hue(Author author) => Steady(author.Id, Hues);

    /// <summary>The same number for the same words in every process; <see cref="string.GetHashCode()"/> is another one after each start.</summary>
    internal static int Steady(string words, int below)
    {
        var hash = 2166136261u;
        foreach (var unit in words) hash = (hash ^ unit) * 16777619u;
        hash ^= hash >> 15;
        return (int)(hash % (uint)below);
    }

    static string? FirstLetter(string word)
    {
        foreach (var rune in word.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) return Rune.ToUpperInvariant(rune).ToString();
        return null;
    }

    /// <summary>Han, kana and Hangul fill the circle with one.</summary>
    static bool IsWide(string letter) => letter[0] is >= '\u1100' and <= '\u11ff' or >= '\u2e80' and <= '\ud7ff' || char.IsSurrogate(letter[0]);
}
