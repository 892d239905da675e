using Backchannel.Contracts;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using Xunit;

namespace Backchannel.Hub.Tests;

public class CountersTests
{
    static readonly Author Third = new("did:plc:third", "third.tidewater.example", "Ada Lund");

    [Fact]
    public async Task Posts_and_distinct_authors_are_counted_per_event_and_session()
    {
        await using var hub = await WithSessions();
        await hub.Capture(Now("#piertalk", Made.Mira), Now("#piertalk again", Made.Mira), Now("#docktalk", Made.Dario), Now("Elsewhere", Third));
        await Eventually.Equal("* 4/3, dock 1/1, pier 2/1", () => Numbers(hub));
        await Eventually.Equal("dock:1 pier:2", () => Sparklines(hub));
    }

    [Fact]
    public async Task What_leaves_or_moves_is_counted_off_with_its_author()
    {
        await using var hub = await WithSessions();
        await hub.Capture(Now("#piertalk", Made.Mira));
        await Eventually.Equal("* 1/1, pier 1/1", () => Numbers(hub));
        var (moving, leaving) = (Now("Going #piertalk", Made.Dario), Now("Gone #piertalk", Third));
        await hub.Capture(moving, leaving);
        await Eventually.Equal("* 3/3, pier 3/3", () => Numbers(hub));
        await hub.Capture(new PostDeleted(leaving.Post.Id), Made.Seen(moving.Post.Edited("Went #docktalk")));
        await Eventually.Equal("* 2/2, dock 1/1, pier 1/1", () => Numbers(hub));
        await hub.Capture(new PostDeleted(leaving.Post.Id), moving);
        Assert.Equal("* 2/2, dock 1/1, pier 1/1", await Numbers(hub));
    }

    [Fact]
    public async Task A_flushed_redis_is_filled_again_with_the_same_numbers()
    {
        await using var hub = await WithSessions();
        var gone = Now("Gone #piertalk", Third);
        await hub.Capture(Now("#piertalk", Made.Mira), Now("#docktalk", Made.Dario), gone);
        await hub.Capture(new PostDeleted(gone.Post.Id));
        await Eventually.Equal("* 2/2, dock 1/1, pier 1/1", () => Numbers(hub));
        await Eventually.Equal("dock:1 pier:1", () => Sparklines(hub));
        await Database(hub).ExecuteAsync("FLUSHDB");
        await Eventually.Equal("* 2/2, dock 1/1, pier 1/1", () => Numbers(hub));
        await Eventually.Equal("dock:1 pier:1", () => Sparklines(hub));
    }

    [Fact]
    public async Task Counters_that_belong_to_another_archive_are_counted_anew_at_the_start()
    {
        await using var hub = await WithSessions();
        await hub.Capture(Now("#piertalk", Made.Mira));
        await Eventually.Equal("* 1/1, pier 1/1", () => Numbers(hub));
        await hub.Restart(meanwhile: hub.DeleteArchive);
        await hub.Capture(Now("New", Made.Dario));
        await Eventually.Equal("* 1/1", () => Numbers(hub));
    }

    [Fact]
    public async Task Without_redis_posts_flow_and_when_it_is_back_the_numbers_of_every_event_are_right()
    {
        using var redis = await RedisServer.Start();
        await using var hub = await HubUnderTest.Start(redis: redis);
        (await hub.Organize(HttpMethod.Post, "/api/events", new { hashtags = new[] { "harbourtalk" } })).EnsureSuccessStatusCode();
        await hub.Capture(InBoth("Before"));
        await Eventually.Equal("* 1/1", () => Numbers(hub));
        await Eventually.Equal("* 1/1", () => Numbers(hub, "harbourtalk"));

        redis.Stop();
        await using var follower = await Follower.Start(hub);
        await hub.Capture(InBoth("Meanwhile"));
        (await hub.Post("Meanwhile, here")).EnsureSuccessStatusCode();
        await Eventually.True(() => follower.Texts.SequenceEqual(["Before", "Meanwhile", "Meanwhile, here"]), "posts flow");
        await Eventually.Equal("degraded", async () => (await hub.Get<System.Text.Json.JsonElement>("/health/ready")).GetProperty("status").GetString());

        await redis.Resume();
        await Eventually.Equal("* 3/2", () => Numbers(hub));
        await Eventually.Equal("* 2/1", () => Numbers(hub, "harbourtalk"));
        await hub.Capture(InBoth("After"));
        await Eventually.Equal("* 4/2", () => Numbers(hub));
    }

    [Fact]
    public async Task A_hub_starts_without_redis()
    {
        using var redis = await RedisServer.Start();
        redis.Stop();
        await using var hub = await HubUnderTest.Start(redis: redis);
        await hub.Capture(Now("Flows", Made.Mira));
        Assert.Equal(["Flows"], await hub.Texts());
        using var trending = await hub.Http.GetAsync(HubUnderTest.Api("/trending"));
        Assert.Contains("Please try again", (await Problem.Read(trending, System.Net.HttpStatusCode.ServiceUnavailable)).Detail, StringComparison.Ordinal);
        await redis.Resume();
        await Eventually.Equal("* 1/1", () => Numbers(hub));
    }

    [Fact]
    public async Task Posts_that_come_while_counters_are_filled_are_counted_once()
    {
        await using var hub = await HubUnderTest.Start();
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < 40; n++) await hub.Capture(Now($"Post {n}", Made.Mira));
        });
        while (!writing.IsCompleted)
        {
            await Database(hub).ExecuteAsync("FLUSHDB");
            await Eventually.True(async () => writing.IsCompleted || await Database(hub).KeyExistsAsync($"bc:{Made.Event}:counted"), "they are filled");
        }
        await writing;
        await Eventually.Equal("* 40/1", () => Numbers(hub));
        await hub.Capture(Now("One more", Made.Mira));
        await Eventually.Equal("* 41/1", () => Numbers(hub));
    }

    static PostSeen Now(string text, Author by)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Made.Seen(Made.Post(text, by) with { CreatedAt = now, ReceivedAt = now });
    }

    static PostSeen InBoth(string text) => Now(text, Made.Mira) with { Events = [Made.Event, "harbourtalk"] };

    static IDatabase Database(HubUnderTest hub) => hub.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();

    /// <summary>Posts/authors of the event (*) and of each session that has any.</summary>
    static async Task<string> Numbers(HubUnderTest hub, string slug = Made.Event)
    {
        var counters = hub.Services.GetRequiredService<Hub.Pulse.Counters>();
        try
        {
            var pulses = await counters.Read(hub.Services.GetRequiredService<Events.EventCatalog>().Find(slug)!, new());
            return string.Join(", ", pulses.Where(p => p.Posts > 0).OrderBy(p => p.Session, StringComparer.Ordinal).Select(p => $"{p.Session ?? "*"} {p.Posts}/{p.Authors}"));
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            return away.GetType().Name;
        }
    }

    // Filled after the numbers, where an event is counted anew.
    static async Task<string> Sparklines(HubUnderTest hub) =>
        string.Join(' ', (await hub.Get<SessionPulse[]>(HubUnderTest.Api("/trending"))).OrderBy(p => p.Session, StringComparer.Ordinal).Select(p => $"{p.Session}:{p.Sparkline.Sum()}"));

    static async Task<HubUnderTest> WithSessions()
    {
        var hub = await HubUnderTest.Start();
        await hub.SetSessions(Made.Session("pier", "piertalk"), Made.Session("dock", "docktalk"));
        return hub;
    }
}
