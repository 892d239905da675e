using System.Text;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats;

/// <summary>
/// Makes series of a calendar that others kept. One that an entry brought here earlier is brought up to date by the same entry; one that came otherwise is its organizer's, and
/// a stranger's file that has its hashtag too does not touch it.
/// </summary>
sealed class ChatImport(IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, SeriesStore store)
{
    public async Task<ChatImportReport> Take(ReadOnlyMemory<byte> file, Caller? by, CancellationToken stop)
    {
        if (file.Length > ScheduleReader.MaxBytes) throw ScheduleReader.TooLarge();
        var read = ReadCalendar.Of(Encoding.UTF8.GetString(file.Span));
        var (sorted, known) = (new SortedEntries(read.Problems), await Known(read.Series, stop));
        foreach (var entry in read.Series)
        {
            if (known.GetValueOrDefault(Fact(entry)) is { } slug && catalog.Find(slug) is { } own) sorted.Again(entry, own);
            else sorted.First(entry, catalog.Find(SeriesDesk.SlugOf(entry.Draft)), OnHashtag(SeriesDesk.SlugOf(entry.Draft)));
        }
        await store.Save([.. sorted.Taken.Select(each => (each.Series, each.Draft))], by, stop);
        await Remember(sorted.Taken, CancellationToken.None);
        return sorted.Report;
    }

    KnownEvent? OnHashtag(string tag) =>
        catalog.All.Where(known => known.Series is not null && known.Hashtags.Any(own => TextFold.Tag(own) == tag)).OrderBy(known => known.Slug, StringComparer.Ordinal).FirstOrDefault();

    // Which series each entry brought here.
    async Task<IReadOnlyDictionary<string, string>> Known(IReadOnlyList<ReadSeries> entries, CancellationToken stop)
    {
        List<string> keys = [.. entries.Select(Fact)];
        await using var db = await archives.CreateDbContextAsync(stop);
        return await db.Facts.Where(fact => keys.Contains(fact.Key)).ToDictionaryAsync(fact => fact.Key, fact => fact.Value, stop);
    }

    async Task Remember(IReadOnlyList<TakenEntry> taken, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        foreach (var each in taken)
        {
            if (await db.Facts.FindAsync([Fact(each.Entry)], stop) is { } fact) fact.Value = each.Series.Event;
            else db.Facts.Add(new() { Key = Fact(each.Entry), Value = each.Series.Event });
        }
        await db.SaveChangesAsync(stop);
    }

    // There is no better place for what only an import wants to know again. A file that names its entries by nothing has their hashtags.
    static string Fact(ReadSeries entry) => $"chat entry {entry.Uid ?? $"#{SeriesDesk.SlugOf(entry.Draft)}"}";
}
