using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Backchannel.Contracts;

/// <summary>The health endpoints of every process: <c>/health/live</c> and <c>/health/ready</c>, which names what is not ready.</summary>
public static class ProcessHealth
{
    public static void MapBackchannelHealth(this IEndpointRouteBuilder app)
    {
        // Alive is whoever answers; a part that is away is no reason to be restarted.
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous();
    }

    static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString().ToLowerInvariant(),
        parts = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? "not ready"),
    }, context.RequestAborted);
}
