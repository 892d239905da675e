using System.Text;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats;

/// <summary>Makes series of a calendar that others kept. One that is here already is brought up to date: it is known by its entry's UID, else by its hashtag.</summary>
sealed class ChatImport(IDbContextFactory<ArchiveDb> archives, EventCatalog catalog, SeriesStore store)
{
    public async Task<ChatImportReport> Take(ReadOnlyMemory<byte> file, Caller? by, CancellationToken stop)
    {
        if (file.Length > ScheduleReader.MaxBytes) throw ScheduleReader.TooLarge();
        var read = ReadCalendar.Of(Encoding.UTF8.GetString(file.Span));
        var (made, changed, all) = (new List<string>(), new List<string>(), new List<(SeriesInfo, SeriesDraft)>());
        var (taken, problems) = (new List<(ReadSeries Series, string Slug)>(), read.Problems.ToList());
        foreach (var series in read.Series)
        {
            var slug = await Known(series, stop) ?? SeriesDesk.SlugOf(series.Draft);
            // Its hashtags and name may have been changed here since.
            var known = catalog.Find(slug);
            if (known is { Series: null })
            {
                problems.Add(new(series.Line, series.Draft.Name ?? slug, $"There is an event '{slug}' that is no chat: make it one by hand, or give this another hashtag."));
                continue;
            }
            var draft = known is null ? series.Draft : series.Draft with { Hashtags = null, Name = null };
            all.Add((SeriesDrafts.Read(draft, slug, known), draft));
            taken.Add((series, slug));
            (known is null ? made : changed).Add(slug);
        }
        await store.Save(all, by, stop);
        foreach (var (series, slug) in taken) await Remember(series, slug, CancellationToken.None);
        return new(made, changed, problems);
    }

    async Task<string?> Known(ReadSeries series, CancellationToken stop)
    {
        await using var db = await archives.CreateDbContextAsync(stop);
        if (series.Uid is { } uid && await db.Facts.Where(f => f.Key == Fact(uid)).Select(f => f.Value).SingleOrDefaultAsync(stop) is { } slug && catalog.Find(slug) is not null) return slug;
        var tag = SeriesDesk.SlugOf(series.Draft);
        return catalog.All.FirstOrDefault(known => known.Series is not null && known.Hashtags.Any(own => TextFold.Tag(own) == tag))?.Slug;
    }

    async Task Remember(ReadSeries series, string slug, CancellationToken stop)
    {
        if (series.Uid is not { } uid) return;
        await using var db = await archives.CreateDbContextAsync(stop);
        if (await db.Facts.FindAsync([Fact(uid)], stop) is { } fact) fact.Value = slug;
        else db.Facts.Add(new() { Key = Fact(uid), Value = slug });
        await db.SaveChangesAsync(stop);
    }

    // There is no better place for what only an import wants to know again.
    static string Fact(string uid) => $"chat entry {uid}";
}
