using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Organize.Log;

/// <summary>Takes what the log's undo buttons send, and sends back to the log.</summary>
static class LogEndpoint
{
    const string Whole = "whole", Part = "part", None = "none", Late = "late";

    public static void MapLogUndo(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/{event}/organize/log/undo", Undo).Require(Role.Moderator).WithMetadata(new RequestSizeLimitAttribute(16 * 1024)).ExcludeFromDescription();

    /// <summary>What the log says of it; nothing for an address that somebody made up.</summary>
    public static string Words(string? outcome) => outcome switch
    {
        Whole => "Taken back.",
        Part => "Taken back, but for posts that changed since: those stay as they are.",
        None => "Nothing was taken back: something else happened since, and stands.",
        Late => "That was taken back already.",
        _ => "",
    };

    static async Task<IResult> Undo(string @event, [FromForm] long number, HttpContext context, HubClient hub)
    {
        var answer = await hub.Undo(Caller.TokenOf(context.User)!, @event, number, context.RequestAborted);
        var outcome = answer switch
        {
            { Answer: { } made } => made switch { { Number: null } => None, _ when IsWhole(made) => Whole, _ => Part },
            { Status: HttpStatusCode.Conflict } => Late,
            _ => None,
        };
        return TypedResults.LocalRedirect(QueryHelpers.AddQueryString(DeskLinks.Of(@event, "/log"), "undone", outcome));
    }

    static bool IsWhole(DecisionMade made) => made.Rule is null or Outcome.Done && made.Posts.All(post => post.Outcome == Outcome.Done);
}
