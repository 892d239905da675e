using Backchannel.Hub.Admission;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests;

public class WordFilterTests
{
    [Theory]
    [InlineData("barnacle", "You BARNACLE")]
    [InlineData("barnacle", "you bárnàcle")]
    [InlineData("Bárnacle", "you barnacle")]
    [InlineData("barnacle", "b4rn4cl3")]
    [InlineData("barnacle", "barnac1e")]
    [InlineData("limpet", "l!mpet")]
    [InlineData("limpet", "1impet")]
    [InlineData("limpet", "limpet!")]
    [InlineData("limpet", "limpet!!!")]
    [InlineData("limpet", "¡limpet!")]
    [InlineData("limpet", "l!mpet!")]
    [InlineData("limpet", "@limpet")]
    [InlineData("limpet", "|limpet|")]
    [InlineData("ass", "@ss")]
    [InlineData("ass", "a$$")]
    [InlineData("ass", "a$$!")]
    [InlineData("a55", "ass")]
    [InlineData("barnacle", "bar\u200bnacle")]
    [InlineData("barnacle", "ｂａｒｎａｃｌｅ")]
    [InlineData("barnacle", "(barnacle)")]
    [InlineData("barnacle", "#barnacle")]
    [InlineData("*barnacle*", "allthebarnacles")]
    [InlineData("barn*", "barnacle")]
    [InlineData("old barnacle", "You old,  Barnacle.")]
    [InlineData("c3po", "C3PO")]
    [InlineData("дурак", "ДУРАК")]
    [InlineData("馬鹿*", "馬鹿野郎")]
    public void A_blocked_word_is_found(string blocked, string text) => Assert.NotNull(new WordFilter([blocked]).Find([null, "", text]));

    [Theory]
    [InlineData("barnacle", "barnacles")]
    [InlineData("ass", "class")]
    [InlineData("ass", "assess!")]
    [InlineData("old barnacle", "old and barnacle")]
    [InlineData("old barnacle", "threshold barnacle")]
    [InlineData("old barnacle", "barnacle old")]
    [InlineData("й", "и")]
    public void Another_word_is_not(string blocked, string text) => Assert.Null(new WordFilter([blocked]).Find([text]));

    [Fact]
    public void Empty_entries_block_nothing() => Assert.Null(new WordFilter(["", " ", "*", "**", "...", "-"]).Find(["Anything at all. * - ..."]));

    [Fact]
    public void Several_texts_are_not_read_as_one() => Assert.Null(new WordFilter(["old barnacle"]).Find(["so old", "barnacle"]));

    [Fact]
    public void A_text_without_a_blocked_words_letters_is_never_held()
    {
        var filter = new WordFilter(["barnacle", "old limpet", "*quahog*"]);
        // Nothing that could stand for b, l or q: no barnacle, no limpet, no quahog.
        var letters = Gen.Elements("acdefghijkmnoprstuvwxyzACDEFGHIJKMNOPRSTUVWXYZ 0234567.,;:?-_#@$'\"()\n\u200d\u0301éñßøЖ漢😀".EnumerateRunes().Select(r => r.ToString()).ToArray());
        Prop.ForAll(letters.ArrayOf().Select(string.Concat).ToArbitrary(), text => filter.Find([text]) is null).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_blocked_word_between_spaces_is_found_whatever_is_around_it()
    {
        var filter = new WordFilter(["barnacle"]);
        Prop.ForAll(ArbMap.Default.ArbFor<UnicodeString>(), ArbMap.Default.ArbFor<string>(),
            (before, after) => filter.Find([$"{before.Item} Barnácle {after}"]) == "barnacle").QuickCheckThrowOnFailure();
    }
}
