using Backchannel.Contracts;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Authentication;

namespace Backchannel.Web.Access;

/// <summary>Who may open which page. Where the hub is in this process, its own way of finding out does.</summary>
static class WebAccess
{
    public static IServiceCollection AddWebAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCascadingAuthenticationState().AddMemoryCache();
        if (!IsApart(configuration)) return services;
        services.AddAuthentication(CallerHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, WebCallerHandler>(CallerHandler.SchemeName, null);
        return services.AddAccessPolicies();
    }

    public static void UseWebAccess(this WebApplication app)
    {
        if (IsApart(app.Configuration)) app.UseAuthentication().UseAuthorization();
    }

    static bool IsApart(IConfiguration configuration) => configuration[HubAddress.Setting] is { Length: > 0 };
}
