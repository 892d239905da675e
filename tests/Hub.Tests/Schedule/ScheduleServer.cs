using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Backchannel.Hub.Tests.Schedule;

/// <summary>A server on loopback that has a schedule, and may be slow, sick or treacherous.</summary>
sealed class ScheduleServer : IAsyncDisposable
{
    readonly WebApplication _app;

    ScheduleServer(WebApplication app) => _app = app;

    /// <summary>Answers whoever asks.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>What was asked with, in order: the ETag and the date that the asker holds.</summary>
    public ConcurrentQueue<(string IfNoneMatch, string IfModifiedSince)> Asked { get; } = [];

    public string Address => $"{_app.Urls.First()}/schedule";

    public static async Task<ScheduleServer> Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScheduleServer(builder.Build());
        server._app.Run(async context =>
        {
            server.Asked.Enqueue((context.Request.Headers.IfNoneMatch.ToString(), context.Request.Headers.IfModifiedSince.ToString()));
            await server.Answer(context);
        });
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Has this schedule from now on, and answers 304 to whoever holds it.</summary>
    public void Has(string schedule, string etag) => Answer = context =>
    {
        context.Response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch == etag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        // As many servers do, whatever it is.
        context.Response.ContentType = "text/html";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(schedule)).AsTask();
    };

    public void Fails(int status) => Answer = context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
