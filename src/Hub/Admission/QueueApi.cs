using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Admission;

/// <summary>The lists of posts over HTTP. Whoever leads one session has those of that session, and no others.</summary>
static class QueueApi
{
    const int MostRead = 100, MaxId = 500;

    public static void MapQueueApi(this IEndpointRouteBuilder app)
    {
        var queue = app.MapGroup("/api/events/{slug}/queue").WithTags("Moderation");
        queue.MapGet("/", Read).Require(Role.Host).WithSummary("Posts that wait, are shown, refused or saved.");
        queue.MapGet("/counts", Counts).Require(Role.Host).WithSummary("How many posts are in each list.");
        queue.MapPost("/take", Take).Require(Role.Host).WithSummary("Waiting posts for you alone, for half a minute; those you hold already are renewed.");
        queue.MapDelete("/take", Release).Require(Role.Host).WithSummary("Frees all posts that you hold.");
    }

    static async Task<Results<Ok<QueuePage>, ProblemHttpResult>> Read(
        string slug, HttpContext context, EventCatalog catalog, Queues queues, CancellationToken stop,
        string list = "waiting", string? session = null, string? after = null, int limit = 50)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (!Enum.TryParse<QueueList>(list, ignoreCase: true, out var which) || char.IsAsciiDigit(list[0])) return Problems.Invalid("list", "must be waiting, shown, refused or saved.");
        if (session is not null && !known.Filing.Knows(session)) return Problems.Invalid("session", "is not a session of this event.");
        if (after is { Length: > MaxId }) return Problems.Invalid("after", "is the id of a post: the last one that you have.");
        if (limit is < 1 or > MostRead) return Problems.Invalid("limit", $"must lie between 1 and {MostRead}.");
        var caller = context.Caller()!;
        return TypedResults.Ok(await queues.Read(slug, caller, new(which, SessionOf(caller, session), after, limit), stop));
    }

    static async Task<Results<Ok<QueueCounts>, ProblemHttpResult>> Counts(string slug, HttpContext context, EventCatalog catalog, Queues queues, CancellationToken stop) =>
        catalog.Find(slug) is null ? Problems.NoEvent(slug) : TypedResults.Ok(await queues.Counts(slug, SessionOf(context.Caller()!, null), stop));

    static async Task<Results<Ok<QueuePage>, ProblemHttpResult>> Take(
        string slug, TakePosts wanted, HttpContext context, EventCatalog catalog, Reservations reservations, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (wanted.Count is < 0 or > Reservations.Most) return Problems.Invalid("count", $"must lie between 0 and {Reservations.Most}.");
        if (wanted.Session is not null && !known.Filing.Knows(wanted.Session)) return Problems.Invalid("session", "is not a session of this event.");
        var caller = context.Caller()!;
        return TypedResults.Ok(await reservations.Take(known, caller, wanted.Count, SessionOf(caller, wanted.Session), stop));
    }

    static async Task<Results<NoContent, ProblemHttpResult>> Release(string slug, HttpContext context, EventCatalog catalog, Reservations reservations, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        await reservations.Release(slug, context.Caller()!, stop);
        return TypedResults.NoContent();
    }

    // No session is called "": a host without one sees nothing.
    static string? SessionOf(Caller caller, string? asked) => caller.Leads(null) ? asked : caller.Session ?? "";
}
