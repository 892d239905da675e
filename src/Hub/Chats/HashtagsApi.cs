using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Chats;

/// <summary>The directory of hashtags over HTTP.</summary>
static class HashtagsApi
{
    const int MaxWords = 200, Most = 100, MostRelated = 20, MostEvents = 20;

    public static void MapHashtagsApi(this IEndpointRouteBuilder app)
    {
        var tags = app.MapGroup("/api/hashtags").WithTags("Chats");
        tags.MapGet("/", All).AllowAnonymous().WithSummary("Hashtags of events and series, at most a hundred: what each is about, when it meets next, whether it is quiet or busy.");
        tags.MapGet("/{tag}", One).AllowAnonymous().WithSummary("One hashtag, also with those that go with it.");
    }

    static async Task<Results<Ok<IReadOnlyList<HashtagInfo>>, ProblemHttpResult>> All(
        EventCatalog catalog, ChatCalendar calendar, TagActivities activities, CancellationToken stop, string? q = null)
    {
        if (q is { Length: > MaxWords }) return Problems.Invalid("q", $"must have at most {MaxWords} characters.");
        var words = TextFold.Fold(q ?? "").Replace("#", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = catalog.All.Where(known => words.All(Words(known).Contains)).SelectMany(known => known.Hashtags.Select(tag => (known, tag)))
            .OrderBy(each => TextFold.Tag(each.tag), StringComparer.Ordinal).Take(Most);
        var infos = new List<HashtagInfo>();
        foreach (var (known, tag) in found) infos.Add(await Info(known, tag, calendar, activities, stop));
        return TypedResults.Ok<IReadOnlyList<HashtagInfo>>(infos);
    }

    static async Task<Results<Ok<HashtagDetail>, ProblemHttpResult>> One(
        string tag, EventCatalog catalog, ChatCalendar calendar, TagActivities activities, TagTables tables, CancellationToken stop)
    {
        var folded = TextFold.Tag(tag.Trim());
        if (!Slugs.IsHashtag(tag)) return Problems.NoHashtag(tag);
        var owner = catalog.All.Where(known => known.Hashtags.Any(own => TextFold.Tag(own) == folded)).OrderBy(known => known.Series is null).ThenBy(known => known.Slug, StringComparer.Ordinal).FirstOrDefault();
        var read = new List<TagTable>();
        foreach (var known in owner is null ? catalog.All.OrderBy(known => known.Slug, StringComparer.Ordinal).Take(MostEvents) : [owner])
            if (await tables.Of(known, stop) is var table && (owner is not null || table.Has(folded))) read.Add(table);
        if (read.Count == 0) return Problems.NoHashtag(tag);
        var info = owner is null
            ? new HashtagInfo(read[0].Spelling(folded), null, null, null, null, [], null, null)
            : await Info(owner, owner.Hashtags.First(own => TextFold.Tag(own) == folded), calendar, activities, stop);
        // Whatever else its own event is on says nothing new.
        var without = owner?.Hashtags.Select(TextFold.Tag).ToHashSet() ?? [];
        return TypedResults.Ok(new HashtagDetail(info, TagTable.Related(folded, read, without, MostRelated), read.Sum(table => table.Posts.Count)));
    }

    static async Task<HashtagInfo> Info(KnownEvent known, string tag, ChatCalendar calendar, TagActivities activities, CancellationToken stop)
    {
        var series = known.Series?.Info;
        return new(tag, known.Slug, known.Name, series?.Kind, series?.About, series?.Subjects ?? [], calendar.Next(known), await activities.Of(known, stop)) { TimeZone = known.TimeZone };
    }

    static string Words(KnownEvent known) =>
        TextFold.Fold(string.Join('\n', known.Hashtags.Append(known.Name).Append(known.Series?.Info.About ?? "").Concat(known.Series?.Info.Subjects ?? [])));
}
