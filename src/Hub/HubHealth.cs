using Backchannel.Hub.Archive;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Backchannel.Hub;

static class HubHealth
{
    public static IHealthChecksBuilder AddDbContextCheck(this IHealthChecksBuilder checks, string name) => checks.AddCheck<ArchiveCheck>(name);

    // Without Redis posts still flow: the hub is degraded, not down.
    public static IHealthChecksBuilder AddRedisCheck(this IHealthChecksBuilder checks, string name) =>
        checks.AddCheck<RedisCheck>(name, HealthStatus.Degraded);

    sealed class ArchiveCheck(IDbContextFactory<ArchiveDb> archives) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var db = await archives.CreateDbContextAsync(cancellationToken);
                return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : Down(null);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                return Down(failure);
            }
        }

        static HealthCheckResult Down(Exception? failure) => HealthCheckResult.Unhealthy("The archive cannot be opened.", failure);
    }

    sealed class RedisCheck(IConnectionMultiplexer redis) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(redis.IsConnected ? HealthCheckResult.Healthy() : new(context.Registration.FailureStatus, "Redis does not answer."));
    }
}
