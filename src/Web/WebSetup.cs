using Backchannel.Contracts;
using Backchannel.Web.Access;
using Backchannel.Web.Images;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Backchannel.Web;

/// <summary>Everything that faces people: call <see cref="AddWeb"/>, then <see cref="MapWeb"/>.</summary>
public static partial class WebSetup
{
    public static IServiceCollection AddWeb(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddWebAccess(configuration);
        services.AddLive(configuration);
        // Thousands of pages are written to in turn: handing each send over to another thread costs as much as the send.
        services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        services.AddImages(configuration);
        // A form that is open over a restart can still be sent.
        services.AddProtectionKeys(configuration);
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddHttpForwarder();
        services.AddHealthChecks().AddCheck<HubReachable>("hub");
        AddPages(services, configuration);
        return services;
    }

    /// <summary>Pages, streams, pictures, and the way through to a hub in another process. Health endpoints are the process's own.</summary>
    public static WebApplication MapWeb(this WebApplication app)
    {
        // The API says in its own words what is wrong: a program has no use for a page.
        app.UsePageErrors();
        app.UseMiddleware<PageHeaders>();
        app.UseMiddleware<HubAwayPage>();
        app.UseWebAccess();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapLive();
        app.MapImages();
        app.MapHubForwarding();
        MapPages(app);
        return app;
    }

    static void AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LiveOptions>().Bind(configuration.GetSection(LiveOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LiveOptions>>(new ValidateWebSettings(configuration));
        services.AddSingleton<HubAddress>();
        services.AddSingleton(provider => new HubClient(HubHttp(), provider.GetRequiredService<HubAddress>()));
        services.AddSingleton<CardCache>();
        services.AddSingleton<LiveMeter>();
        services.AddSingleton(provider => new LiveFeed(
            provider.GetRequiredService<HubClient>(), provider.GetRequiredService<HubAddress>(), provider.GetRequiredService<CardCache>(),
            provider.GetRequiredService<IOptions<LiveOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<LiveMeter>(), provider.GetRequiredService<ILogger<LiveFeed>>()));
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
    }

    static HttpClient HubHttp() => new(new SocketsHttpHandler
    {
        // No proxy of the environment and no cookie of one visitor stands between the two processes.
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    /// <summary>What the pages need beyond the live feed.</summary>
    static partial void AddPages(IServiceCollection services, IConfiguration configuration);

    /// <summary>The pages themselves.</summary>
    static partial void MapPages(WebApplication app);
}
