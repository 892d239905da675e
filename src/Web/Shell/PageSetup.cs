using Backchannel.Web.Sessions;
using Backchannel.Web.Shell;

namespace Backchannel.Web;

/// <summary>The pages' own part of <see cref="AddWeb"/> and <see cref="MapWeb"/>.</summary>
public static partial class WebSetup
{
    static partial void AddPages(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<DigestParts>();
        services.AddSingleton<LiveDigests>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveDigests>());
    }

    static partial void MapPages(WebApplication app)
    {
        app.MapGet("/look/{accent}.css", LookSheet.Get).ShortCircuit();
        app.MapRazorComponents<App>().WithStaticAssets();
    }
}
