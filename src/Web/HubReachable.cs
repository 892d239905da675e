using Backchannel.Web.Live;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Backchannel.Web;

/// <summary>Ready once the hub is connected and every feed has been read.</summary>
sealed class HubReachable(LiveFeed live, IConfiguration configuration) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(live.Status is { Stale: true, Since: var since }
            ? HealthCheckResult.Unhealthy(
                $"The hub at {configuration[HubAddress.Setting] ?? "this process's own address"} has not answered since {since:u}. See that it runs and that {HubAddress.Setting} names it.")
            : HealthCheckResult.Healthy());
}
