using Backchannel.Hub.Feed;
using Backchannel.Hub.Pulse;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using Xunit;

namespace Backchannel.Hub.Tests.Pulse;

public class PresenceTests
{
    [Fact]
    public async Task Viewers_of_all_hubs_are_counted_and_those_of_one_that_crashed_no_more_soon_after()
    {
        await using var hub = await CountedHub.Start();
        await using var follower = await Follower.Start(hub.Hub);
        var (elsewhere, there) = (new Followers(), hub.Redis);
        var other = new Presence(there, elsewhere, TimeProvider.System);
        elsewhere.Add("web", Made.Event, null);
        elsewhere.Watching("web", [new(Made.Event, null, 40), new(Made.Event, "s1", 2)]);
        await Eventually.Equal((43, 2), async () =>
        {
            // Again and again, as a hub that lives does.
            await other.Say(Made.Event);
            return await Viewers(hub);
        });

        // It says nothing any more, and nobody takes back what it said.
        var expires = await there.GetDatabase().KeyTimeToLiveAsync($"bc:{Made.Event}:viewers:{other.Hub}");
        Assert.InRange(expires!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        await Eventually.Equal((1, 0), () => Viewers(hub));
    }

    [Fact]
    public async Task A_hub_that_lives_says_so_before_it_expires_and_one_that_ends_takes_its_viewers_along()
    {
        await using var hub = await CountedHub.Start();
        await using var follower = await Follower.Start(hub.Hub);
        // A connection that outlives the hub.
        await using var connection = await ConnectionMultiplexer.ConnectAsync(hub.Redis.Configuration);
        var (store, mine) = (connection.GetDatabase(), hub.Hub.Services.GetRequiredService<Presence>());
        var key = $"bc:{Made.Event}:viewers:{mine.Hub}";
        await Eventually.True(() => store.KeyExistsAsync(key), "it says who looks on");
        var other = new Presence(hub.Redis, new(), TimeProvider.System);
        Assert.Equal([mine.Hub], (await store.SortedSetRangeByRankAsync($"bc:{Made.Event}:hubs")).Select(name => (string?)name));

        await store.KeyExpireAsync(key, TimeSpan.FromSeconds(9));
        await Eventually.True(async () => await store.KeyTimeToLiveAsync(key) > TimeSpan.FromSeconds(10), "it says so again");
        await other.Leave();
        Assert.True(await store.KeyExistsAsync(key));
        await hub.Hub.Restart(meanwhile: () => Assert.False(store.KeyExists(key)));
    }

    static async Task<(int Event, int Session)> Viewers(CountedHub hub)
    {
        var pulses = await hub.Counters.Read(hub.Known, hub.Hub.Services.GetRequiredService<Followers>());
        return (pulses.Single(pulse => pulse.Session is null).Viewers, pulses.SingleOrDefault(pulse => pulse.Session == "s1")?.Viewers ?? 0);
    }
}
