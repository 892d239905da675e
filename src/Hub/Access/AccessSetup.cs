using Backchannel.Contracts;
using Microsoft.AspNetCore.Authentication;

namespace Backchannel.Hub.Access;

static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication(CallerHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, HubCallerHandler>(CallerHandler.SchemeName, null)
            .AddExternal(configuration);
        services.AddProtectionKeys(configuration).AddAccessPolicies();
        services.AddSingleton<Callers>().AddSingleton<Passwords>().AddSingleton<Strangers>().AddSingleton<Accounts>().AddSingleton<SignIns>();
        services.AddSingleton<AccessChanges>().AddSingleton<AccessDesk>().AddSingleton<Invitations>();
        return services.AddSingleton<SetupLink>().AddSingleton<SignInDesk>();
    }

    /// <summary>After forwarded headers, before every endpoint: what does not say that it is public is not.</summary>
    public static void UseAccess(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();
}
