using Microsoft.Extensions.Configuration.Memory;
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
        // Before all other settings, so that each of them overrides these. A filter set in code would override the settings.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = Levels.Select(level => KeyValuePair.Create($"Logging:LogLevel:{level.Category}", (string?)level.Level.ToString())),
        });
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            builder.Services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddMeter("Backchannel.*", "MassTransit", "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime"))
                .WithTracing(traces => traces.AddSource("Backchannel.*", "MassTransit"))
                .UseOtlpExporter();
        return builder;
    }

    static readonly (string Category, LogLevel Level)[] Levels =
    [
        ("Microsoft", LogLevel.Warning),
        ("Microsoft.Hosting.Lifetime", LogLevel.Information),
        // Whoever asks for /health is told; a log line for each time they ask would bury what must be acted on.
        ("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None),
        // What fails here is thrown too, and a first start asks for a table that is not there yet.
        ("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None),
        // The keys protect forms that are open over a restart, in a folder of our own.
        ("Microsoft.AspNetCore.DataProtection", LogLevel.Error),
        ("System.Net.Http", LogLevel.Warning),
        ("MassTransit", LogLevel.Warning),
        ("Polly", LogLevel.Warning),
        ("Yarp", LogLevel.Warning),
    ];
}
