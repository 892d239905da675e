using FsCheck;
using FsCheck.Fluent;

namespace Backchannel.Text.Tests;

/// <summary>Texts as networks and their worst guests write them: words, marks of all kinds and halves of surrogate pairs, in any order.</summary>
static class Texts
{
    static readonly string[] Pieces =
    [
        "#", "＃", "@", "＠", "$", "/", ".", "..", "-", "_", ":", "(", ")", "?", "&", "!", " ", "\u3000", "\n", "\r\n", "\t", "\0", "\u0085", "\u2028",
        "http://", "https://", "HTTP://", "t.co/", "a.", "example.com", "tidewater.example", ".みんな", "xn--", "RT", "1", "x", "Ä", "É", "ß", "İ", "ı", "и\u0306",
        "日本", "が", "ﾊﾟ", "한", "เดิ", "म्", "עַל", "\u0301", "\u0306", "\u200c", "\u200d", "\ufe0f", "\u20e3", "\u202a", "\u202c", "\u202e", "\u2066", "\u2069",
        "😀", "👨‍👩‍👧", "🇸🇪", "𐒠", "𠀡", "\ud83d", "\ude00", "\ufffe", "\uffff", "\ufeff", "ǆ", "Σ", "ς", "ﬁ", "Ⅳ", "≠",
    ];

    static readonly Gen<string> Piece = Gen.Frequency(
        (4, Gen.Elements(Pieces)),
        (1, Gen.Choose(0, char.MaxValue).Select(c => ((char)c).ToString())),
        (1, Gen.Choose(0x10000, 0x1ffff).Select(char.ConvertFromUtf32)));

    public static Arbitrary<string> Any { get; } = Piece.ArrayOf().Select(string.Concat).ToArbitrary();

    /// <summary>Checks a property on many texts, larger than FsCheck's own strings and more of them.</summary>
    public static void Check(Action<string> property) =>
        Prop.ForAll(Any, text => { property(text); return true; }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60));
}
