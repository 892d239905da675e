using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Questions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Backchannel.Hub.Here;

/// <summary>What attendees post on our own page.</summary>
static class HerePosts
{
    const int MaxText = 500;

    public static void MapHerePosts(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/events/{slug}/posts", Submit).AllowAnonymous().WithTags("Posts").WithSummary("An attendee's own post.")
            .RequireVisitorLimit().LimitHereSize();

    /// <summary>A post is small: a large body is refused before it is read.</summary>
    public static RouteHandlerBuilder LimitHereSize(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new RequestSize());

    static async Task<Results<Accepted<NewPostAccepted>, ProblemHttpResult>> Submit(
        string slug, NewPost draft, HttpContext context, EventCatalog catalog, HereDesk desk, CancellationToken stop) =>
        catalog.Find(slug) is { } known
            ? await desk.Take(known, new(draft.Name, draft.Text), MaxText, draft.Session, new(VisitorHash.Of(context, slug)), stop, draft.ReplyTo)
            : Problems.NoEvent(slug);

    sealed class RequestSize : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 16 * 1024;
    }
}
