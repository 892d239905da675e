using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Backchannel.Hub.Schedule;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

/// <summary>What conferences really published, read from the folder that the setting <c>BACKCHANNEL_DATA</c> names, and compared with a plain look at the same file.</summary>
public partial class RealSchedulesTests
{
    static readonly TimeZoneInfo Brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    [Theory]
    [InlineData("fosdem-2025.schedule.xml", "schedule.xml", 943)]
    [InlineData("fosdem-2012.schedule.xml", "schedule.xml", 442)]
    [InlineData("31c3.schedule.xml", "schedule.xml", 138)]
    [InlineData("voc-example-frab-camp2019.schedule.json", "schedule.json", 79)]
    [InlineData("voc-example-pretalx-democon.schedule.json", "schedule.json", 36)]
    [InlineData("voc-example-pretalx-rc3.schedule.json", "schedule.json", 48)]
    [InlineData("sessionize-gab-linz-2024.json", "sessionize", 15)]
    [InlineData("pyconuk-2015.ics", "icalendar", 162)]
    public void Every_session_of_a_published_schedule_is_read(string file, string format, int count)
    {
        var read = Read(file);
        Assert.Equal((format, count), (read.Format, read.Sessions.Count));
        Assert.Equal(count, read.Sessions.Select(session => session.Key).Distinct().Count());
        Assert.All(read.Sessions, session => Assert.True(session.Start < session.End && session.Start.Offset == TimeSpan.Zero));
        foreach (var problem in read.Problems) TestContext.Current.TestOutputHelper?.WriteLine($"{file}({problem.Line}) {problem.Where}: {problem.Words}");
    }

    [Theory]
    [InlineData("fosdem-2025.schedule.xml")]
    [InlineData("fosdem-2012.schedule.xml")]
    [InlineData("31c3.schedule.xml")]
    public void Rooms_times_and_speakers_of_an_xml_schedule_are_those_of_the_file(string file)
    {
        var expected =
            from day in XDocument.Parse(Encoding.UTF8.GetString(Bytes(file))).Root!.Elements("day")
            from item in day.Descendants("event")
                // Where there is no date, nothing of that conference is after midnight; and in February Brussels is an hour ahead.
            let start = (string?)item.Element("date") is { } date
                ? DateTimeOffset.Parse(date, CultureInfo.InvariantCulture)
                : DateTimeOffset.Parse($"{day.Attribute("date")!.Value}T{item.Element("start")!.Value}:00+01:00", CultureInfo.InvariantCulture)
            let length = TimeSpan.ParseExact(item.Element("duration")!.Value, @"hh\:mm", CultureInfo.InvariantCulture)
            select Row(item.Element("title")!.Value, item.Element("room")!.Value, start, start + length, item.Element("persons")!.Elements("person").Select(person => person.Value));
        Assert.Equal(expected, Read(file).Sessions.Select(Row));
    }

    [Theory]
    [InlineData("voc-example-frab-camp2019.schedule.json")]
    [InlineData("voc-example-pretalx-democon.schedule.json")]
    [InlineData("voc-example-pretalx-rc3.schedule.json")]
    public void Rooms_times_and_speakers_of_a_json_schedule_are_those_of_the_file(string file)
    {
        using var json = JsonDocument.Parse(Bytes(file));
        var expected =
            from day in json.RootElement.GetProperty("schedule").GetProperty("conference").GetProperty("days").EnumerateArray()
            from room in day.GetProperty("rooms").EnumerateObject()
            from item in room.Value.EnumerateArray()
            let start = item.GetProperty("date").GetDateTimeOffset()
            let length = TimeSpan.ParseExact(item.GetProperty("duration").GetString()!, @"hh\:mm", CultureInfo.InvariantCulture)
            select Row(item.GetProperty("title").GetString()!, room.Name, start, start + length, item.GetProperty("persons").EnumerateArray().Select(person => person.GetProperty("public_name").GetString()!));
        Assert.Equal(expected.ToList(), Read(file).Sessions.Select(Row));
    }

    [Fact]
    public void A_talk_after_midnight_is_on_the_date_it_takes_place()
    {
        var sessions = Read("31c3.schedule.xml").Sessions.ToDictionary(session => session.Number!);
        // Listed under the 27th, 28th, 28th and 29th, at 00:00 and 00:15 of the clock in Hamburg.
        Assert.Equal("2014-12-27 23:00:00Z", $"{sessions["6581"].Start:u}");
        Assert.Equal("2014-12-28 23:15:00Z", $"{sessions["6109"].Start:u}");
        Assert.Equal("2014-12-28 23:15:00Z", $"{sessions["6606"].Start:u}");
        Assert.Equal("2014-12-29 23:15:00Z", $"{sessions["6226"].Start:u}");
    }

