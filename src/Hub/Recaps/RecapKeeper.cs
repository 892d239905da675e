using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Recaps;

/// <summary>
/// Makes recaps when they are due: when a chat is closed, when a session is over and when a day is, each where anybody posted. Every hub does: whichever is
/// first makes it.
/// </summary>
sealed partial class RecapKeeper(
    IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<RecapKeeper> logger) : BackgroundService
{
    const int AtOnce = 5_000;

    /// <summary>Further back than this a start looks for no day without a recap.</summary>
    const int MostDays = 5_000;

    /// <summary>Between two looks for what is due.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>So long after its end posts are still filed in a session.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(15);

    readonly Dictionary<string, RecapsDue> _events = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var started = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStarted, stoppingToken);
            await Task.Delay(Timeout.Infinite, started.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (; ; await Task.Delay(Look, time, stoppingToken)) await MakeDue(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    async Task MakeDue(CancellationToken stop)
    {
        foreach (var known in catalog.All.ToList())
            try
            {
                if (!_events.TryGetValue(known.Slug, out var due)) _events.Add(known.Slug, due = new());
                await using var db = await archives.CreateDbContextAsync(stop);
                if (due.Seen == 0) await Begin(db, known, due, stop);
                await Follow(db, known, due, stop);
                var closed = await db.Chats.Where(c => c.Event == known.Slug && c.ClosedAt != null).Select(c => c.Session).ToListAsync(stop);
                if (due.Now(known, closed, time.GetUtcNow(), known.Zone) is { Count: > 0 } ids) await Make(db, known, due, ids, stop);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                // An archive that is away for a moment.
                LogDelayed(failure, known.Slug);
            }
    }

    // What a start finds: sessions and days without a recap, of which it is asked when they are due whether anybody posted. Reading the whole feed would tell the same.
    static async Task Begin(ArchiveDb db, KnownEvent known, RecapsDue due, CancellationToken stop)
    {
        var (zone, last) = (known.Zone, await db.Events.Where(e => e.Slug == known.Slug).Select(e => e.LastSeq).SingleAsync(stop));
        if (last == 0) return;
        due.Done(await db.Recaps.Where(r => r.Event == known.Slug).Select(r => r.Id).ToListAsync(stop));
        var times = db.Posts.Where(p => p.Event == known.Slug);
        var (first, latest) = (LocalDay.Of(await times.MinAsync(p => p.CreatedAt, stop), zone), LocalDay.Of(await times.MaxAsync(p => p.CreatedAt, stop), zone));
        for (var day = latest; day >= first && latest.DayNumber - day.DayNumber < MostDays; day = day.AddDays(-1)) due.Hear(null, day);
        foreach (var session in known.Sessions) due.Hear(session.Id, latest);
        due.Seen = last;
    }

    // Whatever happens to a post is an entry of the feed: where there is none since the last look, nothing else can be due by posts.
    static async Task Follow(ArchiveDb db, KnownEvent known, RecapsDue due, CancellationToken stop)
    {
        var zone = known.Zone;
        while (true)
        {
            var seen = due.Seen;
            var news = await (
                from entry in db.Entries.AsNoTracking()
                where entry.Event == known.Slug && entry.Seq > seen
                join post in db.Posts.AsNoTracking() on new { entry.Event, entry.PostId } equals new { post.Event, post.PostId }
                orderby entry.Seq
                select new { entry.Seq, post.Session, post.CreatedAt, post.ShownSeq }).Take(AtOnce).ToListAsync(stop);
            foreach (var entry in news)
                if (entry.ShownSeq > 0) due.Hear(entry.Session, LocalDay.Of(entry.CreatedAt, zone));
            if (news.Count > 0) due.Seen = news[^1].Seq;
            if (news.Count < AtOnce) return;
        }
    }

    async Task Make(ArchiveDb db, KnownEvent known, RecapsDue due, IReadOnlyList<string> ids, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Two hubs that see the same at once wait for each other here.
        await db.Lock(known.Slug, stop);
        var there = await db.Recaps.Where(r => r.Event == known.Slug).Select(r => r.Id).ToListAsync(stop);
        var now = time.GetUtcNow();
        var empty = new List<string>();
        foreach (var id in ids.Except(there))
            if (await HasPosts(db, known, id, stop)) db.Recaps.Add(new() { Event = known.Slug, Id = id, MadeAt = now, ChangedAt = now, PublishedAt = now });
            else empty.Add(id);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        due.Done(there.Concat(ids).Except(empty));
        empty.ForEach(due.Forget);
    }

    /// <summary>Whether there is anything that a recap could be of.</summary>
    public static Task<bool> HasPosts(ArchiveDb db, KnownEvent known, string id, CancellationToken stop)
    {
        var cards = db.Posts.Where(p => p.Event == known.Slug && p.ShownSeq > 0);
        if (RecapSubjects.Place(known, id) is (Contracts.RecapKind.Day, var start, var end)) return cards.AnyAsync(p => p.CreatedAt >= start && p.CreatedAt < end, stop);
        return cards.AnyAsync(p => p.Session == id, stop);
    }

    [LoggerMessage(LogLevel.Warning, "Recaps of {Event} are made later")]
    partial void LogDelayed(Exception failure, string @event);
}
