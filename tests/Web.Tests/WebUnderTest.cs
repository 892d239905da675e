using Backchannel.Contracts;
using Backchannel.Outbound;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backchannel.Web.Tests;

/// <summary>The Web process as it is, on loopback, in front of a <see cref="HubStandIn"/>.</summary>
sealed class WebUnderTest : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly string _data;

    WebUnderTest(WebApplication app, string data)
    {
        (_app, _data) = (app, data);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = Timeout.InfiniteTimeSpan };
    }

    public HttpClient Http { get; }

    public string Data => _data;

    public LiveFeed Live => _app.Services.GetRequiredService<LiveFeed>();

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<WebUnderTest> Start(
        HubStandIn? hub, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, Action<WebApplication>? before = null)
    {
        var data = Directory.CreateTempSubdirectory("backchannel-web-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Backchannel.Web" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Unpublished and outside Development, style sheets and scripts would be served empty.
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Hub:Url"] = hub?.Url.ToString() ?? "http://127.0.0.1:9",
            ["Backchannel:Data"] = data,
            ["Web:Live:FirstRetry"] = "00:00:00.020",
            ["Web:Live:LongestRetry"] = "00:00:00.200",
            ["Web:Live:EventsEvery"] = "00:00:00.200",
            ["Web:Live:SessionsEvery"] = "00:00:00.200",
            ["Web:Live:Patience"] = "00:00:30",
        });
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddWeb(builder.Configuration);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapBackchannelHealth();
        before?.Invoke(app);
        app.MapWeb();
        await app.StartAsync();
        return new WebUnderTest(app, data);
    }

    /// <summary>Lets pictures come from loopback, where the stand-ins are.</summary>
    public static void LoopbackIsPublic(IServiceCollection services) => services.AddSingleton<AddressPolicy, AnyAddress>();

    public async Task Stop() => await _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    sealed class AnyAddress : AddressPolicy
    {
        public override bool Allows(System.Net.IPAddress address) => true;
    }
}

/// <summary>Waits for what must come about, for as long as a slow machine may need.</summary>
static class Eventually
{
    public static async Task True(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, $"This did not come about: {what}");
            await Task.Delay(10);
        }
    }

    public static async Task Equal<T>(T expected, Func<T> actual)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!limit.IsCancellationRequested)
        {
            if (EqualityComparer<T>.Default.Equals(expected, actual())) return;
            await Task.Delay(10);
        }
        Assert.Equal(expected, actual());
    }
}
