using Xunit;

namespace Backchannel.Text.Tests;

public class TextFoldTests
{
    [Theory]
    [InlineData("#Qualität", "qualitat")]
    [InlineData("QUALITA\u0308T", "qualitat")]
    [InlineData("＃ＨａｒｂｏｕｒＣｏｎｆ２６", "harbourconf26")]
    [InlineData("Smørrebrød", "smorrebrod")]
    [InlineData("ŁÓDŹ", "lodz")]
    [InlineData("Đà_Nẵng", "da_nang")]
    [InlineData("Æther", "aether")]
    [InlineData("straße", "strasse")]
    [InlineData("STRAẞE", "strasse")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Diyarbakır", "diyarbakir")]
    [InlineData("ΟΔΌΣ", "οδοσ")]
    [InlineData("οδός", "οδοσ")]
    [InlineData("Ёжик", "ежик")]
    [InlineData("Трамвай", "трамвай")]
    [InlineData("ﬁnale", "finale")]
    public void Latin_Greek_and_Cyrillic_lose_case_and_accents(string tag, string folded) => Assert.Equal(folded, TextFold.Tag(tag));

    [Theory]
    [InlineData("เดินทาง")]
    [InlineData("महात्मा")]
    [InlineData("עַל")]
    [InlineData("がんばれ")]
    [InlineData("한국말")]
    [InlineData("می\u200cخواهم")]
    [InlineData("தமிழ்")]
    public void Other_scripts_keep_their_marks(string tag) => Assert.Equal(tag.Normalize(), TextFold.Tag(tag));

    [Fact]
    public void Half_width_kana_are_kana() => Assert.Equal("ハッシュタグ", TextFold.Tag("#ﾊｯｼｭﾀｸﾞ"));

    [Fact]
    public void What_cannot_be_seen_does_not_count() => Assert.Equal(TextFold.Tag("ශ්රීලංකා"), TextFold.Tag("#ශ්\u200dරීලංකා\ufe0f"));

    [Fact]
    public void A_plain_lower_case_word_is_not_copied()
    {
        var word = "harbourconf";
        Assert.Same(word, TextFold.Fold(word));
    }

    [Fact]
    public void Folding_twice_is_folding_once() => Texts.Check(text => Assert.Equal(TextFold.Fold(text), TextFold.Fold(TextFold.Fold(text))));

    [Fact]
    public void A_folded_text_is_well_formed() => Texts.Check(text => Assert.DoesNotContain('\ufffe', TextFold.Fold(text).Normalize()));

    [Fact]
    public void Case_and_normal_form_do_not_matter() => Texts.Check(text =>
    {
        var clean = TextCut.Clean(text);
        Assert.Equal(TextFold.Fold(clean), TextFold.Fold(clean.Normalize(System.Text.NormalizationForm.FormD)));
        Assert.Equal(TextFold.Fold(clean), TextFold.Fold(clean.Normalize(System.Text.NormalizationForm.FormKC)));
    });
}
