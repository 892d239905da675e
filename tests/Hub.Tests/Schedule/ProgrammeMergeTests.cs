using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Schedule;
using Xunit;

namespace Backchannel.Hub.Tests.Schedule;

public class ProgrammeMergeTests
{
    static readonly ReadSession Tide = new("k1", "Reading the tide", Made.Noon, Made.Noon.AddHours(1)) { Room = "Pier room", Code = "TDWTR1", Number = "17" };
    static readonly ReadSession Knots = new("k2", "Knots, and how to undo them", Made.Noon, Made.Noon.AddHours(1)) { Room = "Boathouse", Number = "18" };
    static readonly ReadSession Ebb = new("k3", "Ebbe über Öland!", Made.Noon, Made.Noon.AddHours(1));

    [Fact]
    public void Ids_come_of_the_code_else_the_number_else_the_title()
    {
        var merged = Import(null, Tide, Knots, Ebb);
        Assert.Equal(["TDWTR1", "18", "ebbe-uber-oland"], merged.Programme.Sessions.Select(session => session.Id));
        Assert.Equal((3, 0, 0), (merged.Added, merged.Changed, merged.Cancelled));
    }

    [Fact]
    public void The_same_schedule_again_changes_nothing()
    {
        var once = Import(null, Tide, Knots, Ebb);
        var twice = Import(once.Programme, Tide, Knots, Ebb);
        Assert.Equal((0, 0, 0), (twice.Added, twice.Changed, twice.Cancelled));
        Assert.Equal(Json(once.Programme), Json(twice.Programme));
    }

    [Fact]
    public void A_session_that_moves_and_is_renamed_keeps_its_id_and_its_proposed_hashtag()
    {
        var once = Import(null, Tide, Knots);
        var tag = once.Programme.Find("TDWTR1")!.Hashtags.Single();
        var moved = Import(once.Programme, Tide with { Title = "Reading two tides", Room = "Boathouse", Code = "OTHER2", Start = Made.Noon.AddDays(1), End = Made.Noon.AddDays(1).AddHours(1) }, Knots);
        Assert.Equal((0, 1, 0), (moved.Added, moved.Changed, moved.Cancelled));
        var session = moved.Programme.Find("TDWTR1")!;
        Assert.Equal(("Reading two tides", "Boathouse", tag, true), (session.Title, session.Room, session.Hashtags.Single(), session.Proposed));
    }

    [Fact]
    public void What_is_no_longer_listed_is_cancelled_once_and_comes_back_as_itself()
    {
        var once = Import(null, Tide, Knots);
        var without = Import(once.Programme, Knots);
        Assert.Equal((0, 0, 1), (without.Added, without.Changed, without.Cancelled));
        Assert.True(without.Programme.Find("TDWTR1")!.Cancelled);
        Assert.Equal(0, Import(without.Programme, Knots).Cancelled);
        var back = Import(without.Programme, Tide, Knots);
        Assert.Equal((0, 1, 0), (back.Added, back.Changed, back.Cancelled));
        Assert.Equal(Json(once.Programme), Json(back.Programme));
    }

    [Fact]
    public void What_was_made_by_hand_is_nothing_to_an_import()
    {
        var hand = Programme.Row(Made.Event, Made.Session("TDWTR1", "handmade"));
        var merged = Import(new([hand], []), Tide);
        Assert.Equal(["TDWTR1", "TDWTR1-2"], merged.Programme.Sessions.Select(session => session.Id));
        Assert.Same(hand, Import(merged.Programme, Knots).Programme.Find("TDWTR1"));
    }

    [Fact]
    public void What_was_edited_by_hand_stays_and_the_rest_follows_the_schedule()
    {
        var once = Import(null, Tide, Knots).Programme;
        var edited = once.With(new SessionEdit(Title: "Reading the tide, anew", Track: "", Hashtags: ["TideTalk"]).Over(once.Find("TDWTR1")!));
        edited = edited.With(new SessionEdit(Room: "Lighthouse").Over(edited.Find("TDWTR1")!));
        var moved = Import(edited, Tide with { Title = "Ignored", Room = "Ignored", Track = "Ignored", Start = Made.Noon.AddMinutes(30) }, Knots);
        var session = moved.Programme.Find("TDWTR1")!;
        Assert.Equal(("Reading the tide, anew", "Lighthouse", null, Made.Noon.AddMinutes(30)), (session.Title, session.Room, session.Track, session.Start));
        Assert.Equal((false, "TideTalk"), (session.Proposed, session.Hashtags.Single()));
        Assert.Equal(0, Import(moved.Programme, Tide with { Start = Made.Noon.AddMinutes(30) }, Knots).Changed);
    }

    [Fact]
    public void An_organizer_s_word_on_whether_a_session_takes_place_stands()
    {
        var once = Import(null, Tide, Knots).Programme;
        var off = Import(once.With(new SessionEdit(Cancelled: true).Over(once.Find("18")!)), Tide, Knots);
        Assert.True(off.Programme.Find("18")!.Cancelled);
        var on = Import(once.With(new SessionEdit(Cancelled: false).Over(once.Find("18")!)), Tide);
        Assert.False(on.Programme.Find("18")!.Cancelled);
    }

    [Fact]
    public void Another_export_of_the_same_conference_brings_the_same_sessions()
    {
        var once = Import(null, Tide, Knots);
        var other = Import(once.Programme, Tide with { Key = "uid-1@tidewater.example" }, Knots with { Key = "uid-2@tidewater.example" });
        Assert.Equal((0, 0, 0), (other.Added, other.Changed, other.Cancelled));
        Assert.Equal(["TDWTR1", "18"], other.Programme.Sessions.Select(session => session.Id));
        Assert.Equal("uid-1@tidewater.example", other.Programme.Find("TDWTR1")!.Key);
    }

    [Fact]
    public void Hashtags_that_a_schedule_comes_to_give_replace_the_proposed_and_those_it_drops_are_proposed_again()
    {
        var given = Import(Import(null, Tide).Programme, Tide with { Hashtags = ["TideTalk"] });
        Assert.Equal((false, "TideTalk"), (given.Programme.Sessions[0].Proposed, given.Programme.Sessions[0].Hashtags.Single()));
        var dropped = Import(given.Programme, Tide);
        Assert.Equal((true, "tdwA1"), (dropped.Programme.Sessions[0].Proposed, dropped.Programme.Sessions[0].Hashtags.Single()));
    }

    [Theory]
    [InlineData("Knots, and how to undo them", "knots-and-how-to-undo-them")]
    [InlineData("大会のはじまり", "session")]
    [InlineData("../../etc/passwd?<b>", "etc-passwd-b")]
    [InlineData("What a very long title can become when nobody has ever told it that it should end", "what-a-very-long-title-can-become-when-nobody-has-ever-told")]
    public void A_title_becomes_an_id_that_fits_into_an_address(string title, string id) => Assert.Equal(id, SessionIds.New(null, "a number?", title, []));

    [Fact]
    public void Ids_are_never_given_twice_not_even_in_another_case()
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Assert.Equal(["abc", "ABC-2", "abc-3"], ((string[])["abc", "ABC", "abc"]).Select(code => SessionIds.New(code, null, "T", taken)));
    }

    static Merged Import(Programme? programme, params ReadSession[] sessions)
    {
        var merged = ProgrammeMerge.Over(programme ?? new([], []), Made.Event, new("schedule.xml", null, null, sessions, []));
        return merged with { Programme = HashtagProposals.Complete(merged.Programme, Made.Event, [Made.Event]) };
    }

    static string Json(Programme programme) => JsonSerializer.Serialize(programme, ContractJson.Options);
}
