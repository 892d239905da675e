using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Backchannel.Contracts;

/// <summary>The one place that knows which transport carries messages.</summary>
public static class BusSetup
{
    /// <summary>The connection string whose presence chooses RabbitMQ: <c>amqp://user:password@host:5672/vhost</c>.</summary>
    public const string RabbitMq = nameof(RabbitMq);

    /// <summary>Adds MassTransit over RabbitMQ where <c>ConnectionStrings:RabbitMq</c> is set, in memory otherwise. Call once a process.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="configuration">Holds the connection string.</param>
    /// <param name="consumers">Adds each part's own consumers and request clients.</param>
    public static IServiceCollection AddBackchannelBus(
        this IServiceCollection services, IConfiguration configuration, params Action<IBusRegistrationConfigurator>[] consumers)
    {
        services.AddOptions<MassTransitHostOptions>().Configure(options =>
        {
            // RabbitMQ drops what is published before a queue is bound, silently and confirmed; the default is not to wait.
            options.WaitUntilStarted = true;
            options.StopTimeout = TimeSpan.FromSeconds(10);
        }).Validate(_ => IsUsable(configuration.GetConnectionString(RabbitMq)),
            $"ConnectionStrings:{RabbitMq} cannot be used: give amqp://user:password@host:5672/vhost.").ValidateOnStart();
        return services.AddMassTransit(bus =>
        {
            // On by default in 8.5: it would report to a server on the internet. A self-hosted tool speaks to nobody unasked.
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            foreach (var add in consumers) add(bus);

            if (configuration.GetConnectionString(RabbitMq) is { Length: > 0 } address)
                bus.UsingRabbitMq((context, rabbit) =>
                {
                    rabbit.Host(new Uri(address));
                    rabbit.ConfigureEndpoints(context);
                });
            else
                bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
        });
    }

    static bool IsUsable(string? address) => string.IsNullOrEmpty(address)
        || Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" or "rabbitmq" or "rabbitmqs" && uri.Host.Length > 0;
}
