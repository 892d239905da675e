using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Filing;
using Backchannel.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Hub.Tests.Filing;

/// <summary>What holds for any programme and any post.</summary>
public class FilingProperties
{
    static readonly string[] Words =
    [
        "#tag1", "#tag2", "#tag3", "#room1", "#room2", "https://talks.example.org/1", "https://talks.example.org/2/x", "QX7RT", "Ada Lund", "Mira Okonjo",
        "gulls", "caching", "tears", "coffee", "the", "山田", "\ud800", "#gull26",
    ];

    static readonly Gen<string> Text = Gen.Elements(Words).ListOf().Select(words => string.Join(' ', words));

    static readonly Gen<SessionInfo> Session =
        from start in Gen.Choose(-300, 300)
        from minutes in Gen.Choose(0, 200)
        from n in Gen.Choose(1, 3)
        from room in Gen.Elements<string?>("Room 1", "Room 2", null)
        from title in Text
        from speakers in Gen.Elements("Ada Lund", "Mira Okonjo", "山田").ListOf(1)
        from mark in Gen.Choose(0, 9)
        select new SessionInfo("", title, room, null, mark < 3 ? [] : speakers, Made.Noon.AddMinutes(start), Made.Noon.AddMinutes(start + minutes), mark < 8 ? [$"tag{n}"] : [], null)
        {
            Cancelled = mark == 0,
            Url = mark < 6 ? $"https://talks.example.org/{n}" : null,
            Code = mark == 5 ? "QX7RT" : null,
            SpeakerHandles = mark == 7 ? [$"bluesky:{Made.Mira.Handle}"] : [],
        };

    static readonly Gen<SessionInfo[]> Programme = Session.ArrayOf().Select(sessions =>
        sessions.Select((session, n) => session with { Id = string.Create(CultureInfo.InvariantCulture, $"s{n}") }).ToArray());

    static readonly Gen<Post> Post =
        from text in Text
        from minute in Gen.Choose(-400, 600)
        select Made.Post(text, id: "bluesky:any") with { Spans = TextScanner.Spans(text), CreatedAt = Made.Noon.AddMinutes(minute), ReceivedAt = Made.Noon.AddMinutes(minute) };

    static readonly Arbitrary<(SessionInfo[] Sessions, Post Post)> Any = Arb.From(Programme.SelectMany(sessions => Post.Select(post => (sessions, post))));

    [Fact]
    public void The_same_is_filed_the_same_whatever_the_order_of_the_programme() =>
        Prop.ForAll(Any, any =>
        {
            var filed = File(any.Sessions, any.Post);
            return filed == File(any.Sessions, any.Post) && filed == File([.. any.Sessions.Reverse()], any.Post)
                && filed == File([.. any.Sessions.OrderBy(s => s.Title, StringComparer.Ordinal)], any.Post);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_filed_has_a_session_of_the_programme_and_the_confidence_of_its_reason() =>
        Prop.ForAll(Any, any => File(any.Sessions, any.Post) is var filed && (filed == Filed.Nowhere
            || any.Sessions.Any(s => s.Id == filed.Session) && filed.Confidence == filed.By switch
            {
                FiledBy.Hashtag => 1,
                FiledBy.Link => 0.9,
                FiledBy.Room => 0.8,
                FiledBy.Speaker => 0.7,
                FiledBy.Time or FiledBy.Title => 0.5,
                _ => -1,
            })).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_but_a_hashtag_or_a_link_files_outside_a_slot_or_in_what_is_cancelled() =>
        Prop.ForAll(Any, any => File(any.Sessions, any.Post) is not { Session: { } id, By: not (FiledBy.Hashtag or FiledBy.Link) }
            || any.Sessions.Single(s => s.Id == id) is { Cancelled: false } session
            && any.Post.CreatedAt >= session.Start.AddMinutes(-10) && any.Post.CreatedAt <= session.End.AddMinutes(15)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_slot_is_found_by_its_index_as_by_looking_at_every_session() =>
        Prop.ForAll(Any, any => new Slots(any.Sessions).At(any.Post.CreatedAt).Select(s => s.Id).Order(StringComparer.Ordinal)
            .SequenceEqual(any.Sessions.Where(s => !s.Cancelled && Slots.Covers(s, any.Post.CreatedAt)).Select(s => s.Id).Order(StringComparer.Ordinal))).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_at_any_time_is_filed_or_not_without_a_fault() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), text =>
        {
            var session = Made.Session("s1") with
            {
                Title = text,
                Speakers = [text],
                Url = text,
                Code = text,
                Kind = text,
                SpeakerHandles = [text],
                Start = DateTimeOffset.MinValue,
                End = DateTimeOffset.MaxValue,
            };
            _ = File([session], Made.Post(text) with { Card = new(text, text) });
            return true;
        }).QuickCheckThrowOnFailure();

    static Filed File(IReadOnlyList<SessionInfo> sessions, Post post) =>
        new FilingRules(sessions, [new("Room 1", ["room1"], true), new("Room 2", ["room2"], true)]).File(post, null, Filed.Nowhere);
}
