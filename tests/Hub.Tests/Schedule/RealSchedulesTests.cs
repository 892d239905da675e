using Backchannel.Hub.Schedule;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

/// <summary>What conferences really published, read from the folder that the setting <c>BACKCHANNEL_DATA</c> names.</summary>
public class RealSchedulesTests
{
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
        foreach (var p in read.Problems.Take(12)) TestContext.Current.TestOutputHelper?.WriteLine($"{p}");
        Assert.Equal((format, count), (read.Format, read.Sessions.Count));
        Assert.Equal(count, read.Sessions.Select(session => session.Key).Distinct().Count());
    }

    internal static byte[] Bytes(string file)
    {
        var folder = Environment.GetEnvironmentVariable("BACKCHANNEL_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "BACKCHANNEL_DATA is not set: it names the folder of real schedules that this test reads.");
        return File.ReadAllBytes(Path.Combine(folder!, "schedules", file));
    }

    static ReadSchedule Read(string file) => ScheduleReader.Read(Bytes(file), TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels"));
}
