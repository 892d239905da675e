using System.Text;
using Backchannel.Web.Live;
using Backchannel.Web.Tests.Browser;

namespace Backchannel.Web.Tests.Programmes;

public sealed class SessionsKnownTests
{
    [Fact]
    public void Another_word_in_an_abstract_is_learned_and_no_open_page_is_told()
    {
        var (before, after) = (new SessionsKnown([Made.Session("a2")]), new SessionsKnown([Made.Session("a2") with { Abstract = "Of logs." }]));
        Assert.Equal(before.Version, after.Version);
        Assert.NotEqual(before.Print, after.Print);
        Assert.NotEqual(before.Version, new SessionsKnown([Made.Session("a2", 11)]).Version);
    }

    [Fact]
    public void What_was_called_off_is_known_and_not_told()
    {
        var known = new SessionsKnown([Made.Session("a2"), Made.Session("b3") with { Cancelled = true }]);
        Assert.Equal(2, known.Sessions.Count);
        Assert.DoesNotContain("b3", Encoding.UTF8.GetString(known.Frame.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_sessions_are_told_in_few_bytes()
    {
        var sessions = BigConf.Sessions(Made.Noon);
        var bytes = new SessionsKnown(sessions).Frame.Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{sessions.Length} sessions are told in {bytes:N0} bytes");
        Assert.InRange(bytes, 1, 260 * sessions.Length);
    }
}