    [Theory]
    [InlineData("31c3.schedule.xml")]
    [InlineData("fosdem-2025.schedule.xml")]
    public void Dates_that_are_taken_out_are_found_again_from_the_day_and_the_hour(string file)
    {
        var dateless = Date().Replace(Encoding.UTF8.GetString(Bytes(file)), "");
        Assert.Equal(Read(file).Sessions.Select(Row), ScheduleReader.Read(Encoding.UTF8.GetBytes(dateless), Brussels).Sessions.Select(Row));
    }

    [Fact]
    public void Rooms_times_and_speakers_of_Sessionize_are_those_of_the_file()
    {
        using var json = JsonDocument.Parse(Bytes("sessionize-gab-linz-2024.json"));
        var root = json.RootElement;
        var (rooms, speakers) = (Names("rooms", "name"), Names("speakers", "fullName"));
        var expected =
            from item in root.GetProperty("sessions").EnumerateArray()
            select Row(
                item.GetProperty("title").GetString()!, rooms[item.GetProperty("roomId").ToString()],
                // In April Brussels is two hours ahead.
                new(item.GetProperty("startsAt").GetDateTime(), TimeSpan.FromHours(2)), new(item.GetProperty("endsAt").GetDateTime(), TimeSpan.FromHours(2)),
                item.GetProperty("speakers").EnumerateArray().Select(id => speakers[id.ToString()]));
        Assert.Equal(expected.ToList(), Read("sessionize-gab-linz-2024.json").Sessions.Select(Row));

        Dictionary<string, string> Names(string list, string field) =>
            root.GetProperty(list).EnumerateArray().ToDictionary(item => item.GetProperty("id").ToString(), item => item.GetProperty(field).GetString()!);
    }

    [Fact]
    public void Rooms_and_times_of_a_calendar_are_those_of_the_file()
    {
        var unfolded = Encoding.UTF8.GetString(Bytes("pyconuk-2015.ics")).ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal);
        var expected = unfolded.Split("BEGIN:VEVENT")[1..].Select(item => (Room: Field(item, "LOCATION"), Start: Field(item, "DTSTART"), End: Field(item, "DTEND"))).ToList();
        var read = Read("pyconuk-2015.ics");
        Assert.Equal(
            expected.Select(item => (item.Room, item.Start)),
            read.Sessions.Select(session => (session.Room ?? "", session.Start.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture))));
        Assert.All(expected.Zip(read.Sessions).Where(pair => pair.First.End.Length > 0), pair =>
            Assert.Equal(pair.First.End, pair.Second.End.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)));
        Assert.Equal(5, read.Problems.Count(problem => problem.Words.StartsWith("It has no end", StringComparison.Ordinal)));
        Assert.Equal(4, read.Problems.Count(problem => problem.Words.StartsWith("It has no title", StringComparison.Ordinal)));
        // "(talk by …)": speakers have no other place in it.
        Assert.Equal(expected.Count, read.Sessions.Count);
        Assert.Equal(BySomebody().Count(unfolded), read.Sessions.Count(session => session.Speakers.Count > 0));

        static string Field(string item, string name) =>
            item.Split('\n').FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Replace("\\,", ",", StringComparison.Ordinal).Trim() ?? "";
    }

    internal static byte[] Bytes(string file)
    {
        var folder = Environment.GetEnvironmentVariable("BACKCHANNEL_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "BACKCHANNEL_DATA is not set: it names the folder of real schedules that this test reads.");
        return File.ReadAllBytes(Path.Combine(folder!, "schedules", file));
    }

    static ReadSchedule Read(string file) => ScheduleReader.Read(Bytes(file), Brussels);

    static string Row(ReadSession session) => Row(session.Title, session.Room ?? "", session.Start, session.End, session.Speakers);

    static string Row(string title, string room, DateTimeOffset start, DateTimeOffset end, IEnumerable<string> speakers) =>
        $"{start.UtcDateTime:u}–{end.UtcDateTime:u} {Spaces(room)}: {Spaces(title)} ({string.Join(", ", speakers.Select(Spaces).Distinct())})";

    static string Spaces(string text) => SomeSpaces().Replace(text.Trim(), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex SomeSpaces();

    [GeneratedRegex("<date>[^<]*</date>")]
    private static partial Regex Date();

    [GeneratedRegex(@"^SUMMARY:.*\([A-Za-z ]*by [^()]+\)\s*$", RegexOptions.Multiline)]
    private static partial Regex BySomebody();
}
