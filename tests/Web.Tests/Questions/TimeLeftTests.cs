using Backchannel.Web.Questions;

namespace Backchannel.Web.Tests.Questions;

public sealed class TimeLeftTests
{
    [Theory]
    [InlineData(-600, "")]
    [InlineData(-12, "in 12 min")]
    [InlineData(0, "60 min left")]
    [InlineData(59.5, "1 min left")]
    [InlineData(60, "0 min over")]
    [InlineData(63.9, "3 min over")]
    [InlineData(121, "over")]
    public void A_speaker_is_told_how_the_talk_stands(double minutes, string words)
    {
        var session = Made.Session("a2");
        Assert.Equal(words, TimeLeft.Words(session, session.Start.AddMinutes(minutes)));
    }
}
