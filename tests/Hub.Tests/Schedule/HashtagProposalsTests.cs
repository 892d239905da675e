using System.Globalization;
using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Backchannel.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

public class HashtagProposalsTests
{
    static readonly string[] EventTags = ["HarbourConf", "tidewater26", "DotNetConf", "大会", "über", "oil", "31c3", "x", "конференция", "ABCDEF", "गोवा", "useR2026"];

    [Theory]
    [InlineData("HarbourTalkConf", "htc")]
    [InlineData("harbourconf", "hrb")]
    [InlineData("DotNetConf", "dnc")]
    [InlineData("PyConUK", "pcu")]
    [InlineData("useR2026", "ur")]
    [InlineData("FOSDEM", "fsd")]
    [InlineData("tidewater26", "tdw")]
    [InlineData("linuxday", "nxd")]
    [InlineData("Öresund", "rsn")]
    [InlineData("31c3", "cb")]
    [InlineData("oil", "bc")]
    [InlineData("大会", "大会b")]
    [InlineData("конференция", "кон")]
    public void What_an_event_s_proposals_begin_with_is_told_by_its_hashtag(string hashtag, string prefix) => Assert.Equal(prefix, HashtagPrefix.Of(hashtag));

    [Fact]
    public void A_session_s_hashtag_is_the_room_s_with_its_number_by_start()
    {
        var programme = Complete(Sessions(("b", "Boathouse", 2), ("p1", "Pier room", 1), ("p2", "Pier room", 3), ("free", null, 0)));
        Assert.Equal([("Boathouse", "htcA"), ("Pier room", "htcB")], programme.Rooms.Select(room => (room.Name, room.Hashtags.Single())).OrderBy(room => room.Name, StringComparer.Ordinal));
        Assert.Equal(["b htcA1", "p1 htcB1", "p2 htcB2", "free htc1"], programme.Sessions.Select(session => $"{session.Id} {session.Hashtags.Single()}"));
        Assert.All(programme.Sessions, session => Assert.True(session.Proposed));
        Assert.All(programme.Rooms, room => Assert.True(room.Proposed));
    }

    [Fact]
    public void A_room_that_is_called_by_a_letter_keeps_it() =>
        Assert.Equal(["htcC", "htcA", "htcB"], Complete(Sessions(("1", "Room C", 1), ("2", "Room O", 1), ("3", "Room c", 1))).Rooms.Select(room => room.Hashtags.Single()));

    [Fact]
    public void Beyond_twenty_four_rooms_there_are_two_letters()
    {
        var programme = Complete(Sessions([.. Enumerable.Range(0, 700).Select(n => ($"s{n}", (string?)$"Berth number {n}", n))]));
        var tags = programme.Rooms.Select(room => room.Hashtags.Single()).ToList();
        Assert.Equal(("htcA", "htcZ", "htcAA", "htcAB"), (tags[0], tags[23], tags[24], tags[25]));
        Assert.Equal(700, tags.Distinct().Count());
    }

    [Fact]
    public void What_people_chose_is_left_and_what_was_proposed_gives_way_to_it()
    {
        var programme = Complete(Sessions(("1", "Pier room", 1), ("2", "Pier room", 2)));
        var own = Complete(programme.With(new SessionEdit(Hashtags: ["htcA2"]).Over(programme.Find("1")!)));
        Assert.Equal([("htcA2", false), ("htcA3", true)], own.Sessions.Select(session => (session.Hashtags.Single(), session.Proposed)));
        var room = Complete(own.WithTags(Made.Event, "Pier room", ["pier"]).With(Programme.Row(Made.Event, Made.Session("3") with { Start = Made.Noon.AddHours(9), End = Made.Noon.AddHours(10) })));
        Assert.Equal(("pier3", true), (room.Find("3")!.Hashtags.Single(), room.Find("3")!.Proposed));
        Assert.Equal("htcA3", room.Find("2")!.Hashtags.Single());
        Assert.True(Complete(room.WithTags(Made.Event, "Pier room", [])).Rooms.Single().Proposed);
    }

