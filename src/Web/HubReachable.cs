using Backchannel.Web.Live;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Backchannel.Web;

/// <summary>Ready once the hub is connected and every feed has been read.</summary>
sealed class HubReachable(LiveFeed live, IConfiguration configuration) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(live.Status is { Stale: true, Since: var since }
            ? HealthCheckResult.Unhealthy(
                $"The hub at {Hub()} has not answered since {since:u}. See that it runs and that {HubAddress.Setting} names it.")
            : HealthCheckResult.Healthy());

    /// <summary>Everybody may ask: no name and password that the address may hold.</summary>
    string Hub() => Uri.TryCreate(configuration[HubAddress.Setting], UriKind.Absolute, out var hub)
        ? hub.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
        : "this process's own address";
}
