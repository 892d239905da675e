using System.Globalization;
using System.Text.RegularExpressions;
using Backchannel.Web.Shell;
using FsCheck;
using FsCheck.Fluent;

namespace Backchannel.Web.Tests.Shell;

public sealed partial class AccentTests
{
    [Fact]
    public void Any_colour_becomes_one_that_can_be_read_on_every_ground() =>
        Prop.ForAll(Gen.Choose(0, 0xffffff).ToArbitrary(), rgb =>
        {
            var chosen = string.Create(CultureInfo.InvariantCulture, $"#{rgb:x6}");
            var accent = Accent.Of(chosen);
            return accent.Event == chosen
                && OkColor.Contrast(accent.Dark, Accent.DarkGround) >= 7
                && OkColor.Contrast(accent.Light, Accent.LightGround) >= 4.5
                && OkColor.Contrast("#ffffff", accent.Light) >= 4.5
                && OkColor.Contrast("#10141a", accent.Dark) >= 4.5
                && OkColor.Contrast(accent.LightWall, Accent.LightGround) >= 7;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_colour_survives_the_way_there_and_back() =>
        Prop.ForAll(Gen.Choose(0, 0xffffff).ToArbitrary(), rgb =>
        {
            var hex = string.Create(CultureInfo.InvariantCulture, $"#{rgb:x6}");
            return OkColor.Parse(hex)!.Value.Hex() == hex;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_colour_that_can_be_read_as_it_is_stays() => Assert.Equal("#ffd56b", Accent.Of("#FFD56B").Dark);

    [Theory]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("}*{display:none")]
    public void What_is_no_colour_becomes_the_usual_one(string chosen)
    {
        Assert.Equal("#ff7a59", Accent.Of(chosen).Event);
        Assert.All(Hex().Matches(Accent.Of(chosen).Css()), match => Assert.Matches("^#[0-9a-f]{6};$", match.Value));
    }

    [GeneratedRegex("#[^ ]*;")]
    private static partial Regex Hex();
}
