using Backchannel.Contracts;
using Backchannel.Hub.Chats;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests.Chats;

public class RecurrenceTests
{
    static readonly string[] Zones = ["Europe/London", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "America/Sao_Paulo", "Europe/Dublin"];

    [Fact]
    public void Meetings_are_at_the_right_moments_over_two_years_with_every_change_of_daylight_saving()
    {
        foreach (var (name, series, expected) in MadeSeries.All)
        {
            Assert.Empty(RecurrenceFaults.Of(series));
            var from = expected[0].AddDays(-1);
            var told = Recurrence.Between(series, from, new(2028, 1, 6, 0, 0, 0, TimeSpan.Zero)).Select(meeting => meeting.Start).Where(start => start <= expected[^1]).ToList();
            Assert.True(expected.SequenceEqual(told), $"{name}: {string.Join(", ", expected.Except(told).Concat(told.Except(expected)).Take(5))}");
            Assert.True(expected.Count >= 23, name);
        }
        // Two that take turns have every Tuesday between them, and none twice.
        var (one, other) = (MadeSeries.All[1].Expected, MadeSeries.All[2].Expected);
        Assert.Equal(MadeSeries.All[0].Expected, one.Concat(other).Order());
    }

    [Theory]
    // 02:30 is skipped in Berlin on that day, and 01:30 comes twice in London.
    [InlineData("Europe/Berlin", "2026-03-28T02:30", "2026-03-28T01:30Z 2026-03-29T01:30Z 2026-03-30T00:30Z")]
    [InlineData("Europe/London", "2026-10-24T01:30", "2026-10-24T00:30Z 2026-10-25T00:30Z 2026-10-26T01:30Z")]
    [InlineData("America/New_York", "2026-03-07T02:15", "2026-03-07T07:15Z 2026-03-08T07:15Z 2026-03-09T06:15Z")]
    public void A_time_that_clocks_skip_is_as_much_later_and_one_that_they_show_twice_is_the_first(string zone, string start, string expected)
    {
        var from = new DateTimeOffset(MadeSeries.Local(start), TimeSpan.Zero).AddDays(-1);
        var told = Recurrence.Between(MadeSeries.Series(zone, start, "FREQ=DAILY;COUNT=3"), from, from.AddDays(9));
        Assert.Equal(expected, string.Join(' ', told.Select(meeting => $"{meeting.Start:yyyy-MM-dd'T'HH:mm}Z")));
        Assert.All(told, meeting => Assert.Equal(TimeSpan.FromHours(1), meeting.End - meeting.Start));
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;COUNT=3", 3)]
    [InlineData("FREQ=WEEKLY;UNTIL=20260120", 3)]
    // London's winter is UTC: a moment before the third meeting, and the very moment.
    [InlineData("FREQ=WEEKLY;UNTIL=20260120T195959Z", 2)]
    [InlineData("FREQ=WEEKLY;UNTIL=20260120T200000Z", 3)]
    [InlineData(null, 1)]
    public void A_rule_ends_when_it_says_so(string? rule, int meetings)
    {
        var series = MadeSeries.Series("Europe/London", "2026-01-06T20:00", rule);
        Assert.Empty(RecurrenceFaults.Of(series));
        Assert.Equal(meetings, Recurrence.Between(series, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-9)).Count);
    }

    [Theory]
    [InlineData("FREQ=HOURLY", "rule")]
    [InlineData("FREQ=SECONDLY", "rule")]
    [InlineData("BYDAY=TU", "rule")]
    [InlineData("FREQ=WEEKLY;BYEASTER=1", "rule")]
    [InlineData("FREQ=WEEKLY;FREQ=DAILY", "rule")]
    [InlineData("FREQ=WEEKLY;INTERVAL=0", "rule")]
    [InlineData("FREQ=WEEKLY;INTERVAL=99999999999", "rule")]
    [InlineData("FREQ=WEEKLY;COUNT=1;UNTIL=20270101", "rule")]
    [InlineData("FREQ=WEEKLY;UNTIL=tomorrow", "rule")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX", "rule")]
    [InlineData("FREQ=WEEKLY;BYDAY=99TU", "rule")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=77", "rule")]
    [InlineData("FREQ=DAILY;BYHOUR=20;BYMINUTE=0,10,20", "rule")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "start")]
    [InlineData("FREQ=WEEKLY;BYDAY=WE", "start")]
    [InlineData("FREQ=WEEKLY;UNTIL=20200101", "start")]
    [InlineData("", "rule")]
    [InlineData(";;;=;", "rule")]
    public void A_rule_that_cannot_be_kept_is_told_with_its_field_and_a_cure(string rule, string field)
    {
        var fault = Assert.Single(RecurrenceFaults.Of(MadeSeries.Series("Europe/London", "2026-01-06T20:00", rule)));
        Assert.Equal(field, fault.Field);
        Assert.EndsWith(".", fault.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Meetings_that_overlap_are_told_by_what_makes_them()
    {
        Assert.Equal("minutes", Assert.Single(RecurrenceFaults.Of(MadeSeries.Series("Europe/London", "2026-01-06T18:00", "FREQ=DAILY;BYHOUR=18,20", minutes: 180))).Field);
        Assert.Equal("also", Assert.Single(RecurrenceFaults.Of(MadeSeries.Series("Europe/London", "2026-01-06T18:00", null, also: ["2026-01-06T18:20"]))).Field);
        Assert.Equal("start", RecurrenceFaults.Of(MadeSeries.Series("Europe/London", "2026-01-06T18:00", null) with { Kind = SeriesKind.Community }).First().Field);
        Assert.Equal("start", RecurrenceFaults.Of(MadeSeries.Series("Europe/London", "2026-01-06T18:00", "FREQ=WEEKLY") with { Start = null }).First().Field);
    }

    [Fact]
    public void Whatever_week_day_hour_and_zone_it_is_a_weekly_chat_is_where_counting_days_puts_it() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Day, byte Hour, byte Interval, byte Zone)>(), made =>
        {
            var (zone, interval) = (Zones[made.Zone % Zones.Length], made.Interval % 4 + 1);
            var place = TimeZoneInfo.FindSystemTimeZoneById(zone);
            // From four in the morning on, when no zone here changes its clocks.
            var start = new DateTime(2026, 1, 1).AddDays(made.Day).AddHours(4 + made.Hour % 20);
            var series = MadeSeries.Series(zone, Recurrence.Write(start), $"FREQ=WEEKLY;INTERVAL={interval}");
            var expected = Enumerable.Range(0, 40).Select(n => TimeZoneInfo.ConvertTimeToUtc(start.AddDays(7 * interval * n), place));
            var told = Recurrence.Between(series, new(start.AddDays(-3), TimeSpan.Zero), new(start.AddYears(4), TimeSpan.Zero)).Select(meeting => meeting.Start.UtcDateTime).Take(40);
            return expected.SequenceEqual(told);
        }));

    [Fact]
    public void A_series_that_has_met_for_decades_is_known_at_once_and_never_told_without_end()
    {
        var series = MadeSeries.Series("Europe/London", "1990-01-02T20:00", "FREQ=DAILY");
        var told = Recurrence.Between(series, DateTimeOffset.UnixEpoch, new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(Recurrence.Most, told.Count);
        Assert.Equal(7, Recurrence.Between(series, new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 6, 8, 0, 0, 0, TimeSpan.Zero)).Count);
    }
}
