using Backchannel.Hub.Schedule;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

/// <summary>The small pieces that schedules are made of: times, links, words.</summary>
public class ScheduleWordsTests
{
    [Theory]
    [InlineData("0:45", 45)]
    [InlineData("00:45", 45)]
    [InlineData("00:45:00", 45)]
    [InlineData("01:30:00", 90)]
    [InlineData("1:02:00", 24 * 60 + 120)]
    [InlineData("1:30:00", 90)]
    [InlineData("90", 90)]
    [InlineData("PT45M", 45)]
    [InlineData("-1:00", -60)]
    [InlineData("120:00", 7_200)]
    public void A_length_is_read_as_people_write_it(string text, int minutes) => Assert.Equal(minutes, ScheduleTime.Duration(text)!.Value.TotalMinutes);

    [Theory]
    [InlineData("")]
    [InlineData("long")]
    [InlineData("1:2:3:4")]
    [InlineData("99999999999:00")]
    [InlineData("P99999999999Y")]
    public void What_is_no_length_is_none(string text) => Assert.Null(ScheduleTime.Duration(text));

    [Theory]
    [InlineData("2026-09-01T10:00:00+01:00", "2026-09-01 09:00:00Z")]
    [InlineData("2026-09-01T10:00:00+0100", "2026-09-01 09:00:00Z")]
    [InlineData("2026-09-01 10:00", "2026-09-01 09:00:00Z")]
    [InlineData("2026-09-01T10:00:00.123Z", "2026-09-01 10:00:00Z")]
    // Clocks go forward at one and back at two: an hour that is not, and one that is twice.
    [InlineData("2026-03-29T01:30:00", "2026-03-29 01:30:00Z")]
    [InlineData("2026-10-25T01:30:00", "2026-10-25 00:30:00Z")]
    public void A_moment_is_read_in_its_own_offset_else_by_the_zone_s_clock(string text, string utc) => Assert.Equal(utc, $"{ScheduleTime.Moment(text, MadeSchedule.Lisbon):u}");

    [Theory]
    [InlineData("2026-09-01")]
    [InlineData("09/01/2026 10:00")]
    [InlineData("2026-02-30T10:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("1926-09-01T10:00:00Z")]
    [InlineData("now")]
    public void What_is_no_moment_is_none(string text) => Assert.Null(ScheduleTime.Moment(text, MadeSchedule.Lisbon));

    [Theory]
    [InlineData("https://twitter.com/mira_okonjo", "x:mira_okonjo")]
    [InlineData("http://www.x.com/@mira_okonjo/", "x:mira_okonjo")]
    [InlineData("https://social.tidewater.example/@mira", "mastodon:mira@social.tidewater.example")]
    [InlineData("https://social.tidewater.example/@mira@far.example", "mastodon:mira@far.example")]
    [InlineData("https://bsky.app/profile/Mira.tidewater.example", "bluesky:mira.tidewater.example")]
    [InlineData("https://twitter.com/mira_okonjo/status/1", null)]
    [InlineData("https://twitter.com/search?q=tide", null)]
    [InlineData("https://medium.com/@mira", null)]
    [InlineData("https://www.youtube.com/@mira", null)]
    [InlineData("https://social.tidewater.example/@mira/17", null)]
    [InlineData("https://social.tidewater.example/@%3Cb%3E", null)]
    [InlineData("https://bsky.app/profile/did:plc:mira", null)]
    [InlineData("mira_okonjo", null)]
    public void A_profile_s_link_names_an_account_and_no_other_does(string link, string? account) => Assert.Equal(account, SpeakerLinks.Account(link));

    [Theory]
    [InlineData("Twitter", "@mira_okonjo", "x:mira_okonjo")]
    [InlineData("Bluesky", "mira.tidewater.example", "bluesky:mira.tidewater.example")]
    [InlineData("Mastodon", "@mira@social.tidewater.example", "mastodon:mira@social.tidewater.example")]
    [InlineData("LinkedIn", "mira", null)]
    [InlineData("Twitter", "mira okonjo!", null)]
    public void What_is_called_an_account_may_be_a_bare_name(string network, string given, string? account) => Assert.Equal(account, SpeakerLinks.Account(network, given));

    [Theory]
    [InlineData("<p>One\ntwo</p>\n<p>Three</p>", "One two\n\nThree")]
    [InlineData("<ul><li>One</li><li>Two</li></ul>After", "• One\n• Two\n\nAfter")]
    [InlineData("One<br>two<br/>three", "One\ntwo\nthree")]
    [InlineData("<h2>Head</h2><div>Body <a href='https://x.example'>link</a></div>", "Head\n\nBody link")]
    [InlineData("# Head\n\n* a **bold** <b>move</b>\n* x < y", "# Head\n\n* a **bold** move\n* x < y")]
    [InlineData("A List<String> and 1 < 2 & 3", "A List<String> and 1 < 2 & 3")]
    [InlineData("<p>a</p><p></p><p></p><p></p><p>b</p>", "a\n\nb")]
    public void Html_becomes_plain_text_with_its_paragraphs_and_markdown_stays(string given, string text) => Assert.Equal(text, PlainWords.Of(given));

    [Fact]
    public void Html_that_is_made_to_cost_time_costs_little()
    {
        foreach (var piece in (string[])["<b>", "<p><b>", "<a href='", "<table><td>", "</p>", "<", "&amp", " <p> "])
            Assert.NotNull(PlainWords.Of("<p>" + string.Concat(Enumerable.Repeat(piece, 500_000 / piece.Length))));
    }
}
