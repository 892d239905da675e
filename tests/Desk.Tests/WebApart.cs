using Backchannel.Standalone;
using Backchannel.Web;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backchannel.Desk.Tests;

/// <summary>A Web process in front of a hub that is another process, and may go away.</summary>
sealed class WebApart : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly string _data;

    WebApart(WebApplication app, string data) => (_app, _data) = (app, data);

    public Uri Address => new(_app.Urls.First());

    /// <param name="hub">Where the hub is.</param>
    /// <param name="way">What stands on the way to it.</param>
    public static async Task<WebApart> Start(Uri hub, DelegatingHandler? way = null)
    {
        var data = Directory.CreateTempSubdirectory("backchannel-web-").FullName;
        // Under this name pages' files are listed, whoever starts them.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(StandaloneApp).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseStaticWebAssets();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Hub:Url"] = hub.ToString(), ["Backchannel:Data"] = data, ["Web:Live:Patience"] = "00:01:00" });
        builder.Services.AddWeb(builder.Configuration);
        if (way is not null)
        {
            way.InnerHandler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
            builder.Services.AddSingleton(provider => new HubClient(new(way), provider.GetRequiredService<HubAddress>()));
        }
        var app = builder.Build();
        app.MapWeb();
        await app.StartAsync();
        return new(app, data);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
