using Backchannel.Web.Images;
using Backchannel.Web.Live;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Backchannel.Web;

/// <summary>Everything that faces people: call <see cref="AddWeb"/>, then <see cref="MapWeb"/>.</summary>
public static partial class WebSetup
{
    public static IServiceCollection AddWeb(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HubAddress>();
        services.AddSingleton(provider => new HubClient(new HttpClient(), provider.GetRequiredService<HubAddress>()));
        services.AddSingleton(provider => new LiveFeed(provider.GetRequiredService<HubClient>()));
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
        services.AddSingleton<ImageUrls>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        AddPages(services, configuration);
        return services;
    }

    public static WebApplication MapWeb(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
        MapPages(app);
        return app;
    }

    /// <summary>What the pages need beyond the live feed.</summary>
    static partial void AddPages(IServiceCollection services, IConfiguration configuration);

    /// <summary>The pages themselves.</summary>
    static partial void MapPages(WebApplication app);
}
