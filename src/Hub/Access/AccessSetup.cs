using Backchannel.Contracts;
using Microsoft.AspNetCore.Authentication;

namespace Backchannel.Hub.Access;

static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAuthentication(CallerHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, HubCallerHandler>(CallerHandler.SchemeName, null);
        return services.AddAccessPolicies().AddSingleton<Callers>();
    }

    /// <summary>After forwarded headers, before every endpoint: what does not say that it is public is not.</summary>
    public static void UseAccess(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();

    public static void MapAccessApi(this IEndpointRouteBuilder app)
    {
        var access = app.MapGroup("/api/access").WithTags("Access");
        access.MapGet("/me", (HttpContext context) => context.Caller()).WithSummary("Who asks, and what they may do.");
    }
}