    [Fact]
    public void Proposals_are_unique_short_and_plain_whatever_the_event_is_called_and_its_rooms_are() => Check((programme, tags) =>
    {
        var complete = HashtagProposals.Complete(programme, Made.Event, tags);
        var proposed = complete.Sessions.Where(s => s.Proposed).SelectMany(s => s.Hashtags).Concat(complete.Rooms.Where(r => r.Proposed).SelectMany(r => r.Hashtags)).ToList();
        var own = tags.Concat(complete.Sessions.Where(s => !s.Proposed).SelectMany(s => s.Hashtags)).Concat(complete.Rooms.Where(r => !r.Proposed).SelectMany(r => r.Hashtags)).Select(TextFold.Tag).ToHashSet();
        Assert.Equal(proposed.Count, proposed.Select(TextFold.Tag).Distinct().Count());
        Assert.DoesNotContain(proposed, tag => own.Contains(TextFold.Tag(tag)));
        Assert.All(complete.Sessions, session => Assert.True(session.Cancelled || session.Hashtags.Count > 0));
        Assert.All(proposed, tag =>
        {
            Assert.True(Slugs.IsHashtag(tag) && tag.Length <= 20, tag);
            Assert.True(tag.EnumerateRunes().All(System.Text.Rune.IsLetterOrDigit), tag);
            // Numbers there are, so what looks like one must not be.
            if (tag.All(char.IsAscii) && !own.Any(given => TextFold.Tag(tag).StartsWith(given, StringComparison.Ordinal))) Assert.DoesNotContain(tag, c => "IOilo".Contains(c, StringComparison.Ordinal));
        });
    });

    [Fact]
    public void Proposals_stay_however_often_and_in_whatever_order_they_are_asked_for_again_and_wherever_sessions_move() => Check((programme, tags) =>
    {
        var once = HashtagProposals.Complete(programme, Made.Event, tags);
        Assert.Equal(Json(once), Json(HashtagProposals.Complete(once, Made.Event, tags)));
        var moved = once with
        {
            Sessions = [.. once.Sessions.Reverse().Select(session => Programme.Row(Made.Event, session.ToInfo() with { Room = "Elsewhere", Start = session.Start.AddDays(1), End = session.End.AddDays(1) }))],
        };
        var news = moved.With(Programme.Row(Made.Event, Made.Session("one-more-session") with { Hashtags = [] }));
        var later = HashtagProposals.Complete(news, Made.Event, tags);
        Assert.All(once.Sessions.Where(session => session.Hashtags.Count > 0), session => Assert.Equal(session.Hashtags, later.Find(session.Id)!.Hashtags));
        Assert.All(once.Rooms, room => Assert.Equal(room.Hashtags, later.Rooms.Single(row => row.Name == room.Name).Hashtags));
    });

    static void Check(Action<Programme, string[]> holds)
    {
        string?[] rooms = [null, "Pier room", "Boathouse", "Room C", "Saal 1", "0", "大広間", "", .. Enumerable.Range(0, 30).Select(n => $"Berth {n}")];
        string[] own = ["hrbA", "htcA1", "tdwA", "tdw3", "bcB2", "TideTalk", "pier"];
        var session =
            from room in Gen.Elements(rooms)
            from hour in Gen.Choose(0, 40)
            from tag in Gen.Frequency((5, Gen.Constant((string?)null)), (1, Gen.Elements<string?>(own)))
            from cancelled in Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true)))
            select (room, hour, tag, cancelled);
        var cases =
            from sessions in Gen.ListOf(session)
            from tags in Gen.NonEmptyListOf(Gen.Elements(EventTags.Concat(own).ToArray()))
            from tagged in Gen.SubListOf(own)
            select (sessions: sessions.ToList(), tags: tags.Distinct().ToArray(), tagged: tagged.ToList());
        Prop.ForAll(cases.ToArbitrary(), made => holds(
            new(
                [.. made.sessions.Select((s, n) => Programme.Row(Made.Event, Made.Session(string.Create(CultureInfo.InvariantCulture, $"s{n}")) with
                {
                    Room = s.room, Start = Made.Noon.AddHours(s.hour), End = Made.Noon.AddHours(s.hour + 1), Hashtags = s.tag is null ? [] : [s.tag], Cancelled = s.cancelled,
                }))],
                [.. made.tagged.Select((tag, n) => new RoomRow { Event = Made.Event, Name = string.Create(CultureInfo.InvariantCulture, $"Berth {n}"), Hashtags = [tag] })]),
            made.tags)).QuickCheckThrowOnFailure();
    }

    static Programme Complete(Programme programme) => HashtagProposals.Complete(programme, Made.Event, ["HarbourTalkConf"]);

    static Programme Sessions(params (string Id, string? Room, int Hour)[] sessions) => new(
        [.. sessions.Select(s => Programme.Row(Made.Event, Made.Session(s.Id) with { Room = s.Room, Start = Made.Noon.AddHours(s.Hour), End = Made.Noon.AddHours(s.Hour + 1) }))], []);

    static string Json(Programme programme) => JsonSerializer.Serialize(programme, ContractJson.Options);
}
