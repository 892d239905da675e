using System.Net;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;
using Backchannel.Web.Writing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Questions;

/// <summary><c>POST /{event}/sessions/{id}/questions/vote</c>: a vote from a page without a script. The form's token is checked before it comes here.</summary>
static class VoteEndpoint
{
    public static void MapVotes(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/{event}/sessions/{id}/questions/vote", Vote).AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(16 * 1024)).ExcludeFromDescription();

    static async Task<IResult> Vote(
        string @event, string id, HttpContext http, HubClient hub, LiveFeed live, [FromForm] string? vote = null, [FromForm] string? unvote = null)
    {
        if (await live.Find(@event, id, http.RequestAborted) is not { } feed) return Results.NotFound();
        var answer = (vote ?? unvote) is { Length: > 0 and <= 500 } question
            ? await hub.Vote(@event, question, vote is not null, http.Connection.RemoteIpAddress?.ToString(), Visitor.Cookie(http), http.RequestAborted)
            : HttpStatusCode.BadRequest;
        var said = answer switch
        {
            HttpStatusCode.NoContent => null,
            HttpStatusCode.TooManyRequests => "slow",
            >= HttpStatusCode.InternalServerError => "away",
            _ => "closed",
        };
        var page = EventLinks.Questions(feed.Info, id);
        return Results.LocalRedirect(said is null ? page : QueryHelpers.AddQueryString(page, "said", said));
    }
}
