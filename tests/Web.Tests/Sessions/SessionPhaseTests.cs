using Backchannel.Web.Sessions;

namespace Backchannel.Web.Tests.Sessions;

public sealed class SessionPhaseTests
{
    [Theory]
    [InlineData(-3 * 24 * 60, "In 3 days")]
    [InlineData(-25 * 60, "In 25 h")]
    [InlineData(-135, "In 2 h 15 min")]
    [InlineData(-120, "In 2 h")]
    [InlineData(-12, "In 12 min")]
    [InlineData(0, "Live · 0 min")]
    [InlineData(37, "Live · 37 min")]
    [InlineData(60, "Over")]
    public void A_badge_says_where_it_stands(int minutes, string badge)
    {
        var session = Made.Session("tides");
        Assert.Equal(badge, SessionPhases.Badge(session, session.Start.AddMinutes(minutes)));
    }

    [Fact]
    public void A_cancelled_one_is_nothing_else() =>
        Assert.Equal("Cancelled", SessionPhases.Badge(Made.Session("tides") with { Cancelled = true }, Made.Session("tides").Start));
}
