using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;
using StackExchange.Redis;

namespace Backchannel.Hub.Pulse;

// Everything counted anew from the archive.
sealed partial class Counters
{
    const int Chunk = 5_000;

    /// <summary>Counts one event anew from the archive. Nothing may be committed meanwhile, or it would be counted twice: <see cref="FeedWriter.Recount"/>.</summary>
    public async Task Rebuild(string slug, CancellationToken stop)
    {
        Forget(slug);
        await using var db = await archives.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Other hubs wait too.
        await db.Lock(slug, stop);
        var landmark = Landmark.Now(time, await db.Events.Where(e => e.Slug == slug).Select(e => e.LastSeq).SingleOrDefaultAsync(stop));
        var store = redis.GetDatabase();
        await Clear(store, slug);
        await CountTotals(store, db, slug, stop);
        await CountRecent(store, db, slug, landmark, stop);
        await store.StringSetAsync(PulseKeys.Marker(slug), landmark.ToString());
        _memory.TryRemove(slug, out _);
        _right[slug] = landmark;
    }

    async Task Clear(IDatabase store, string slug)
    {
        // First of all: who counts meanwhile is to see it.
        await store.KeyDeleteAsync(PulseKeys.Marker(slug));
        var fields = (await store.HashKeysAsync(PulseKeys.Posts(slug))).Select(field => (string)field!);
        var minutes = PulseKeys.Minutes(time.GetUtcNow(), PulseKeys.KeepSaid);
        await store.KeyDeleteAsync(
        [
            PulseKeys.Posts(slug), PulseKeys.People(slug), PulseKeys.Fast(slug), PulseKeys.Slow(slug),
            .. fields.SelectMany(field => new[] { PulseKeys.Authors(slug, field), PulseKeys.FastVoices(slug, field), PulseKeys.SlowVoices(slug, field) }),
            .. minutes.SelectMany(minute => new[] { PulseKeys.Said(slug, minute), PulseKeys.Minute(slug, minute), PulseKeys.Why(slug, minute) }),
        ]);
    }

    static async Task CountTotals(IDatabase store, ArchiveDb db, string slug, CancellationToken stop)
    {
        var authors = db.Posts.Where(p => p.Event == slug && p.ShownSeq > 0).GroupBy(p => new { p.Session, p.Network, p.AuthorId })
            .Select(group => new { group.Key.Session, group.Key.Network, group.Key.AuthorId, Cards = group.Count() }).AsAsyncEnumerable();
        await foreach (var chunk in authors.Chunk(Chunk).WithCancellation(stop))
        {
            var (batch, pending, posts) = (store.CreateBatch(), new List<Task>(), new Dictionary<string, long>());
            foreach (var author in chunk)
                foreach (var field in new CardCount { Session = author.Session }.Fields)
                {
                    pending.Add(batch.SortedSetIncrementAsync(PulseKeys.Authors(slug, field), CardCount.AuthorOf(author.Network, author.AuthorId), author.Cards));
                    posts[field] = posts.GetValueOrDefault(field) + author.Cards;
                }
            pending.AddRange(posts.Select(field => batch.HashIncrementAsync(PulseKeys.Posts(slug), field.Key, field.Value)));
            batch.Execute();
            await Task.WhenAll(pending);
        }
        // Of the whole event it is known only now: an author of two sessions is one.
        var fields = await store.HashKeysAsync(PulseKeys.Posts(slug));
        var sizes = await Task.WhenAll(fields.Select(field => store.SortedSetLengthAsync(PulseKeys.Authors(slug, (string)field!))));
        if (fields.Length > 0) await store.HashSetAsync(PulseKeys.People(slug), [.. fields.Zip(sizes, (field, people) => new HashEntry(field, people))]);
    }

    static async Task CountRecent(IDatabase store, ArchiveDb db, string slug, Landmark landmark, CancellationToken stop)
    {
        var (oldest, recent) = (landmark.At - Decay.Reach, new RecentCards(landmark.At));
        var cards = db.Posts.Where(p => p.Event == slug && p.CreatedAt > oldest && p.ShownSeq > 0)
            .Select(p => new { p.Session, p.Network, p.AuthorId, p.CreatedAt, p.Traits }).AsAsyncEnumerable();
        await foreach (var card in cards.WithCancellation(stop))
            recent.Add(new(card.Session, CardCount.AuthorOf(card.Network, card.AuthorId), card.CreatedAt, card.Traits, 1));
        foreach (var writes in recent.Writes(slug).Chunk(Chunk))
        {
            var batch = store.CreateBatch();
            var pending = writes.Select(write => write(batch)).ToList();
            batch.Execute();
            await Task.WhenAll(pending);
        }
    }
}
