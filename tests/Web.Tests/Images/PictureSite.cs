using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backchannel.Web.Tests.Images;

/// <summary>Another site on loopback, with good pictures and bad ones.</summary>
sealed class PictureSite : IAsyncDisposable
{
    public static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[100]];

    readonly WebApplication _app;
    readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _requests;

    PictureSite(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public int Requests => Volatile.Read(ref _requests);

    public IHeaderDictionary? LastHeaders { get; private set; }

    public static async Task<PictureSite> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        var site = new PictureSite(app);
        app.Use((context, next) =>
        {
            _ = Interlocked.Increment(ref site._requests);
            site.LastHeaders = new HeaderDictionary(context.Request.Headers.ToDictionary());
            return next();
        });
        app.MapGet("/good.png", () => Results.Bytes(Png, "image/png"));
        app.MapGet("/other{n}.png", (int n) => Results.Bytes([.. Png, (byte)n], "image/png"));
        app.MapGet("/slow-good.png", async () =>
        {
            await site._gate.Task;
            return Results.Bytes(Png, "image/png");
        });
        app.MapGet("/html.png", () => Results.Content("<html><script>alert(1)</script></html>", "image/png"));
        app.MapGet("/drawing.svg", () => Results.Content("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/svg+xml"));
        app.MapGet("/empty.png", () => Results.Bytes([], "image/png"));
        app.MapGet("/large.png", () => Results.Bytes([.. Png, .. new byte[9 * 1024 * 1024]], "image/png"));
        app.MapGet("/vast.png", () => Results.Bytes([.. Png.AsSpan(0, 16), 0, 1, 0, 0, 0, 1, 0, 0, .. new byte[60]], "image/png"));
        app.MapGet("/vast.jpg", () => Results.Bytes([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC2, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[60]], "image/jpeg"));
        app.MapGet("/vast.gif", () => Results.Bytes([.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[60]], "image/gif"));
        app.MapGet("/vast.webp", () => Results.Bytes([.. "RIFF\0\0\0\0WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0xFF, 0xFF, 0, .. new byte[60]], "image/webp"));
        app.MapGet("/endless.png", async (HttpContext context) =>
        {
            context.Response.ContentType = "image/png";
            await context.Response.Body.WriteAsync(Png);
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
        });
        app.MapGet("/silent.png", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        app.MapGet("/stalled.png", async (HttpContext context) =>
        {
            context.Response.ContentLength = 10_000;
            await context.Response.Body.WriteAsync(Png);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        app.MapGet("/to", (string url) => Results.Redirect(url));
        app.MapGet("/hop/{n:int}", (int n) => Results.Redirect(n == 0 ? "/good.png" : $"/hop/{n - 1}"));
        app.MapGet("/broken.png", () => Results.StatusCode(500));
        await app.StartAsync();
        return site;
    }

    public void LetGo() => _gate.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        LetGo();
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
