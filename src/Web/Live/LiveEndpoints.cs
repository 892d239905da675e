using System.Globalization;
using System.Threading.RateLimiting;
using Backchannel.Web.Sessions;
using Microsoft.AspNetCore.Http.Features;

namespace Backchannel.Web.Live;

/// <summary>The page stream, and cards for scrolling back.</summary>
static class LiveEndpoints
{
    const int MostOlder = 100;
    const int MostWaiting = 500;

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{event}/live", Stream).AllowAnonymous().ExcludeFromDescription();
        var rendering = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 2 * Environment.ProcessorCount, QueueLimit = MostWaiting });
        foreach (var cards in new[] { routes.MapGet("/{event}/cards", Cards), routes.MapGet("/{event}/thread", Thread) })
            cards.AllowAnonymous().ExcludeFromDescription().AddEndpointFilter(async (context, next) =>
        {
            using var place = await rendering.AcquireAsync(1, context.HttpContext.RequestAborted);
            if (place.IsAcquired) return await next(context);
            context.HttpContext.Response.Headers.RetryAfter = "2";
            return Results.Problem("Many scroll back just now. Ask again in a moment.", statusCode: 503, title: "Not just now.");
        });
    }

    /// <summary>
    /// <c>GET /{event}/live?session=&amp;after=&amp;programme=&amp;digest=</c>, <c>text/event-stream</c>: <c>retry</c> and <c>status</c> at open, then <c>removed</c> (JSON ids),
    /// <c>changed</c> and <c>cards</c> (HTML, oldest first) as the feed goes on, to be applied in the order they come; <c>echo</c>, <c>pulse</c> and
    /// <c>status</c> (JSON) beside them, and <c>programme</c> (JSON) where it is not, or no longer, the version that was named; <c>questions</c> (HTML), <c>chat</c> (HTML) and
    /// <c>digest</c> (HTML, each root element with the id of what it takes the place of) to pages of a session. Cards are ordered by their <c>data-seq</c>. <c>reset</c> (the new epoch): the archive was replaced, load the page anew.
    /// </summary>
    static async Task Stream(string @event, string? session, string? after, string? programme, string? digest, HttpContext context, LiveFeed live, LiveDigests digests,
        IHostApplicationLifetime lifetime)
    {
        // A browser that reconnects repeats the address it opened, whose position is older than what it has seen since.
        var text = context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] ? last : after;
        var position = string.IsNullOrEmpty(text) ? null : FeedPosition.Parse(text);
        if (position is null && !string.IsNullOrEmpty(text))
        {
            await Results.Problem(
                "Give the position of the page, epoch.seq, or nothing for the latest posts.", statusCode: 400,
                title: "'after' is not a position.").ExecuteAsync(context);
            return;
        }
        if (await live.Find(@event, session, context.RequestAborted) is not { } feed)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var response = context.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await new PageStream(live, digests, feed, session, context, lifetime.ApplicationStopping).Run(position, programme, digest);
    }

    /// <summary><c>GET /{event}/thread?post=</c>: a post's conversation as cards, by time.</summary>
    static async Task Thread(string @event, string? post, HttpContext context, LiveFeed live)
    {
        if (string.IsNullOrEmpty(post) || post.Length > 500 || await live.Find(@event, null, context.RequestAborted) is not { } feed)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        foreach (var entry in await live.Thread(feed, post, context.RequestAborted))
            if (await feed.Card(entry) is { } card)
                await context.Response.WriteAsync(card.Html + "\n", context.RequestAborted);
    }

    /// <summary>
    /// <c>GET /{event}/cards?session=&amp;filed=&amp;before=&amp;limit=</c>: cards put on show before that number, as HTML, newest first as a page shows them;
    /// with <c>filed=false</c> those in no session, with <c>question=</c> those of one question of a chat (0: of none). The header <c>X-Before</c> says what to ask for next; it is absent where there is nothing older. With
    /// <c>from=</c> instead those from that number on (0: from the start), oldest first, and <c>X-From</c>, which is absent at the feed's end.
    /// </summary>
    static async Task Cards(string @event, string? session, bool? filed, long? before, long? from, int? limit, int? question, HttpContext context, LiveFeed live)
    {
        if (await live.Find(@event, session, context.RequestAborted) is not { } feed)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var count = Math.Clamp(limit ?? 50, 1, MostOlder);
        var (entries, next) = question is { } asked && session is not null
            ? await live.BeforeOfQuestion(feed, session, asked, before ?? long.MaxValue, count, context.RequestAborted)
            : from is { } start
            ? await live.From(feed, session, start, count, context.RequestAborted, unfiled: filed is false)
            : await live.Before(feed, session, before ?? long.MaxValue, count, context.RequestAborted, unfiled: filed is false);

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        if (next is { } number) context.Response.Headers[from is null ? "X-Before" : "X-From"] = number.ToString(CultureInfo.InvariantCulture);
        foreach (var entry in from is null ? entries.Reverse() : entries)
            if (await feed.Card(entry) is { } card)
                await context.Response.WriteAsync(card.Html + "\n", context.RequestAborted);
    }
}
