using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Backchannel.Hub.Digests;

/// <summary>What a session's posts come to, over HTTP.</summary>
static class DigestsApi
{
    public static void MapDigestsApi(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/events/{slug}/sessions/{id}/digest", Read).AllowAnonymous().WithTags("Sessions")
            .WithSummary("What a session's posts come to: minutes, photos, links, and the most answered and passed on.");

    static async Task<Results<Ok<SessionDigest>, ProblemHttpResult>> Read(
        string slug, string id, EventCatalog catalog, SessionDigests digests, CancellationToken stop)
    {
        if (catalog.Find(slug) is not { } known) return Problems.NoEvent(slug);
        if (known.Sessions.FirstOrDefault(session => session.Id == id) is not { } session) return Problems.NoSession(id);
        return TypedResults.Ok(await digests.Get(known, session, stop));
    }
}
