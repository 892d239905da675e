using System.Net;
using Backchannel.Contracts;
using Backchannel.Hub.Chats;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Chats;

public class HashtagsTests
{
    static readonly Author[] People = [Made.Mira, Made.Dario, new("did:plc:ada", "ada.tidewater.example", "Ada Lund"), new("did:plc:tomas", "tomas.tidewater.example", "Tomas Vance")];

    readonly FakeTimeProvider _time = Calendar.Clock();

    [Fact]
    public async Task A_hashtag_tells_what_it_is_about_when_it_meets_and_what_goes_with_it()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        await Say(hub, 6, "Low water #tidechat #Gauges", 3);
        await Say(hub, 3, "High water #tidechat #harbour", 3);
        // One person alone, or too seldom: that says nothing.
        await Say(hub, 9, "Buy this #tidechat #offers", 1);
        await Say(hub, 2, "Once #tidechat #rare", 2);
        var detail = await hub.Get<HashtagDetail>("/api/hashtags/TIDECHAT");
        Assert.Equal(("tidechat", "tidechat", SeriesKind.Chat, "2026-11-24", 20), (detail.Info.Tag, detail.Info.Event, detail.Info.Kind, detail.Info.Next!.Session, detail.Read));
        Assert.Equal(["Gauges", "harbour"], detail.Related.Select(related => related.Tag));
        // Six of twenty posts, all three people of the three that there are; likewise three.
        Assert.Equal([(6, 3, 0.65), (3, 3, 0.575)], detail.Related.Select(related => (related.Posts, related.People, related.Score)));
        // One that is no event's is known by those around it.
        var other = await hub.Get<HashtagDetail>("/api/hashtags/gauges");
        Assert.Equal(("Gauges", null, "tidechat"), (other.Info.Tag, other.Info.Event, other.Related[0].Tag));
        await hub.Refused(HttpStatusCode.NotFound, HttpMethod.Get, "/api/hashtags/nobodysaidthis", token: null);
        Assert.Equal(["tidechat"], (await hub.Get<HashtagInfo[]>("/api/hashtags?q=tides")).Select(info => info.Tag));
        Assert.Equal(["tidechat", Made.Event], (await hub.Get<HashtagInfo[]>("/api/hashtags")).Select(info => info.Tag));
    }

    [Fact]
    public async Task Who_asked_to_be_left_out_and_unlisted_posts_are_used_for_nothing()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(Calendar.Draft());
        await Say(hub, 8, "Low water #tidechat #gauges", 2);
        await hub.Done<object>(HttpMethod.Post, "/api/events/tidechat/people/left-out", new LeftOut(Network.Bluesky, "dario.tidewater.example"), token: null);
        _time.Advance(TimeSpan.FromMinutes(1));
        var detail = await hub.Get<HashtagDetail>("/api/hashtags/tidechat");
        Assert.Empty(detail.Related);
        Assert.Equal((4, 4), (detail.Read, detail.Info.Now!.LastHour));
        await hub.Capture([.. Enumerable.Range(0, 9).Select(n => new PostSeen(["tidechat"], Made.Post($"Quietly {n} #tidechat #gauges", People[n % 3]) with { CreatedAt = _time.GetUtcNow().AddMinutes(-5) }, []) { Unlisted = true })]);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(4, (await hub.Get<HashtagDetail>("/api/hashtags/tidechat")).Read);
    }

    [Fact]
    public async Task A_hashtag_is_busy_or_quiet_against_its_own_usual_hour()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(new() { Hashtags = ["alwaysopen"], Name = "Always open", TimeZone = "UTC", Kind = SeriesKind.Community });
        // At this hour two posts a day for four days, and many at another hour.
        List<PostSeen> posts = [];
        for (var day = 1; day <= 4; day++)
        {
            posts.AddRange(Enumerable.Range(0, 2).Select(n => Said($"On day {day} {n}", _time.GetUtcNow().AddDays(-day).AddMinutes(-5 - n))));
            posts.AddRange(Enumerable.Range(0, 9).Select(n => Said($"At night on {day} {n}", _time.GetUtcNow().AddDays(-day).AddHours(-5))));
        }
        posts.Add(Said("Before", _time.GetUtcNow().AddDays(-4).AddHours(-12).AddMinutes(-1)));
        await hub.Capture([.. posts]);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new(TagState.Quiet, 0, 2, 4), await hub.Now());
        await hub.Capture([.. Enumerable.Range(0, 2).Select(n => Said($"Now {n}", _time.GetUtcNow().AddMinutes(-n)))]);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new(TagState.Usual, 2, 2, 4), await hub.Now());
        await hub.Capture([.. Enumerable.Range(0, 5).Select(n => Said($"Much {n}", _time.GetUtcNow().AddMinutes(-n)))]);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new(TagState.Busy, 7, 2, 4), await hub.Now());
    }

    [Theory]
    [InlineData(0, 0, TagState.Quiet)]
    [InlineData(4, 0, TagState.Usual)]
    [InlineData(5, 0, TagState.Busy)]
    [InlineData(9, 5, TagState.Usual)]
    [InlineData(10, 5, TagState.Busy)]
    [InlineData(2, 5, TagState.Quiet)]
    [InlineData(3, 5, TagState.Usual)]
    public void States_have_their_definitions(int hour, double mean, TagState expected) => Assert.Equal(expected, TagActivities.StateOf(hour, mean));

    [Fact]
    public async Task A_community_is_read_day_by_day_as_its_own_clocks_have_them()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.Has(new() { Hashtags = ["alwaysopen"], Name = "Always open", TimeZone = "America/New_York", Kind = SeriesKind.Community });
        // New York's 20th ends at five in the morning, UTC.
        await hub.Capture(
            Said("Late on the 20th", new(2026, 11, 21, 4, 59, 0, TimeSpan.Zero)), Said("Early on the 21st", new(2026, 11, 21, 5, 0, 0, TimeSpan.Zero)),
            Said("Later on the 21st", new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero)), Said("The 3rd", new(2026, 11, 3, 15, 0, 0, TimeSpan.Zero)));
        var days = await hub.Get<DayList>("/api/events/alwaysopen/days");
        Assert.Equal("2026-11-21 2, 2026-11-20 1, 2026-11-03 1", string.Join(", ", days.Days.Select(day => $"{day.Day:yyyy-MM-dd} {day.Posts}")));
        Assert.False(days.More);
        var two = await hub.Get<DayList>("/api/events/alwaysopen/days?limit=1&before=2026-11-21");
        Assert.Equal((new DateOnly(2026, 11, 20), true), (two.Days.Single().Day, two.More));

        var first = await hub.Get<DayPosts>("/api/events/alwaysopen/days/2026-11-21?limit=1");
        Assert.Equal((2, new DateOnly(2026, 11, 20), null, true), (first.Posts, first.Previous, first.Next, first.Page.More));
        var rest = await hub.Get<DayPosts>($"/api/events/alwaysopen/days/2026-11-21?limit=1&after={first.Page.Last}");
        Assert.Equal(["Early on the 21st", "Later on the 21st"], first.Page.Entries.Concat(rest.Page.Entries).Select(entry => entry.Post!.Text.Split('#')[0].Trim()));
        Assert.False(rest.Page.More);
        var empty = await hub.Get<DayPosts>("/api/events/alwaysopen/days/2026-11-10");
        Assert.Equal((0, new DateOnly(2026, 11, 3), new DateOnly(2026, 11, 20)), (empty.Posts, empty.Previous, empty.Next));
        await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Get, "/api/events/alwaysopen/days/yesterday", token: null);
        await hub.Refused(HttpStatusCode.BadRequest, HttpMethod.Get, "/api/events/alwaysopen/days?limit=5000", token: null);
    }

    static PostSeen Said(string text, DateTimeOffset at) => new(["alwaysopen"], Made.Post($"{text} #alwaysopen", People[Math.Abs(text.Length) % People.Length]) with { CreatedAt = at, ReceivedAt = at.AddSeconds(1) }, []);

    // By so many people in turn.
    async Task Say(HubUnderTest hub, int count, string text, int people) => await hub.Capture([.. Enumerable.Range(0, count).Select(n =>
        new PostSeen(["tidechat"], Made.Post($"{n} {text}", People[n % people]) with { CreatedAt = _time.GetUtcNow().AddMinutes(-10) }, []))]);
}

static class HashtagCalls
{
    public static async Task<TagActivity> Now(this HubUnderTest hub) => (await hub.Get<ChatListing>("/api/chats/alwaysopen")).Now!;
}
