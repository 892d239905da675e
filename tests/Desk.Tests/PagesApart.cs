using Backchannel.Standalone;
using Backchannel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Backchannel.Desk.Tests;

/// <summary>The pages alone, in front of a hub that may go away.</summary>
sealed class PagesApart : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly string _folder;

    PagesApart(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public Uri Address => new(_app.Urls.First());

    public static async Task<PagesApart> Start(Uri hub)
    {
        var folder = Directory.CreateTempSubdirectory("backchannel-pages-").FullName;
        // Under this name pages' files are listed, whoever starts them.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(StandaloneApp).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseStaticWebAssets();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Hub:Url"] = hub.ToString(), ["Backchannel:Data"] = folder });
        builder.Services.AddWeb(builder.Configuration);
        var app = builder.Build();
        app.MapWeb();
        await app.StartAsync();
        return new(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
