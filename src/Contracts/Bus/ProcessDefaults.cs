using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Backchannel.Contracts;

/// <summary>What every process starts from.</summary>
public static class ProcessDefaults
{
    /// <summary>Logs what somebody must act on; settings under <c>Logging:LogLevel</c> override it. Telemetry goes out only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says to.</summary>
    public static IHostApplicationBuilder AddBackchannelDefaults(this IHostApplicationBuilder builder)
    {
        builder.Logging
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            // Whoever asks for /health is told; a log line for each time they ask would bury what must be acted on.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            // What fails here is thrown too, and a first start asks for a table that is not there yet.
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None)
            // The keys protect forms that are open over a restart, in a folder of our own.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("MassTransit", LogLevel.Warning)
            .AddFilter("Polly", LogLevel.Warning)
            .AddFilter("Yarp", LogLevel.Warning);
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            builder.Services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddMeter("Backchannel.*", "MassTransit", "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime"))
                .WithTracing(traces => traces.AddSource("Backchannel.*", "MassTransit"))
                .UseOtlpExporter();
        return builder;
    }
}
