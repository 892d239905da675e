using Backchannel.Web.Previews;

namespace Backchannel.Web.Tests.Previews;

public sealed class PreviewWordsTests
{
    [Fact]
    public void A_session_is_told_in_the_events_zone()
    {
        var words = PreviewWords.Of(Pictures.Event(), Made.Session("a2", hour: 23) with { Speakers = ["Ana Lindqvist", "Samuel Oduya"] });
        Assert.Equal("Tue 13 May 2031, 00:00–01:00 Lisbon time", words.When);
        Assert.Equal(("Pier 1", "Ana Lindqvist, Samuel Oduya", "#a2", "Harbour Conf"), (words.Place, words.People, words.Hashtag, words.Event));
        Assert.Equal("Mon 12 May 2031, 20:00–21:00 Buenos Aires time", PreviewWords.Of(Pictures.Event(zone: "America/Argentina/Buenos_Aires"), Made.Session("a2", hour: 23)).When);
        Assert.EndsWith("23:00–00:00 UTC", PreviewWords.Of(Pictures.Event(zone: "Etc/UTC"), Made.Session("a2", hour: 23)).When, StringComparison.Ordinal);
        Assert.Equal("Cancelled", PreviewWords.Of(Pictures.Event(), Made.Session("a2") with { Cancelled = true }).When);
    }

    [Fact]
    public void An_event_is_told_by_its_days_and_rooms()
    {
        Assert.Equal(("", ""), (PreviewWords.Of(Pictures.Event(), []).When, PreviewWords.Of(Pictures.Event(), []).Place));
        var day = PreviewWords.Of(Pictures.Event(), [Made.Session("a"), Made.Session("b", 11) with { Room = "Pier 2" }]);
        Assert.Equal(("Monday 12 May 2031", "2 sessions in 2 rooms"), (day.When, day.Place));
        var weeks = PreviewWords.Of(Pictures.Event(), [Made.Session("a"), Made.Session("b", hour: 24 * 20)]);
        Assert.Equal(("12 May – 1 June 2031", "2 sessions"), (weeks.When, weeks.Place));
        Assert.Equal("12–14 May 2031", PreviewWords.Of(Pictures.Event(), [Made.Session("a"), Made.Session("b", hour: 48)]).When);
    }

    [Fact]
    public void What_a_schedule_says_is_bounded_and_clean()
    {
        var words = PreviewWords.Of(Pictures.Event(accent: "javascript:"), Made.Session("a2") with
        {
            Title = "One\n\ttwo\u202e three\u0000 " + new string('x', 10_000),
            Room = new string('r', 9_000),
            Speakers = [.. Enumerable.Repeat(new string('s', 500), 90)],
        });
        Assert.StartsWith("One two three", words.Title, StringComparison.Ordinal);
        Assert.True(words is { Title.Length: <= 240, Place.Length: <= 120, People.Length: <= 240 });
        Assert.Equal("#ff7a59", words.Accent);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("  \r\n ", "")]
    [InlineData("short", "short")]
    [InlineData("one line\nand  two", "one line and two")]
    [InlineData("the quick brown fox, and more", "the quick brown fox…")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrs…")]
    [InlineData("a👩‍👩‍👧b", "a👩‍👩‍👧b")]
    public void A_text_becomes_one_line(string? text, string line) => Assert.Equal(line, OneLine.Of(text, 20));
}
