using Xunit;

namespace Backchannel.Text.Tests;

public class TextCutTests
{
    [Fact]
    public void A_short_text_is_not_copied()
    {
        var text = new string('a', 10);
        Assert.Same(text, TextCut.At(text, 10));
        Assert.Same(text, TextCut.Clean(text));
    }

    [Theory]
    [InlineData("harbour", 4, "harb")]
    [InlineData("ab😀", 3, "ab")]
    [InlineData("ab😀c", 4, "ab😀")]
    [InlineData("hi 👨‍👩‍👧!", 8, "hi ")]
    [InlineData("cafe\u0301s", 4, "caf")]
    [InlineData("🇸🇪🇸🇪", 6, "🇸🇪")]
    [InlineData("👨‍👩‍👧", 4, "👨‍")]
    [InlineData("😀", 1, "")]
    [InlineData("harbour", 0, "")]
    [InlineData("harbour", -1, "")]
    public void A_long_text_is_cut_between_characters(string text, int max, string cut) => Assert.Equal(cut, TextCut.At(text, max));

    [Theory]
    [InlineData("harbour", 7, "harbour")]
    [InlineData("harbour", 4, "harb…")]
    [InlineData("the harbour", 4, "the…")]
    [InlineData("ab😀c", 3, "ab…")]
    public void What_is_shortened_says_so(string text, int max, string shown) => Assert.Equal(shown, TextCut.Shortened(text, max));

    [Fact]
    public void A_character_of_endless_accents_does_not_cost_the_text() =>
        Assert.Equal(1000, TextCut.At("a" + new string('\u0301', 5000), 1000).Length);

    [Fact]
    public void A_cut_is_a_beginning_that_fits_and_splits_no_pair() => Texts.Check(text =>
    {
        for (var max = 0; max <= text.Length; max += 3)
        {
            var cut = TextCut.At(text, max);
            Assert.True(cut.Length <= max);
            Assert.StartsWith(cut, text, StringComparison.Ordinal);
            Assert.False(cut.Length > 0 && cut.Length < text.Length && char.IsSurrogatePair(cut[^1], text[cut.Length]));
        }
    });

    [Theory]
    [InlineData("", 0)]
    [InlineData("tide", 4)]
    [InlineData("cafe\u0301", 4)]
    [InlineData("👨‍👩‍👧🇸🇪", 2)]
    [InlineData("เดิน", 3)]
    public void Graphemes_are_counted_as_readers_see_them(string text, int count) => Assert.Equal(count, TextCut.Graphemes(text));

    [Theory]
    [InlineData("  tide \n", "tide")]
    [InlineData("a\0b\u0007c\u007fd\u0090e\tf", "abcde\tf")]
    [InlineData("a\r\nb\rc\u2028d", "a\nb\nc\nd")]
    [InlineData("a\n\n\nb", "a\n\n\nb")]
    [InlineData("a\n\n\n\n\n\nb", "a\n\n\nb")]
    [InlineData("a\n \n\t\n\u3000\n \nb", "a\n\n\nb")]
    [InlineData("\ufefftide\uffff", "tide")]
    public void Control_characters_and_idle_lines_go(string text, string clean) => Assert.Equal(clean, TextCut.Clean(text));

    [Fact]
    public void Lone_surrogates_are_replaced_and_pairs_stay() => Assert.Equal("a\ufffdb😀\ufffd", TextCut.Clean("a\ud83db😀\ude00"));

    [Theory]
    [InlineData("\u2066@mira\u2069 hello", "\u2066@mira\u2069 hello")]
    [InlineData("\u2066\u202atidewater.com\u202c\u2069", "\u2066\u202atidewater.com\u202c\u2069")]
    [InlineData("gpj.\u202eexe", "gpj.exe")]
    [InlineData("a\u202ebc\u202cd", "abcd")]
    [InlineData("a\u2067b", "ab")]
    [InlineData("a\u2069b\u202cc", "abc")]
    [InlineData("a\u2066b\nc\u2069d", "ab\ncd")]
    [InlineData("\u2066a\u202bb\u2069c\u202cd", "\u2066ab\u2069cd")]
    public void Direction_marks_stay_in_pairs_and_overrides_go(string text, string clean) => Assert.Equal(clean, TextCut.Clean(text));

    [Fact]
    public void Cleaning_twice_is_cleaning_once() => Texts.Check(text => Assert.Equal(TextCut.Clean(text), TextCut.Clean(TextCut.Clean(text))));

    [Fact]
    public void A_clean_text_is_well_formed_trimmed_and_no_longer() => Texts.Check(text =>
    {
        var clean = TextCut.Clean(text);
        Assert.True(clean.Length <= text.Length);
        Assert.Equal(clean.Trim(), clean);
        Assert.Equal(clean, string.Concat(clean.EnumerateRunes().Select(rune => rune.ToString())));
        Assert.DoesNotContain(clean, c => char.IsControl(c) && c is not ('\n' or '\t') || c is '\u202d' or '\u202e');
        Assert.DoesNotContain("\n\n\n\n", clean, StringComparison.Ordinal);
    });
}
