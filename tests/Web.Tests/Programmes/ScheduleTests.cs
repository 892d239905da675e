using Backchannel.Contracts;
using Backchannel.Web.Events;
using Backchannel.Web.Programmes;
using Backchannel.Web.Search;

namespace Backchannel.Web.Tests.Programmes;

public sealed class ScheduleTests
{
    static readonly TimeZoneInfo Oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");
    static readonly ScheduleQuery Anything = new(null, null, null, false, null);

    /// <summary>By the clock in Oslo, on 12 May 2031.</summary>
    static DateTimeOffset At(int hour, int minute = 0, int day = 0) => new DateTimeOffset(2031, 5, 12, 0, 0, 0, TimeSpan.FromHours(2)).AddDays(day).AddHours(hour).AddMinutes(minute);

    static SessionInfo Session(string id, DateTimeOffset start, string? room = "Room 1", string? track = null, int minutes = 45) =>
        Made.Session(id) with { Start = start, End = start.AddMinutes(minutes), Room = room, Track = track };

    [Fact]
    public void A_talk_after_midnight_belongs_to_the_evening_it_ends()
    {
        SessionInfo[] sessions = [Session("a", At(22)), Session("b", At(24, 15)), Session("c", At(34))];
        var schedule = new Schedule(sessions, Anything, At(12), Oslo);

        Assert.Equal([new(2031, 5, 12), new(2031, 5, 13)], schedule.Days);
        Assert.Equal(["22:00", "00:00, in the night to Tuesday"], schedule.Groups.Select(group => group.Heading));
        Assert.Equal(2, new Schedule(sessions, Anything with { Day = 2 }, At(12), Oslo).Day);
    }

    [Theory]
    [InlineData(null, -3, 1)]
    [InlineData(null, 1, 2)]
    [InlineData(null, 9, 1)]
    [InlineData(2, 0, 2)]
    [InlineData(3, 1, 2)]
    [InlineData(0, 0, 1)]
    public void Today_is_shown_where_no_day_of_the_event_is_asked_for(int? asked, int today, int shown)
    {
        var schedule = new Schedule([Session("a", At(10)), Session("b", At(10, day: 1))], Anything with { Day = asked }, At(9, day: today), Oslo);
        Assert.Equal(shown, schedule.Day);
    }

    [Fact]
    public void Hours_hold_their_sessions_by_start_and_then_by_room()
    {
        var schedule = new Schedule([Session("a", At(10, 30)), Session("b", At(10), "Room 10"), Session("c", At(10), "Room 2"), Session("d", At(11))], Anything, At(10, 50), Oslo);
        Assert.Equal(["c", "b", "a"], schedule.Groups[0].Sessions.Select(session => session.Id));
        Assert.Equal([true, false], schedule.Groups.Select(group => group.IsNow));
    }

    [Fact]
    public void Rooms_are_in_the_order_in_which_people_look_for_them()
    {
        var rooms = new[] { null, "Room 10", "H.2215", "K.1.105", "Room 2", "H.1308", "room 2" };
        Assert.Equal(["H.1308", "H.2215", "K.1.105", "Room 2", "room 2", "Room 10", null], rooms.Order(RoomOrder.Natural));
    }

    [Fact]
    public void A_search_is_about_all_days_and_stops_at_what_nobody_reads()
    {
        var sessions = Enumerable.Range(0, 300).Select(i => Session($"s{i}", At(8).AddMinutes(10 * i))).ToList();
        var schedule = new Schedule(sessions, Anything with { Words = SearchWords.Of("talk called") }, At(9), Oslo);
        Assert.Equal((300, 200), (schedule.Count, schedule.Groups.Sum(group => group.Sessions.Count)));
        Assert.Equal(["Monday 12 May", "Tuesday 13 May"], schedule.Groups.Select(group => group.Heading));
    }

    [Fact]
    public void In_a_room_the_next_is_todays_and_when_the_day_is_done_the_next_days()
    {
        SessionInfo[] sessions = [Session("a", At(10)), Session("b", At(12)), Session("c", At(10, day: 1)), Session("d", At(11, day: 1), "Room 2"), Session("x", At(9), "Room 3") with { Cancelled = true }];
        string[] Rooms(DateTimeOffset at) => [.. RoomNow.Of(new Programme(sessions, at), at, Oslo).Select(room => $"{room.Name}: {string.Join(' ', room.On.Select(on => on.Id))} > {room.Next?.Id}")];

        Assert.Equal(["Room 1:  > a"], Rooms(At(8, day: -2)));
        Assert.Equal(["Room 1: a > b"], Rooms(At(10, 5)));
        Assert.Equal(["Room 1: b > "], Rooms(At(12, 5)));
        Assert.Equal(["Room 1:  > c", "Room 2:  > d"], Rooms(At(20)));
        Assert.Empty(Rooms(At(20, day: 1)));
    }

    [Fact]
    public void A_break_that_is_on_comes_first_for_it_concerns_everybody()
    {
        SessionInfo[] sessions = [Session("a", At(10), "Attic"), Session("lunch", At(12), room: null)];
        string?[] Rooms(DateTimeOffset at) => [.. RoomNow.Of(new Programme(sessions, at), at, Oslo).Select(room => room.Name)];
        Assert.Equal(["Attic", null], Rooms(At(10, 5)));
        Assert.Equal([null], Rooms(At(12, 5)));
    }
}
