using System.Text;
using Backchannel.Hub.Schedule;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

public class XmlScheduleTests
{
    [Fact]
    public void A_session_of_a_full_schedule_has_all_that_the_file_tells()
    {
        var session = MadeSchedule.One(MadeSchedule.Xml("""
            <room name="Pier room">
            <event guid="0d0a" id="17" code="TDWTR1">
              <date>2026-09-01T10:00:00+01:00</date><start>10:00</start><duration>0:45</duration><room>Pier room</room>
              <title>Reading the tide</title><subtitle>By hand</subtitle><track>Water</track><type>Talk</type><language>pt-PT</language>
              <url>https://tidewater.example/2026/talk/TDWTR1/</url>
              <abstract>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second &amp;amp; &lt;b&gt;last&lt;/b&gt;.&lt;/p&gt;</abstract><description>Longer</description>
              <persons><person id="1">Mira Okonjo</person><person id="2"> Dario   Amin </person></persons>
              <links><link href="https://x.com/mira_okonjo">x</link><link href="https://social.tidewater.example/@dario">m</link><link href="https://tidewater.example/slides">s</link></links>
            </event>
            </room>
            """));
        Assert.Equal(("0d0a", "17", "TDWTR1", "Reading the tide", "By hand"), (session.Key, session.Number, session.Code, session.Title, session.Subtitle));
        Assert.Equal(("Pier room", "Water", "Talk", "pt-PT", "https://tidewater.example/2026/talk/TDWTR1/"), (session.Room, session.Track, session.Kind, session.Language, session.Url));
        Assert.Equal(("2026-09-01 09:00:00Z", "2026-09-01 09:45:00Z"), ($"{session.Start:u}", $"{session.End:u}"));
        Assert.Equal("First.\n\nSecond & last.", session.Abstract);
        Assert.Equal(["Mira Okonjo", "Dario Amin"], session.Speakers);
        Assert.Equal(["x:mira_okonjo", "mastodon:dario@social.tidewater.example"], session.SpeakerHandles);
    }

    [Fact]
    public void Events_without_a_room_around_them_a_date_and_a_guid_are_read()
    {
        var file = """
            <schedule><conference><title>Tidewater</title><day_change>00:00</day_change></conference>
            <day date="2026-09-01" index="1">
              <event id="0"><start>13:30</start><duration>00:30</duration><room>Pier room</room><title>One</title></event>
              <event id="3"><start>09:00</start><duration>00:30</duration><room>Boathouse</room><title>Two</title></event>
            </day></schedule>
            """;
        Assert.Equal(
            [("Tidewater/0", "Pier room", "2026-09-01 12:30:00Z"), ("Tidewater/3", "Boathouse", "2026-09-01 08:00:00Z")],
            MadeSchedule.Read(file).Sessions.Select(session => (session.Key, session.Room!, $"{session.Start:u}")));
    }

    [Fact]
    public void Tracks_and_persons_at_the_top_are_no_sessions_and_nobody_s_speakers()
    {
        var file = MadeSchedule.Xml(MadeSchedule.Event(more: "<persons><person id='1'>Mira Okonjo</person></persons>"))
            .Replace("<day", "<tracks><track>Water</track></tracks><persons><person id='9'>Somebody Else</person></persons><day", StringComparison.Ordinal);
        Assert.Equal(["Mira Okonjo"], MadeSchedule.One(file).Speakers);
    }

    [Theory]
    [InlineData("""date="2026-09-01" """, "<day_change>09:00:00</day_change>", "00:15", "2026-09-02 00:15")]
    [InlineData("""date="2026-09-01" """, "<day_change>09:00:00</day_change>", "09:00", "2026-09-01 09:00")]
    [InlineData("""date="2026-09-01" start="2026-09-01T11:00:00+01:00" end="2026-09-02T04:00:00+01:00" """, "", "00:15", "2026-09-02 00:15")]
    [InlineData("""date="2026-09-01" start="2026-09-01T11:00:00+01:00" end="2026-09-02T04:00:00+01:00" """, "", "10:30", "2026-09-01 10:30")]
    [InlineData("""date="2026-09-01" start="2026-09-01T10:00:00+01:00" end="2026-09-01T22:00:00+01:00" """, "", "08:30", "2026-09-01 08:30")]
    [InlineData("""date="2026-09-01" start="2026-09-01T10:00:00+01:00" """, "", "01:30", "2026-09-02 01:30")]
    [InlineData("""date="2026-09-01" """, "", "25:30", "2026-09-02 01:30")]
    [InlineData("""date="2026-09-01" """, "", "00:15", "2026-09-01 00:15")]
    public void What_starts_before_the_day_does_is_of_the_night_after(string day, string conference, string start, string local)
    {
        var session = MadeSchedule.One(MadeSchedule.Xml(MadeSchedule.Event(date: null, start: start), conference, day));
        Assert.Equal(local, $"{TimeZoneInfo.ConvertTime(session.Start, MadeSchedule.Lisbon):yyyy-MM-dd HH:mm}");
    }

    [Fact]
    public void The_date_of_an_event_wins_over_its_day_and_its_hour_whatever_offsets_are_mixed()
    {
        var file = MadeSchedule.Xml(
            MadeSchedule.Event("a", date: "2026-09-02T00:15:00+01:00", start: "00:15") + MadeSchedule.Event("b", date: "2026-09-01T23:15:00+00:00", start: "23:15"));
        Assert.All(MadeSchedule.Read(file).Sessions, session => Assert.Equal("2026-09-01 23:15:00Z", $"{session.Start:u}"));
    }

