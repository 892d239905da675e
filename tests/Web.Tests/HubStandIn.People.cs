using System.Collections.Concurrent;
using Backchannel.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Backchannel.Web.Tests;

// Who is at an event.
public sealed partial class HubStandIn
{
    /// <summary>Who is here, by whoever asks and for whatever role; null: nobody.</summary>
    public Func<string?, PersonRole?, PeopleHere>? People { get; set; }

    /// <summary>Who asked to be left out, and how.</summary>
    public ConcurrentQueue<(LeftOut Who, IHeaderDictionary Headers)> LeftOut { get; } = new();

    /// <summary>What those who ask to be left out are answered with; null does as they ask.</summary>
    public Func<HttpContext, IResult>? OnLeaveOut { get; set; }

    partial void MapPeople(WebApplication app)
    {
        app.MapGet("/api/events/{slug}/people", (string slug, string? me, string? role) =>
            Known(slug, _ => People?.Invoke(me, Enum.TryParse<PersonRole>(role, ignoreCase: true, out var only) ? only : null) ?? new PeopleHere([], 0, [], null, [], 0)));
        app.MapPost("/api/events/{slug}/people/left-out", (string slug, LeftOut who, HttpContext context) =>
        {
            LeftOut.Enqueue((who, new HeaderDictionary(context.Request.Headers.ToDictionary())));
            return OnLeaveOut?.Invoke(context) ?? Results.NoContent();
        });
    }
}
