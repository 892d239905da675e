using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Chats;

/// <summary>What was said day by day, over HTTP: how one reads a community that never closes.</summary>
static class DaysApi
{
    const int MostDays = 100;

    public static void MapDaysApi(this IEndpointRouteBuilder app)
    {
        var days = app.MapGroup("/api/events/{slug}/days").WithTags("Posts");
        days.MapGet("/", All).AllowAnonymous().WithSummary("Days with posts, as clocks in the event's zone show it, latest first.");
        days.MapGet("/{day}", One).AllowAnonymous().WithSummary("Posts made on one day, in the order of their numbers, and the days with posts beside it.");
    }

    static async Task<Results<Ok<DayList>, ProblemHttpResult>> All(string slug, EventCatalog catalog, DayReader reader, CancellationToken stop, string? before = null, int limit = 31)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (limit is < 1 or > MostDays) return Problems.Invalid("limit", $"must lie between 1 and {MostDays}.");
        if (before is not null && Read(before) is null) return Problems.Invalid("before", "must be a day such as 2026-12-01.");
        return TypedResults.Ok(await reader.Days(known, Read(before), limit, stop));
    }

    static async Task<Results<Ok<DayPosts>, ProblemHttpResult>> One(
        string slug, string day, EventCatalog catalog, DayReader reader, CancellationToken stop, long after = 0, int limit = 50)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (Read(day) is not { } date) return Problems.Invalid("day", "must be a day such as 2026-12-01.");
        if (limit is < 1 or > FeedReader.PageSize) return Problems.Invalid("limit", $"must lie between 1 and {FeedReader.PageSize}.");
        return TypedResults.Ok(await reader.Day(known, date, after, limit, stop));
    }

    static DateOnly? Read(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1970 and < 2100 ? date : null;
}
