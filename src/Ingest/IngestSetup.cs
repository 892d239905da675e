using MassTransit;

namespace Backchannel.Ingest;

/// <summary>Everything that captures: call <see cref="AddIngest"/>, and hand <see cref="AddIngestConsumers"/> to the bus.</summary>
public static class IngestSetup
{
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<WatchedEvents>();
        return services;
    }

    public static void AddIngestConsumers(IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<EventsChangedConsumer, EventsChangedConsumerDefinition>();

    /// <summary>Adds a source and the pump that runs it.</summary>
    public static IServiceCollection AddPostSource(this IServiceCollection services, Func<IServiceProvider, IPostSource> source) =>
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<CapturePump>(provider, source(provider)));
}
