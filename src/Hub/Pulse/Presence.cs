using Backchannel.Hub.Feed;
using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

/// <summary>
/// How many look at each channel, on all hubs together. Each hub says in Redis how many look at it, and says it again before that expires: of a hub that
/// crashes nothing is left soon after, without anybody having to notice.
/// </summary>
sealed class Presence(IConnectionMultiplexer redis, Followers followers, TimeProvider time)
{
    /// <summary>So long a hub's viewers are counted after it last said so.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(15);

    static readonly TimeSpan RenewEvery = Expiry / 3;

    // An empty hash does not exist in Redis, so that a hub without viewers leaves none.
    readonly Dictionary<string, (DateTimeOffset At, Dictionary<string, int> Viewers)> _said = [];

    /// <summary>Names this hub among others, anew with each start.</summary>
    public string Hub { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>Says how many look at an event here, where that changed or is about to expire. Called by one at a time.</summary>
    public async Task Say(string slug)
    {
        var (now, viewers) = (time.GetUtcNow(), followers.Viewers(slug).ToDictionary(channel => channel.Session ?? PulseKeys.Whole, channel => channel.Viewers));
        var (at, before) = _said.GetValueOrDefault(slug, (DateTimeOffset.MinValue, []));
        var isSame = viewers.Count == before.Count && viewers.All(channel => before.GetValueOrDefault(channel.Key) == channel.Value);
        if (isSame && (viewers.Count == 0 || now - at < RenewEvery)) return;
        await Write(slug, viewers, now);
        _said[slug] = (now, viewers);
    }

    /// <summary>Takes back what was said: this hub ends, and its viewers go to another one.</summary>
    public async Task Leave()
    {
        foreach (var (slug, said) in _said)
            if (said.Viewers.Count > 0) await Write(slug, [], time.GetUtcNow());
        _said.Clear();
    }

    /// <summary>The other hubs that an event is looked at on, to be read with the rest.</summary>
    public static Task<RedisValue[]> Hubs(IBatch batch, string slug) => batch.SortedSetRangeByRankAsync(PulseKeys.Hubs(slug));

    /// <summary>How many look at each channel of an event on the other hubs: fields are named as those of counters.</summary>
    public IReadOnlyList<Task<HashEntry[]>> Others(IBatch batch, string slug, RedisValue[] hubs) =>
        [.. hubs.Where(hub => hub != Hub).Select(hub => batch.HashGetAllAsync(PulseKeys.Viewers(slug, (string)hub!)))];

    async Task Write(string slug, Dictionary<string, int> viewers, DateTimeOffset now)
    {
        var (mine, hubs) = (PulseKeys.Viewers(slug, Hub), PulseKeys.Hubs(slug));
        var changes = redis.GetDatabase().CreateTransaction();
        var pending = new List<Task> { changes.KeyDeleteAsync(mine) };
        if (viewers.Count > 0)
        {
            pending.Add(changes.HashSetAsync(mine, [.. viewers.Select(channel => new HashEntry(channel.Key, channel.Value))]));
            pending.Add(changes.KeyExpireAsync(mine, Expiry));
            pending.Add(changes.SortedSetAddAsync(hubs, Hub, now.ToUnixTimeSeconds()));
            pending.Add(changes.KeyExpireAsync(hubs, Expiry));
        }
        else pending.Add(changes.SortedSetRemoveAsync(hubs, Hub));
        // What a hub said has expired long before its name goes, however far the clocks of two machines are apart.
        pending.Add(changes.SortedSetRemoveRangeByScoreAsync(hubs, double.NegativeInfinity, (now - 20 * Expiry).ToUnixTimeSeconds()));
        await changes.ExecuteAsync();
        await Task.WhenAll(pending);
    }
}
