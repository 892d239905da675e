using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats;

/// <summary>
/// Sees to it that each series has sessions for what is on and what is ahead: hourly, and after each change. Every hub does: what is there already is not made twice.
/// </summary>
sealed partial class SeriesKeeper(
    IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, ProgrammeStore programmes, EventStore events, TimeProvider time, IHostApplicationLifetime lifetime,
    ILogger<SeriesKeeper> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>So far ahead meetings have a session; and at least the next few, however rare they are.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromDays(56), Rare = TimeSpan.FromDays(3 * 366);
    const int Least = 3, MostAhead = 200, Tries = 3;

    /// <summary>Brings an event's sessions in line with its series, or with its having none any more.</summary>
    /// <param name="slug">The event.</param>
    /// <param name="stop">Before the commit, as if nothing had been asked.</param>
    /// <param name="settles">As in <see cref="ProgrammeStore.Change"/>; without it, others are not told either.</param>
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> Keep(string slug, CancellationToken stop, bool settles = true)
    {
        for (var n = 1; catalog.Find(slug) is { } known; n++)
        {
            try
            {
                var changed = await Change(known, settles, stop);
                if (changed && settles) await events.Announce(CancellationToken.None);
                return changed;
            }
            catch (OvertakenException) when (n < Tries)
            {
                // Somebody planned questions for what was about to go.
            }
        }
        return false;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Once the bus is there, for others hear of new sessions through it.
            using var started = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStarted, stoppingToken);
            await Task.Delay(Timeout.Infinite, started.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (; ; await Task.Delay(Every, time, stoppingToken))
                foreach (var known in catalog.All.Where(known => known.Series is not null)) await TryKeep(known.Slug, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    async Task TryKeep(string slug, CancellationToken stop)
    {
        try
        {
            await Keep(slug, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // An archive that is away for a moment.
            LogDelayed(failure, slug);
        }
    }

    async Task<bool> Change(KnownEvent known, bool settles, CancellationToken stop)
    {
        var (slug, now, series) = (known.Slug, time.GetUtcNow(), known.Series?.Info);
        var planned = await Planned(slug, stop);
        var (before, after) = (default(Programme), default(Programme));
        return await programmes.Change(slug, programme =>
        {
            var due = series is null ? [] : Due(series, now);
            before = programme;
            return after = SeriesProgramme.Over(programme, slug, series, series is null ? [] : Given(series, programme, now), due, now, planned);
        }, stop, db => Beside(db, slug, series, before!, after!, now, stop), settles);
    }

    public static IReadOnlyList<Meeting> Due(SeriesInfo series, DateTimeOffset now)
    {
        // What is on counts.
        var from = now.AddMinutes(-series.Minutes).AddTicks(1);
        var soon = Recurrence.Between(series, from, now + Ahead);
        return soon.Count >= Least ? [.. soon.Take(MostAhead)] : [.. Recurrence.Between(series, from, now + Rare).Take(Least)];
    }

    static IReadOnlyList<Meeting> Given(SeriesInfo series, Programme programme, DateTimeOffset now)
    {
        var last = programme.Sessions.Select(session => SeriesProgramme.AtOf(session.Key)).OfType<DateTime>().DefaultIfEmpty(now.UtcDateTime).Max();
        return Recurrence.Between(series, now.AddDays(-2), new DateTimeOffset(last, TimeSpan.Zero).AddDays(2));
    }

    async Task<IReadOnlySet<string>> Planned(string slug, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var posts = await db.Posts.Where(p => p.Event == slug && p.Session != null).Select(p => p.Session!).Distinct().ToListAsync(stop);
        return (await db.ChatQuestions.Where(q => q.Event == slug).Select(q => q.Session).Distinct().ToListAsync(stop)).Concat(posts).ToHashSet();
    }

    // A session that is a chat has its row, with the series' hosts while it has none of its own.
    static async Task<bool> Beside(ArchiveDb db, string slug, SeriesInfo? series, Programme before, Programme after, DateTimeOffset now, CancellationToken stop)
    {
        List<string> gone = [.. before.Sessions.Select(session => session.Id).Except(after.Sessions.Select(session => session.Id))];
        if (gone.Count > 0)
        {
            if (await db.ChatQuestions.AnyAsync(q => q.Event == slug && gone.Contains(q.Session), stop)) throw new OvertakenException();
            await db.Chats.Where(c => c.Event == slug && gone.Contains(c.Session)).ExecuteDeleteAsync(stop);
        }
        if (series is null) return false;
        var (chats, hosts, changed) = (await db.Chats.Where(c => c.Event == slug).ToDictionaryAsync(c => c.Session, stop), KnownChat.People(series.Hosts), false);
        foreach (var session in after.Sessions.Where(session => SeriesProgramme.AtOf(session.Key) is not null))
        {
            if (!chats.TryGetValue(session.Id, out var chat)) db.Chats.Add(new() { Event = slug, Session = session.Id, Hosts = hosts, Guests = "[]" });
            else if (session.Start <= now || chat.Hosts == hosts || SessionEdit.Parse(session.Edits)?.Speakers is not null) continue;
            else chat.Hosts = hosts;
            changed = true;
        }
        return changed;
    }

    sealed class OvertakenException : Exception;

    [LoggerMessage(LogLevel.Warning, "The meetings of {Event} are looked at again later")]
    partial void LogDelayed(Exception failure, string @event);
}
