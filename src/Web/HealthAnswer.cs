using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Backchannel.Web;

/// <summary>Names the failing part: <c>{ "status": "unhealthy", "parts": { "hub": "…" } }</c>.</summary>
public static class HealthAnswer
{
    public static Task Write(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(new
        {
            Status = report.Status.ToString().ToLowerInvariant(),
            Parts = report.Entries.ToDictionary(
                part => part.Key, part => part.Value.Description ?? part.Value.Status.ToString().ToLowerInvariant()),
        });
}
