using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Feed;

/// <summary>The feed over HTTP.</summary>
static class PostsApi
{
    public static void MapPostsApi(this IEndpointRouteBuilder app)
    {
        var posts = app.MapGroup("/api/events/{slug}/posts").WithTags("Posts");
        posts.MapGet("/", Read).AllowAnonymous().WithSummary("With after: every entry past it. Without: the cards on show now, those before a number, or those from a number on, oldest first.");
        posts.MapGet("/held", Held).Require(Role.Moderator).WithSummary("Posts that wait for a decision, oldest first, each with the reason.");
        posts.MapGet("/thread/{**id}", Thread).AllowAnonymous().WithSummary("A post with what it answers and all that answers it, by time.");
        posts.MapPut("/session/{**id}", File).Require(Role.Moderator).WithSummary("Files a post in a session by hand, or with null in none; its thread goes along.");
        posts.MapPut("/shown/{**id}", Show).Require(Role.Moderator).WithSummary("Puts a held, refused or hidden post on show.");
        posts.MapDelete("/{**id}", Hide).Require(Role.Moderator).WithSummary("Takes a post off every screen.");
    }

    static async Task<Results<Ok<IReadOnlyList<HeldPost>>, ProblemHttpResult>> Held(
        string slug, EventCatalog catalog, FeedReader reader, CancellationToken stop, int limit = 50)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        if (limit is < 1 or > FeedReader.PageSize) return Problems.Invalid("limit", $"must lie between 1 and {FeedReader.PageSize}.");
        return TypedResults.Ok(await reader.Held(slug, limit, stop));
    }

    static async Task<Results<Ok<FeedPage>, ProblemHttpResult>> Thread(string slug, string id, EventCatalog catalog, FeedReader reader, CancellationToken stop)
    {
        if (catalog.Find(slug) is null) return Problems.NoEvent(slug);
        return await reader.Thread(slug, CatchAll.Read(id), stop) is { Entries.Count: > 0 } thread ? TypedResults.Ok(thread) : Problems.NoPost(id);
    }

    static async Task<Results<NoContent, ProblemHttpResult>> File(
        string slug, string id, NewFiling filing, HttpContext context, EventCatalog catalog, Decisions decisions, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (filing.Session is not null && !known.Filing.Knows(filing.Session))
            return Problems.Invalid("session", $"is not a session of this event: GET /api/events/{slug}/sessions lists them. Give null for none.");
        return Done(id, await decisions.File(known, context.Caller()!, CatchAll.Read(id), filing.Session, stop));
    }

    static Task<Results<NoContent, ProblemHttpResult>> Show(string slug, string id, HttpContext context, EventCatalog catalog, Decisions decisions, CancellationToken stop) =>
        Decide(slug, id, Act.Approve, context, catalog, decisions, stop);

    static Task<Results<NoContent, ProblemHttpResult>> Hide(string slug, string id, HttpContext context, EventCatalog catalog, Decisions decisions, CancellationToken stop) =>
        Decide(slug, id, Act.Hide, context, catalog, decisions, stop);

    static async Task<Results<Ok<FeedPage>, ProblemHttpResult>> Read(
        string slug, EventCatalog catalog, FeedTails tails, FeedReader reader, CancellationToken stop,
        string? session = null, long? after = null, long? before = null, long? from = null, bool? filed = null, string? q = null, int limit = 50, int? question = null)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (session is not null && known.Sessions.All(s => s.Id != session)) return Problems.Invalid("session", "is not a session of this event.");
        if (limit is < 1 or > FeedReader.PageSize) return Problems.Invalid("limit", $"must lie between 1 and {FeedReader.PageSize}.");
        if (q is { Length: > 200 }) return Problems.Invalid("q", "must have at most 200 characters.");
        var query = new CardQuery(session, filed, before, from, q, limit, question);
        if (Clash(query, after) is { } clash) return clash;

        var tail = await tails.Get(slug);
        return TypedResults.Ok(after is { } seq
            ? tail.Read(seq, session, limit, Reach.Committed) ?? await reader.After(slug, session, seq, limit, stop)
            : tail.Cards(query, Reach.Committed) ?? await reader.Cards(slug, query, stop));
    }

    static ProblemHttpResult? Clash(CardQuery query, long? after) => query switch
    {
        _ when after is not null && query is not { Before: null, From: null, Filed: null, Search: null, Question: null } =>
            Problems.Invalid("after", "cannot go with before, from, filed, question or q: it reads the feed itself."),
        { Before: not null, From: not null } => Problems.Invalid("from", "cannot go with before: one reads onwards, the other back."),
        { Question: not null, Session: null } => Problems.Invalid("question", "is one of a session's: name the session too."),
        { Question: < 0 } => Problems.Invalid("question", "is a number from 1; 0 is what belongs to none."),
        { Session: not null, Filed: not null } => Problems.Invalid("filed", "cannot go with session: that says it already."),
        _ => null,
    };

    static async Task<Results<NoContent, ProblemHttpResult>> Decide(
        string slug, string id, Act act, HttpContext context, EventCatalog catalog, Decisions decisions, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        return Done(id, (await decisions.Decide(known, context.Caller()!, new(act, [CatchAll.Read(id)]), stop)).Made);
    }

    static Results<NoContent, ProblemHttpResult> Done(string id, DecisionMade made) => made.Posts switch
    {
        [{ Outcome: Outcome.Gone }] => Problems.NoPost(id),
        [{ Outcome: Outcome.Reserved, By: var by }] => Problems.Reserved(by),
        _ => TypedResults.NoContent(),
    };
}
