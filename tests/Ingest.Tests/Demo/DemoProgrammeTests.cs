using Backchannel.Contracts;
using Backchannel.Demo;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Backchannel.Ingest.Tests.Demo;

public class DemoProgrammeTests
{
    static readonly DateTimeOffset Start = DemoConference.RunStart(new(2026, 10, 15, 14, 0, 0, TimeSpan.Zero));
    static readonly IReadOnlyList<SessionInfo> Sessions = DemoConference.Sessions(Start);

    [Fact]
    public void There_are_three_days_of_talks_in_four_rooms()
    {
        Assert.Equal(54, Sessions.Count);
        Assert.Equal(["Lighthouse", "Main hall", "Room B", "Room C"], Sessions.Select(session => session.Room).OfType<string>().Distinct().Order());
        Assert.Equal(Start, Sessions[0].Start);
        Assert.Equal(Start + DemoConference.RunLength, Sessions[^1].End);
        Assert.Equal(Sessions.Select(session => session.Start).Order(), Sessions.Select(session => session.Start));
    }

    [Fact]
    public void Ids_and_hashtags_are_unique_and_stay_in_the_next_run()
    {
        Assert.Equal(54, Sessions.Select(session => session.Id).Distinct().Count());
        Assert.All(Sessions, session => Assert.Matches("^[a-z0-9-]+$", session.Id));
        var tags = Sessions.SelectMany(session => session.Hashtags).ToList();
        Assert.Equal(tags.Count, tags.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(tags, tag => Assert.Matches("^hbr[A-Za-z]+[0-9]?$", tag));
        Assert.Equal(Sessions.Select(session => session.Id), DemoConference.Sessions(Start + DemoConference.RunLength).Select(session => session.Id));
    }

    [Fact]
    public void A_talk_has_all_that_a_programme_prints()
    {
        var talks = Sessions.Where(session => session.Track is not (null or "Plenary" or "Social")).ToList();
        Assert.Equal(39, talks.Count);
        Assert.All(talks, talk => Assert.True(talk is { Room: not null, Abstract.Length: > 40, Speakers.Count: > 0, Title.Length: > 5 }));
    }

    [Fact]
    public void A_session_has_what_a_good_schedule_tells()
    {
        Assert.All(Sessions, session => Assert.True(session is { Kind.Length: > 0 }));
        var talks = Sessions.Where(session => session.Track is not null).ToList();
        Assert.Equal(talks.Count, talks.Select(talk => talk.Code).Distinct().Count());
        Assert.Equal(talks.Count, talks.Select(talk => talk.Url).Distinct().Count());
        Assert.All(talks, talk => Assert.Equal(talk.Speakers.Count, talk.SpeakerHandles.Count));
        Assert.All(talks.SelectMany(talk => talk.SpeakerHandles), account => Assert.Matches("^(mastodon:[a-z]+@[a-z]+[.]example|bluesky:[a-z]+[.]example|x:[a-z]{1,15})$", account));
        Assert.All(talks.SelectMany(talk => new[] { talk.Url, talk.WatchUrl }).OfType<string>(), link => Assert.EndsWith(".example", new Uri(link).Host));
        Assert.InRange(talks.Count(talk => talk.WatchUrl is not null), 20, 40);
        Assert.InRange(talks.Count(talk => talk.Subtitle is not null), 10, 20);
        Assert.Superset(new HashSet<string> { "talk", "keynote", "workshop", "plenary", "social", "lightning talks" }, talks.Select(talk => talk.Kind!).ToHashSet());
        Assert.Equal(["en", "fr", "pt"], talks.Select(talk => talk.Language).OfType<string>().Distinct().Order());
        Assert.Single(talks, talk => talk.Cancelled);
        Assert.Single(talks, talk => talk.Proposed);
    }

    [Fact]
    public void Each_room_has_a_hashtag_of_its_own()
    {
        Assert.Equal(Sessions.Select(session => session.Room).OfType<string>().Distinct().Order(), DemoConference.Rooms.Select(room => room.Name).Order());
        var tags = DemoConference.Rooms.SelectMany(room => room.Hashtags).Concat(Sessions.SelectMany(session => session.Hashtags)).Concat(DemoConference.Hashtags).ToList();
        Assert.Equal(tags.Count, tags.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_room_holds_one_session_at_a_time()
    {
        foreach (var room in Sessions.Where(session => session.Room is not null).GroupBy(session => session.Room))
            foreach (var (earlier, later) in room.Zip(room.Skip(1)))
                Assert.True(earlier.End <= later.Start);
    }

    [Fact]
    public void A_run_is_found_from_any_moment_within_it() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seconds =>
        {
            var now = DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddMilliseconds(seconds % 1000);
            var start = DemoConference.RunStart(now);
            return start <= now && now < start + DemoConference.RunLength && DemoConference.RunStart(start) == start
                && DemoConference.CurrentRun(start + DemoConference.RunLength) == DemoConference.CurrentRun(now) + 1;
        }).QuickCheckThrowOnFailure();
}
