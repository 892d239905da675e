using Backchannel.Web.Cards;
using FsCheck;
using FsCheck.Fluent;

namespace Backchannel.Web.Tests.Cards;

public sealed class SessionLabelTests
{
    [Theory]
    [InlineData("Caching without tears", "Caching without tears")]
    [InlineData("Offline first, for people with trains", "Offline first")]
    [InlineData("Rust in the harbour: a year of small boats", "Rust in the harbour")]
    [InlineData("What the harbour master knows about queues", "What the harbour master…")]
    [InlineData("オフライン優先の話をもう一度はじめから全部くわしくする会議の時間", "オフライン優先の話をもう一度はじめから全部くわしくする会…")]
    public void A_long_title_is_cut_where_it_pauses(string title, string label) => Assert.Equal(label, SessionLabel.Short(title));

    [Fact]
    public void A_label_is_short_whatever_the_title() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(title => title is not null), title => SessionLabel.Short(title).Length <= SessionLabel.Long + 1)
            .QuickCheckThrowOnFailure();
}
