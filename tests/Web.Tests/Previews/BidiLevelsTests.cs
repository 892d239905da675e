using System.Text;
using Backchannel.Web.Previews.Setting;
using FsCheck;
using FsCheck.Fluent;

namespace Backchannel.Web.Tests.Previews;

public sealed class BidiLevelsTests
{
    // As in the examples of Unicode Annex 9, upper case stands for Hebrew.
    [Theory]
    [InlineData("car means CAR.", "00000000001110", false)]
    [InlineData("CAR MEANS car.", "11111111112221", true)]
    [InlineData("CAR 2024 MEANS car", "111122221111111222", true)]
    [InlineData("he said CAR 12.5%", "00000000111122222", false)]
    [InlineData("release 2.0 (CAR)", "00000000000001110", false)]
    [InlineData("12:30", "00000", false)]
    public void Numbers_go_with_the_letters_before_them_and_signs_with_what_is_around(string text, string levels, bool rightToLeft)
    {
        var (found, toLeft) = BidiLevels.Of([.. text.Select(c => new Rune(char.IsAsciiLetterUpper(c) ? (char)('א' + (c - 'A')) : c))]);
        Assert.Equal(levels, string.Concat(found.Select(level => (char)('0' + level))));
        Assert.Equal(rightToLeft, toLeft);
    }

    [Fact]
    public void Any_text_has_levels_of_its_paragraph_and_at_most_one_above() => Prop.ForAll(
        Gen.Elements("aא1٢ ,+%-ب".EnumerateRunes().ToArray()).ListOf().ToArbitrary(),
        runes =>
        {
            var (levels, toLeft) = BidiLevels.Of([.. runes]);
            return levels.Length == runes.Count && levels.All(level => level >= (toLeft ? 1 : 0) && level <= 2);
        }).QuickCheckThrowOnFailure();
}