    [Fact]
    public void Hours_without_an_offset_are_of_the_conference_s_own_zone_else_of_the_event_s()
    {
        var hour = MadeSchedule.Event(date: null);
        Assert.Equal("2026-09-01 09:00:00Z", $"{MadeSchedule.One(MadeSchedule.Xml(hour)).Start:u}");
        var tokyo = MadeSchedule.Read(MadeSchedule.Xml(hour, "<time_zone_name>Asia/Tokyo</time_zone_name>"));
        Assert.Equal(("2026-09-01 01:00:00Z", "Asia/Tokyo"), ($"{tokyo.Sessions.Single().Start:u}", tokyo.TimeZone));
        var nowhere = MadeSchedule.Read(MadeSchedule.Xml(hour, "<time_zone_name>Moon/Base</time_zone_name>"));
        Assert.Equal(("2026-09-01 09:00:00Z", null), ($"{nowhere.Sessions.Single().Start:u}", nowhere.TimeZone));
        Assert.Contains("'Moon/Base' is no time zone", nowhere.Problems.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_understood_is_left_out_and_listed_with_its_line()
    {
        var read = MadeSchedule.Read(MadeSchedule.Xml(string.Join('\n',
            MadeSchedule.Event("a"),
            MadeSchedule.Event("b", title: "  "),
            MadeSchedule.Event("c", date: "soon", start: "later"),
            MadeSchedule.Event("d", duration: "-1:00"),
            MadeSchedule.Event("e", duration: "200:00:00"),
            MadeSchedule.Event("f", date: null, start: "99:99"),
            MadeSchedule.Event("g", date: "9999-12-31T23:59:59-12:00", start: ""))));
        Assert.Equal(["a"], read.Sessions.Select(session => session.Key));
        Assert.Equal([7, 8, 9, 10, 11, 12], read.Problems.Select(problem => problem.Line));
        Assert.Equal("""
            7 b: It has no title: left out.
            8 Reading the tide: 'soon later' is no time at which it could start: left out.
            9 Reading the tide: It ends before it starts: left out.
            10 Reading the tide: It lasts longer than a week: left out.
            11 Reading the tide: '99:99' is no time at which it could start: left out.
            12 Reading the tide: '9999-12-31T23:59:59-12:00' is no time at which it could start: left out.
            """, read.Problems.Words(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void An_end_that_is_not_told_is_the_next_session_of_the_room_within_an_hour_or_half_an_hour()
    {
        var read = MadeSchedule.Read(MadeSchedule.Xml(string.Join('\n',
            MadeSchedule.Event("a", date: "2026-09-01T10:00:00Z", duration: ""),
            MadeSchedule.Event("b", date: "2026-09-01T10:20:00Z", duration: "0:00"),
            MadeSchedule.Event("c", date: "2026-09-01T14:00:00Z", duration: "long"),
            MadeSchedule.Event("d", date: "2026-09-01T10:05:00Z", duration: "", room: ""))));
        Assert.Equal([20, 60, 30, 30], read.Sessions.Select(session => (session.End - session.Start).TotalMinutes));
        Assert.Equal(4, read.Problems.Count);
        Assert.Contains("'long' is no length or end: taken to last 30 minutes.", read.Problems.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sessions_of_one_guid_are_both_kept_and_the_first_keeps_the_key()
    {
        var read = MadeSchedule.Read(MadeSchedule.Xml(MadeSchedule.Event("a") + MadeSchedule.Event("a", title: "Again", date: "2026-09-02T10:00:00Z")));
        Assert.Equal([("a", "Reading the tide"), ("a#2", "Again")], read.Sessions.Select(session => (session.Key, session.Title)));
        Assert.Contains("is called 'a' too", Assert.Single(read.Problems).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_that_overlap_in_a_room_are_both_there() =>
        Assert.Equal(2, MadeSchedule.Read(MadeSchedule.Xml(MadeSchedule.Event("a") + MadeSchedule.Event("b"))).Sessions.Count);

    [Fact]
    public void The_code_of_a_talk_is_found_in_its_addresses()
    {
        var session = MadeSchedule.One(MadeSchedule.Xml(MadeSchedule.Event(more: "<feedback_url>https://cfp.tidewater.example/2026/talk/QWERT7/feedback/</feedback_url>")));
        Assert.Equal("QWERT7", session.Code);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("iso-8859-1", false)]
    public void Any_encoding_that_the_file_names_is_read(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        var xml = MadeSchedule.Xml(MadeSchedule.Event(title: "Ebbe über Öland")).Replace("utf-8", name == "utf-16BE" ? "utf-16" : name, StringComparison.Ordinal);
        var file = (mark ? encoding.GetPreamble() : []).Concat(encoding.GetBytes(xml)).ToArray();
        Assert.Equal("Ebbe über Öland", ScheduleReader.Read(file, MadeSchedule.Lisbon).Sessions.Single().Title);
    }

    [Fact]
    public void White_space_before_the_root_does_no_harm() =>
        Assert.Single(MadeSchedule.Read("\n\n  <schedule><day date='2026-09-01'>" + MadeSchedule.Event() + "</day></schedule>").Sessions);
}
