using Backchannel.Web.Live;

namespace Backchannel.Web;

/// <summary>Answers a request that needs the hub while it has never been heard: 503, and a page that tries again by itself.</summary>
sealed class HubAwayPage(RequestDelegate next)
{
    const string Html = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta http-equiv="refresh" content="3"><title>Starting</title></head>
        <body><main><h1>Just a moment</h1><p>The backchannel is starting. This page tries again by itself.</p></main></body></html>
        """;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (HubAwayException) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.RetryAfter = "3";
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.WriteAsync(Html, context.RequestAborted);
        }
    }
}
