using Backchannel.Ingest.Sources.Bluesky;
using Backchannel.Ingest.Sources.Demo;
using Backchannel.Ingest.Sources.Mastodon;
using Backchannel.Ingest.Sources.Replay;
using Backchannel.Ingest.Sources.X;
using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Backchannel.Ingest;

/// <summary>Everything that captures: call <see cref="AddIngest"/>, and hand <see cref="AddIngestConsumers"/> to the bus.</summary>
public static class IngestSetup
{
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<WatchedEvents>().AddSingleton<Backlogs>();
        services.AddOptions<IngestOptions>().ValidateOnStart();
        var faults = Faults(configuration);
        services.AddSingleton<IValidateOptions<IngestOptions>>(new AllFaults(faults));
        if (faults.Count > 0) return services;
        services.AddReplay(configuration).AddDemo(configuration);
        // A rehearsal or a demo listens to the networks only where it is asked to.
        var rehearsal = configuration["Backchannel:Replay"] is { Length: > 0 } || DemoOptions.From(configuration).Demo;
        if (!rehearsal || configuration.GetValue<bool>("Sources:Bluesky:Enabled")) services.AddBluesky(configuration);
        if (!rehearsal || configuration.GetValue<bool>("Sources:Mastodon:Enabled")) services.AddMastodon(configuration);
        if (!rehearsal || configuration.GetValue<bool>("Sources:X:Enabled")) services.AddX(configuration);
        return services;
    }

    public static void AddIngestConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<EventsChangedConsumer, EventsChangedConsumerDefinition>();
        bus.AddConsumer<PostsArchivedConsumer, PostsArchivedConsumerDefinition>();
    }

    /// <summary>Adds a source and the pump that runs it.</summary>
    public static IServiceCollection AddPostSource(this IServiceCollection services, Func<IServiceProvider, IPostSource> source) =>
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<CapturePump>(provider, source(provider)));

    static List<string> Faults(IConfiguration configuration) =>
    [
        .. Faults<BlueskyOptions>(configuration, BlueskyOptions.Section, BlueskyOptions.Faults),
        .. Faults<MastodonOptions>(configuration, MastodonOptions.Section, MastodonOptions.Faults),
        .. Faults<XOptions>(configuration, XOptions.Section, XOptions.Faults),
        .. Faults<ReplayOptions>(configuration, ReplayOptions.Section, ReplayOptions.Faults),
        .. DemoOptions.Faults(configuration),
    ];

    static IEnumerable<string> Faults<T>(IConfiguration configuration, string section, Func<T, IEnumerable<string>> faults) where T : new()
    {
        try
        {
            return [.. faults(configuration.GetSection(section).Get<T>() ?? new())];
        }
        catch (InvalidOperationException wrong)
        {
            // The binder's own words name the key and what it should have been.
            return [wrong.Message];
        }
    }

    sealed class AllFaults(List<string> faults) : IValidateOptions<IngestOptions>
    {
        public ValidateOptionsResult Validate(string? name, IngestOptions options) =>
            faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}

/// <summary>Stands for all settings of the sources: each source's own are in its folder.</summary>
sealed class IngestOptions;
