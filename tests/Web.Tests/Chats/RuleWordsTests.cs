using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Chats;

namespace Backchannel.Web.Tests.Chats;

public sealed class RuleWordsTests
{
    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", "every Tuesday, 20:00 (Europe/London)")]
    [InlineData("FREQ=WEEKLY", "every Tuesday, 20:00 (Europe/London)")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every second Tuesday, 20:00 (Europe/London)")]
    [InlineData("FREQ=WEEKLY;INTERVAL=3", "every third Tuesday, 20:00 (Europe/London)")]
    [InlineData("FREQ=WEEKLY;BYDAY=TH,TU", "every Tuesday and Thursday, 20:00 (Europe/London)")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "Tuesday and Thursday of every second week, 20:00 (Europe/London)")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday, 20:00 (Europe/London)")]
    [InlineData("FREQ=DAILY", "every day, 20:00 (Europe/London)")]
    [InlineData("FREQ=MONTHLY;BYDAY=1TH", "the first Thursday of every month, 20:00 (Europe/London)")]
    [InlineData("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "the last Friday of every month, 20:00 (Europe/London)")]
    [InlineData("FREQ=MONTHLY;BYDAY=1TU,3TU", "the first Tuesday and third Tuesday of every month, 20:00 (Europe/London)")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", "the 15th of every month, 20:00 (Europe/London)")]
    [InlineData("FREQ=MONTHLY;INTERVAL=2", "the 1st of every second month, 20:00 (Europe/London)")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "the last day of every month, 20:00 (Europe/London)")]
    [InlineData("FREQ=YEARLY", "every year, on 1 December, 20:00 (Europe/London)")]
    [InlineData("FREQ=WEEKLY;COUNT=6", "every Tuesday, 20:00 (Europe/London), 6 times")]
    [InlineData("FREQ=WEEKLY;UNTIL=20270330T190000Z", "every Tuesday, 20:00 (Europe/London), until 30 March 2027")]
    [InlineData(null, "once, on 1 December 2026, 20:00 (Europe/London)")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU", "by a rule of its own, 20:00 (Europe/London)")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "by a rule of its own, 20:00 (Europe/London)")]
    public void A_rule_is_told_as_people_say_it(string? rule, string words) => Assert.Equal(words, RuleWords.Of(Series(rule)));

    [Fact]
    public void What_meets_by_no_rule_is_told_too()
    {
        Assert.Equal("always open", RuleWords.Of(Series(null) with { Kind = SeriesKind.Community, Start = null }));
        Assert.Equal("when it is announced", RuleWords.Of(Series(null) with { Start = null }));
        Assert.Equal("now and then", RuleWords.Of(Series(null) with { Start = null, Also = [new(2026, 12, 1, 20, 0, 0)] }));
    }

    static SeriesInfo Series(string? rule) => new(
        "tidechat", "Tide chat", SeriesKind.Chat, "Europe/London", ["tidechat"], null, [], [], DateTime.Parse("2026-12-01T20:00", CultureInfo.InvariantCulture), 60, rule, [], [], null);
}
