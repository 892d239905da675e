using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

public class CalendarScheduleTests
{
    [Fact]
    public void An_event_of_a_calendar_has_all_that_the_file_tells()
    {
        var session = MadeSchedule.One(MadeSchedule.Ics("""
            UID:tide-1@tidewater.example
            DTSTART;TZID=Europe/Lisbon:20260901T100000
            DURATION:PT45M
            SUMMARY:Reading the tide\, by hand (talk by Mira Okonjo & Dar
             io Amin)
            DESCRIPTION:First.\n\nSecond\; last.
            LOCATION:Pier room\, upstairs
            URL:https://tidewater.example/2026/talk/QWERT7/
            CATEGORIES:Water,Salt
            """));
        Assert.Equal(("tide-1@tidewater.example", "QWERT7", "Pier room, upstairs", "Water"), (session.Key, session.Code, session.Room, session.Track));
        Assert.Equal(("2026-09-01 09:00:00Z", "2026-09-01 09:45:00Z"), ($"{session.Start:u}", $"{session.End:u}"));
        Assert.Equal("First.\n\nSecond; last.", session.Abstract);
        Assert.Equal(["Mira Okonjo", "Dario Amin"], session.Speakers);
    }

    [Theory]
    [InlineData("DTSTART:20260901T100000Z", "10:00")]
    [InlineData("DTSTART:20260901T100000", "09:00")]
    [InlineData("DTSTART;TZID=Asia/Tokyo:20260901T100000", "01:00")]
    [InlineData("DTSTART;TZID=/tidewater.example/Asia/Tokyo:20260901T100000", "01:00")]
    [InlineData("DTSTART;TZID=Tokyo Standard Time:20260901T100000", "01:00")]
    [InlineData("DTSTART;TZID=Moon/Base:20260901T100000", "09:00")]
    public void A_time_is_in_its_own_zone_else_in_the_event_s(string start, string utc) =>
        Assert.Equal(utc, $"{MadeSchedule.One(MadeSchedule.Ics($"UID:a\n{start}\nSUMMARY:T")).Start:HH:mm}");

    [Fact]
    public void The_calendar_s_own_zone_goes_before_the_event_s()
    {
        var file = MadeSchedule.Ics("UID:a\nDTSTART:20260901T100000\nSUMMARY:T").Replace("VERSION:2.0", "VERSION:2.0\nX-WR-TIMEZONE:Asia/Tokyo", StringComparison.Ordinal);
        Assert.Equal(("2026-09-01 01:00:00Z", "Asia/Tokyo"), ($"{MadeSchedule.One(file).Start:u}", MadeSchedule.Read(file).TimeZone));
    }

    [Fact]
    public void Events_that_share_a_uid_are_told_apart_by_start_and_title()
    {
        var read = MadeSchedule.Read(MadeSchedule.Ics(
            "UID:same\nDTSTART:20260901T100000Z\nSUMMARY:One", "UID:same\nDTSTART:20260901T110000Z\nSUMMARY:Two", "UID:other\nDTSTART:20260901T110000Z\nSUMMARY:Three"));
        Assert.Equal(["same/2026-09-01 10:00:00Z/One", "same/2026-09-01 11:00:00Z/Two", "other"], read.Sessions.Select(session => session.Key));
    }

    [Fact]
    public void One_broken_event_spoils_no_other_and_is_listed_with_its_line()
    {
        var read = MadeSchedule.Read(MadeSchedule.Ics(
            "UID:a\nDTSTART:20260901T100000Z\nSUMMARY:Fine",
            "UID:b\nDTSTART:20261301T100000\nSUMMARY:Thirteenth month",
            "UID:c\nDTSTART:20260901T100000Z\nDTEND:20269901T100000Z\nSUMMARY:Bad end",
            "UID:d\nDTSTART:20260901T100000Z\nSUMMARY:Garbage\nthis line is nobody's\nVTIMEZONE: Europe/Rome\nRRULE:FREQ=NONSENSE",
            "UID:e\nSUMMARY:No start",
            "UID:f\nDTSTART;VALUE=DATE:20260901\nSUMMARY:All day",
            "UID:g\nDTSTART:20260901T100000Z\nDURATION:-PT1H\nSUMMARY:Backwards",
            "UID:h\nDTSTART:20260901T100000Z\nSUMMARY:Con\u0001trol\nBEGIN:VALARM\nSUMMARY:Wake up\nTRIGGER:-PT5M\nEND:VALARM",
            "UID:i\nDTSTART:20260901T100000Z\nSTATUS:CANCELLED\nSUMMARY:Off"));
        Assert.Equal(["Fine", "Bad end", "Garbage", "Control"], read.Sessions.Select(session => session.Title));
        var words = read.Problems.Words();
        Assert.Contains("8 Thirteenth month: It cannot be read: left out.", words, StringComparison.Ordinal);
        Assert.Contains("13 Bad end: 'DTEND:20269901T100000Z' is no length or end: taken to last 30 minutes.", words, StringComparison.Ordinal);
        Assert.Contains("19 Garbage: Only its title, room and start can be read.", words, StringComparison.Ordinal);
        Assert.Contains("No start: It has no start: left out.", words, StringComparison.Ordinal);
        Assert.Contains("All day: 'a whole day' is no time at which it could start: left out.", words, StringComparison.Ordinal);
        Assert.Contains("Backwards: It ends before it starts: left out.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Off", words, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_without_a_title_goes_by_its_room_and_one_without_both_is_left_out()
    {
        var read = MadeSchedule.Read(MadeSchedule.Ics("UID:a\nDTSTART:20260901T100000Z\nSUMMARY:\nLOCATION:Pier room", "UID:b\nDTSTART:20260901T100000Z\nSUMMARY:"));
        Assert.Equal(["Pier room"], read.Sessions.Select(session => session.Title));
        Assert.Contains(read.Problems, problem => problem.Words == "It has no title: left out.");
    }

    [Fact]
    public void One_that_repeats_is_taken_once_and_says_so()
    {
        var read = MadeSchedule.Read(MadeSchedule.Ics("UID:a\nDTSTART:20260901T100000Z\nDTEND:20260901T110000Z\nRRULE:FREQ=WEEKLY\nSUMMARY:Weekly"));
        Assert.Equal((1, "It repeats: only the first time is taken."), (read.Sessions.Count, read.Problems.Single().Words));
    }

    [Fact]
    public void A_missing_end_of_an_event_loses_neither_it_nor_the_next()
    {
        var file = MadeSchedule.Ics("UID:a\nDTSTART:20260901T100000Z\nSUMMARY:One", "UID:b\nDTSTART:20260901T110000Z\nSUMMARY:Two");
        var at = file.IndexOf("END:VEVENT\n", StringComparison.Ordinal);
        Assert.Equal(["One", "Two"], MadeSchedule.Read(file.Remove(at, 11)).Sessions.Select(session => session.Title));
    }

    [Theory]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260901T100000Z\nSUMMARY:Cut of", "breaks off within VEVENT")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260901T100000Z\nSUMMARY:T\nEND:VEVENT\n", "breaks off within VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "holds no session")]
    public void A_calendar_that_breaks_off_is_refused_as_a_whole(string file, string words) => Assert.Contains(words, MadeSchedule.Refusal(file), StringComparison.Ordinal);
}
