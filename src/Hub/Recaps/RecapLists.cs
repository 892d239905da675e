using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Recaps;

/// <summary>Lists recaps. Nothing of their posts is read for it but how many there are.</summary>
sealed class RecapLists(IDbContextFactory<ArchiveDb> archives, EventCatalog catalog)
{
    public const int Most = 200;

    /// <summary>Of one event, by when what they are of began, newest first.</summary>
    /// <param name="known">The event.</param>
    /// <param name="sees">Whether whoever asks sees one that is not published.</param>
    /// <param name="before">Only of what began before.</param>
    /// <param name="limit">How many.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<RecapList> Of(KnownEvent known, Func<string, bool> sees, DateTimeOffset? before, int limit, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var rows = await db.Recaps.AsNoTracking().Where(r => r.Event == known.Slug).ToListAsync(stop);
        var lines = rows.Where(row => row.PublishedAt is not null || sees(row.Id)).Select(row => Line(known, row)).OfType<RecapLine>()
            .Where(line => before is null || line.Start < before)
            .OrderByDescending(line => line.Start).ThenByDescending(line => line.Kind).ThenBy(line => line.Id, StringComparer.Ordinal).Take(limit + 1).ToList();
        return new(await Counted(db, [.. lines.Take(limit)], stop), lines.Count > limit);
    }

    /// <summary>Of all events, those published last first.</summary>
    public async Task<RecapList> Latest(int limit, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        var rows = await db.Recaps.AsNoTracking().Where(r => r.PublishedAt != null).OrderByDescending(r => r.PublishedAt).ThenBy(r => r.Event).ThenBy(r => r.Id).Take(limit + 1).ToListAsync(stop);
        List<RecapLine> lines = [.. rows.Take(limit).Select(row => catalog.Find(row.Event) is { } known ? Line(known, row) : null).OfType<RecapLine>()];
        return new(await Counted(db, lines, stop), rows.Count > limit);
    }

    // What was of a session that somebody deleted has nothing to show.
    static RecapLine? Line(KnownEvent known, RecapRow row)
    {
        if (RecapSubjects.Title(known, row.Id) is not { } title) return null;
        var (kind, start, end) = RecapSubjects.Place(known, row.Id);
        var edits = RecapSubjects.Read(row.Edits);
        return new(known.Slug, known.Name, known.TimeZone, row.Id, kind, edits.Title ?? title, edits.Words, start, end, null, row.MadeAt, row.ChangedAt, row.PublishedAt);
    }

    static async Task<IReadOnlyList<RecapLine>> Counted(ArchiveDb db, List<RecapLine> lines, CancellationToken stop)
    {
        var counts = new Dictionary<(string, string), int>();
        foreach (var own in lines.Where(line => line.Kind != RecapKind.Day).GroupBy(line => line.Event))
        {
            List<string> ids = [.. own.Select(line => line.Id)];
            foreach (var count in await db.Posts.Where(p => p.Event == own.Key && p.Session != null && ids.Contains(p.Session) && p.ShownSeq > 0)
                .GroupBy(p => p.Session!).Select(session => new { session.Key, Count = session.Count() }).ToListAsync(stop))
                counts[(own.Key, count.Key)] = count.Count;
        }
        return [.. lines.Select(line => line.Kind == RecapKind.Day ? line : line with { Posts = counts.GetValueOrDefault((line.Event, line.Id)) })];
    }
}
