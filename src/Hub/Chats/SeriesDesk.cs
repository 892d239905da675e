using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Chats;

/// <summary>What came of somebody's wish for a series: one of the two.</summary>
readonly record struct SeriesAnswer(ChatMade? Made, ProblemHttpResult? Trouble);

/// <summary>Takes series that organizers describe, checks them, and looks whom they get in the way of.</summary>
sealed class SeriesDesk(EventCatalog catalog, ChatCalendar calendar, SeriesStore store)
{
    public async Task<SeriesAnswer> Create(SeriesDraft draft, CancellationToken stop)
    {
        var slug = SlugOf(draft);
        var series = SeriesDrafts.Read(draft, slug, null);
        var faults = SeriesDrafts.Faults(draft, series, isNew: true).ToList();
        if (slug.Length > 0 && Slugs.Fault(slug) is { } fault) faults.Add(("hashtags", $"The first hashtag, '{slug}', {fault}."));
        if (catalog.Find(slug) is not null) faults.Add(("hashtags", $"There is an event '{slug}' already: PUT /api/events/{slug}/series makes that one a series, or put another hashtag first."));
        return faults.Count > 0 ? new(null, Problems.Invalid(faults)) : await Take(series, draft, null, stop);
    }

    public async Task<SeriesAnswer> Save(KnownEvent known, SeriesDraft draft, Caller? by, CancellationToken stop)
    {
        var series = SeriesDrafts.Read(draft, known.Slug, known);
        return SeriesDrafts.Faults(draft, series, isNew: false).ToList() is { Count: > 0 } faults
            ? new(null, Problems.Invalid(faults))
            : await Take(series, draft, by, stop);
    }

    public static string SlugOf(SeriesDraft draft) => draft.Hashtags is [{ } first, ..] ? Slugs.Of(first) : "";

    async Task<SeriesAnswer> Take(SeriesInfo series, SeriesDraft draft, Caller? by, CancellationToken stop)
    {
        var clashes = calendar.Clashes(series);
        if (!draft.Anyway && clashes.Any(clash => clash.Kind == ClashKind.Hashtag)) return new(null, Problems.Clash(clashes));
        await store.Save(series, draft, by, stop);
        return new(new(await calendar.Of(catalog.Find(series.Event)!, default, CancellationToken.None), clashes), null);
    }
}
