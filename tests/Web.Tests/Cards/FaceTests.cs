using Backchannel.Contracts;
using Backchannel.Web.Cards;
using FsCheck;
using FsCheck.Fluent;

namespace Backchannel.Web.Tests.Cards;

public sealed class FaceTests
{
    [Theory]
    [InlineData("Mira Okonjo", "MO")]
    [InlineData("Ana Maria de Souza", "AS")]
    [InlineData("ruth", "R")]
    [InlineData("佐藤 みなと", "佐")]
    [InlineData("Łukasz Øst", "ŁØ")]
    [InlineData("🦊 Tomasz 🦊 Vance 🦊", "TV")]
    [InlineData("👩‍👩‍👧", "👩‍👩‍👧")]
    [InlineData("  ", "?")]
    [InlineData("(she) Kiri", "SK")]
    public void Initials_are_what_one_would_write_on_a_badge(string name, string initials) => Assert.Equal(initials, Face.Initials(name));

    [Fact]
    public void No_name_breaks_a_face() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(name => name is not null), name => Face.Initials(name).Length is > 0 and <= 16)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_hue_belongs_to_the_account_and_not_to_its_name()
    {
        var hue = Face.Hue(new Author("did:plc:made-up", "mira.example", "Mira Okonjo"));
        Assert.Equal(hue, Face.Hue(new Author("did:plc:made-up", "okonjo.example", "M. Okonjo")));
        Assert.InRange(hue, 0, 23);
    }

    [Fact]
    public void Many_people_wear_many_hues() =>
        Assert.Equal(24, Enumerable.Range(0, 500).Select(i => Face.Hue(new Author($"id-{i}", "a", "A"))).Distinct().Count());
}
