using System.Collections.Concurrent;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;
using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

/// <summary>
/// Rolling counters per event and session in Redis. Nothing here that the archive does not hold: a flushed or fresh Redis is filled again by
/// <see cref="Rebuild"/>. <c>docs/architecture.md</c> lists the keys.
/// </summary>
sealed partial class Counters(IConnectionMultiplexer redis, IDbContextFactory<ArchiveDb> archives, TimeProvider time, ILogger<Counters> logger)
{
    /// <summary>Minutes of the sparkline, and of the slow mean that heat compares with.</summary>
    public const int Sparkline = 30, SlowMinutes = 60, FastMinutes = 5;

    /// <summary>An event of many weeks must not leave a field for each of its minutes.</summary>
    static readonly TimeSpan KeepMinutes = TimeSpan.FromHours(3);

    /// <summary>The field of the whole event, beside those of its sessions.</summary>
    const string Whole = "*";

    // Events whose counters are what the archive says, as far as this process knows: none at its start, for the last one may have died between
    // a commit and its counting, and the archive may be another one.
    readonly ConcurrentDictionary<string, bool> _right = new();

    static RedisKey Posts(string slug) => $"bc:{slug}:posts";
    static RedisKey Authors(string slug, string session) => $"bc:{slug}:authors:{session}";
    static RedisKey Minutes(string slug, long minute) => $"bc:{slug}:minute:{minute}";
    static RedisKey Marker(string slug) => $"bc:{slug}:counted";

    /// <summary>
    /// Adds what was committed: one round trip, whatever its size. A Redis that is away is no reason to stop or to wait again and again: until
    /// <see cref="Rebuild"/> has been, its counters are left alone.
    /// </summary>
    public async Task Count(IReadOnlyList<FeedStep> steps)
    {
        var counted = steps.Where(step => step.Counts.Count > 0 && _right.ContainsKey(step.Event)).ToList();
        if (counted.Count == 0) return;
        try
        {
            var batch = redis.GetDatabase().CreateBatch();
            var pending = counted.SelectMany(step => Add(batch, step.Event, step.Counts)).ToList();
            batch.Execute();
            await Task.WhenAll(pending);
        }
        catch (Exception failure) when (IsTrouble(failure))
        {
            LogUnreachable(failure);
            foreach (var step in counted) _right.TryRemove(step.Event, out _);
        }
    }

    /// <summary>More was committed than is worth adding up: the event is counted anew at the next beat.</summary>
    public void Forget(string slug) => _right.TryRemove(slug, out _);

    /// <summary>True where the counters of an event are not what the archive says: not counted yet, flushed, or missed while Redis was away.</summary>
    /// <exception cref="RedisException">Redis does not answer.</exception>
    public async Task<bool> NeedsRebuild(string slug) => !await redis.GetDatabase().KeyExistsAsync(Marker(slug)) || !_right.ContainsKey(slug);

    /// <summary>Counts one event anew from the archive. Nothing may be committed meanwhile, or it would be counted twice: <see cref="FeedWriter.Recount"/>.</summary>
    public async Task Rebuild(string slug, CancellationToken stop)
    {
        _right.TryRemove(slug, out _);
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Other hubs wait too.
        await db.Lock(slug, stop);
        var store = redis.GetDatabase();
        var counted = (await store.HashKeysAsync(Posts(slug))).Select(field => Authors(slug, (string)field!));
        await store.KeyDeleteAsync([Posts(slug), .. counted, .. RecentMinutes(KeepMinutes).Select(minute => Minutes(slug, minute))]);
        var cards = db.Posts.AsNoTracking().Where(p => p.Event == slug && p.ShownSeq > 0)
            .Select(p => new { p.Session, p.Network, p.AuthorId, p.CreatedAt }).AsAsyncEnumerable();
        await foreach (var chunk in cards.Chunk(5_000).WithCancellation(stop))
        {
            var batch = store.CreateBatch();
            var pending = Add(batch, slug, [.. chunk.Select(card => new CardCount(card.Session, $"{card.Network}:{card.AuthorId}", card.CreatedAt, 1))]).ToList();
            batch.Execute();
            await Task.WhenAll(pending);
        }
        await store.StringSetAsync(Marker(slug), time.GetUtcNow().ToUnixTimeSeconds());
        _right[slug] = true;
    }

    /// <summary>What a Redis that is away looks like from here.</summary>
    public static bool IsTrouble(Exception failure) => failure is RedisException or TimeoutException;

    IEnumerable<Task> Add(IBatch batch, string slug, IReadOnlyList<CardCount> cards)
    {
        var counted = cards.SelectMany<CardCount, (string Field, CardCount Card)>(card =>
            card.Session is { } session ? [(Whole, card), (session, card)] : [(Whole, card)]).ToList();
        foreach (var group in counted.GroupBy(c => c.Field))
        {
            yield return batch.HashIncrementAsync(Posts(slug), group.Key, group.Sum(c => c.Card.By));
            // Scores are an author's cards on show, so that the last one to leave takes its author along.
            foreach (var author in group.GroupBy(c => c.Card.Author))
                yield return batch.SortedSetIncrementAsync(Authors(slug, group.Key), author.Key, author.Sum(c => c.Card.By));
            if (group.Any(c => c.Card.By < 0))
                yield return batch.SortedSetRemoveRangeByScoreAsync(Authors(slug, group.Key), double.NegativeInfinity, 0);
        }
        var oldest = Minute(time.GetUtcNow() - KeepMinutes);
        foreach (var group in counted.Where(c => Minute(c.Card.At) > oldest).GroupBy(c => (c.Field, Minute: Minute(c.Card.At))))
        {
            yield return batch.HashIncrementAsync(Minutes(slug, group.Key.Minute), group.Key.Field, group.Sum(c => c.Card.By));
            yield return batch.KeyExpireAsync(Minutes(slug, group.Key.Minute), KeepMinutes);
        }
    }

    IEnumerable<long> RecentMinutes(TimeSpan span)
    {
        var now = Minute(time.GetUtcNow());
        for (var minute = now - (long)span.TotalMinutes + 1; minute <= now; minute++) yield return minute;
    }

    static long Minute(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    [LoggerMessage(LogLevel.Warning, "Redis does not answer: posts go on, counters stand still and are rebuilt when it is back")]
    partial void LogUnreachable(Exception failure);
}
