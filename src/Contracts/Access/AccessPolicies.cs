using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Contracts;

/// <summary>Who may call what. What says nothing of itself is for nobody but those who signed in: to be public, an endpoint must say so.</summary>
public static class AccessPolicies
{
    public static IServiceCollection AddAccessPolicies(this IServiceCollection services) => services.AddAuthorization(options =>
    {
        // What no route answers has nothing to hide: it is told that it is not there, or not with this method.
        options.FallbackPolicy = new AuthorizationPolicyBuilder(CallerHandler.SchemeName).RequireAssertion(asked =>
            asked.User.Identity?.IsAuthenticated == true || asked.Resource is HttpContext context && context.GetEndpoint() is not RouteEndpoint).Build();
        foreach (var role in Enum.GetValues<Role>())
            options.AddPolicy(role.ToString(), policy => policy.AddAuthenticationSchemes(CallerHandler.SchemeName).AddRequirements(new RoleNeeded(role)));
    });

    /// <summary>For those with this role or a higher one, in the event that the address names.</summary>
    public static T Require<T>(this T endpoint, Role role) where T : IEndpointConventionBuilder => endpoint.RequireAuthorization(role.ToString());

    /// <summary>Who asks; null for anybody.</summary>
    public static Caller? Caller(this HttpContext context) => Contracts.Caller.Of(context.User);

    /// <summary>For calls that tell organizers of the event more than others.</summary>
    public static bool IsOrganizer(this HttpContext context) => context.Caller()?.May(Role.Organizer, EventOf(context)) == true;

    static string? EventOf(HttpContext context) => (context.Request.RouteValues["slug"] ?? context.Request.RouteValues["event"]) as string;

    sealed class RoleNeeded(Role role) : AuthorizationHandler<RoleNeeded>, IAuthorizationRequirement
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleNeeded requirement)
        {
            var slug = context.Resource is HttpContext http ? EventOf(http) : null;
            if (Contracts.Caller.Of(context.User)?.May(role, slug) == true) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
