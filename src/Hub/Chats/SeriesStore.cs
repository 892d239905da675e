using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats;

/// <summary>Makes an event a series, changes one, and takes it out of the calendar again.</summary>
sealed class SeriesStore(EventCatalog catalog, EventStore events, ProgrammeStore programmes, SeriesKeeper keeper, TimeProvider time)
{
    /// <param name="series">Checked.</param>
    /// <param name="draft">Of which it was made: what is null there of the event stays as it is.</param>
    /// <param name="by">Whose wish it is.</param>
    /// <param name="stop">Before the commit, as if nothing had been asked.</param>
    public Task Save(SeriesInfo series, SeriesDraft draft, Caller? by, CancellationToken stop) => Save([(series, draft)], by, stop);

    /// <summary>Many at once: the catalog, which knows all sessions, is read a few times and not a few times for each.</summary>
    public async Task Save(IReadOnlyList<(SeriesInfo Series, SeriesDraft Draft)> all, Caller? by, CancellationToken stop)
    {
        foreach (var (series, draft) in all) await Put(series, draft, by, stop);
        await catalog.Reload(CancellationToken.None);
        var changed = new List<string>();
        foreach (var (series, _) in all)
            if (await keeper.Keep(series.Event, CancellationToken.None, settles: false)) changed.Add(series.Event);
        if (changed.Count > 0) await programmes.Settle(changed);
        await events.Announce(CancellationToken.None);
    }

    async Task Put(SeriesInfo series, SeriesDraft draft, Caller? by, CancellationToken stop)
    {
        var known = catalog.Find(series.Event);
        var isOther = known is null || known.Name != series.Name || known.TimeZone != series.TimeZone || !known.Hashtags.SequenceEqual(series.Hashtags);
        var own = new EventDraft(draft.Name is null ? null : series.Name, draft.TimeZone is null ? null : series.TimeZone, draft.Hashtags is null ? null : series.Hashtags);
        if (isOther) await events.Save(series.Event, own, stop, known is null ? null : by);
        await programmes.Change(series.Event, programme => programme, CancellationToken.None, db => Write(db, series, known is not null && isOther), settles: false);
    }

    /// <returns>False where it is none.</returns>
    public async Task<bool> Remove(string slug, CancellationToken stop)
    {
        if (!await programmes.Change(slug, programme => programme, stop, async db => await db.Series.Where(s => s.Event == slug).ExecuteDeleteAsync(stop) > 0)) return false;
        await keeper.Keep(slug, CancellationToken.None);
        await events.Announce(CancellationToken.None);
        return true;
    }

    async Task<bool> Write(ArchiveDb db, SeriesInfo series, bool changed)
    {
        var row = await db.Series.FindAsync([series.Event], CancellationToken.None);
        if (row is null) db.Series.Add(row = new() { Event = series.Event, Subjects = [], Hosts = "[]", Except = [], Also = [] });
        (row.Kind, row.About, row.Minutes, row.Rule, row.Url) = (series.Kind, series.About, series.Minutes, series.Rule, series.Url);
        (row.Start, row.Hosts, row.Subjects) = (series.Start is { } start ? Recurrence.Write(start) : null, KnownChat.People(series.Hosts), [.. series.Subjects]);
        (row.Except, row.Also) = ([.. series.Except.Select(Recurrence.Write)], [.. series.Also.Select(Recurrence.Write)]);
        if (!changed && !db.ChangeTracker.HasChanges()) return false;
        row.ChangedAt = time.GetUtcNow();
        return true;
    }
}
