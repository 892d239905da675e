using Backchannel.Contracts;
using Backchannel.Hub.Access;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats;
using Backchannel.Hub.Chats.Rooms;
using Backchannel.Hub.Digests;
using Backchannel.Hub.Engagement;
using Backchannel.Hub.Events;
using Backchannel.Hub.Exports;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Here;
using Backchannel.Hub.People;
using Backchannel.Hub.Pulse;
using Backchannel.Hub.Questions;
using Backchannel.Hub.Recaps;
using Backchannel.Hub.Schedule;
using Backchannel.Hub.Screens;
using Backchannel.Hub.Sources;
using MassTransit;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Backchannel.Hub;

/// <summary>Everything that admits, files, archives, counts and pushes: call <see cref="AddHub"/> before the bus is added, then <see cref="MapHub"/>.</summary>
public static class HubSetup
{
    public static IServiceCollection AddHub(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HubOptions>().Bind(configuration.GetSection("Backchannel")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HubOptions>, ValidateHubOptions>();
        services.TryAddSingleton(TimeProvider.System);
        // What cannot be bound is answered by ApiProblems, in words.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<ForwardedHeadersOptions>(options => TrustForwarded(options, configuration));
        services.AddArchive(configuration).AddAccess(configuration).AddVisitorLimit().AddOpenApi().AddProblemDetails();
        services.AddSingleton<EventCatalog>().AddSingleton<EventStore>();
        services.AddSingleton<FeedReader>().AddSingleton<FeedTails>().AddSingleton<FeedWriter>().AddSingleton<Followers>().AddSingleton<Audience>().AddSingleton<TrustedPeers>();
        services.AddSingleton<DigestReader>().AddSingleton<SessionDigests>();
        services.AddSingleton<PeopleReader>().AddSingleton<LeftOutList>().AddSingleton<EventPeople>();
        services.AddSingleton<IConnectionMultiplexer>(_ => Redis(configuration)).AddSingleton<Presence>().AddSingleton<Counters>().AddSingleton<LatestPulse>();
        services.AddSingleton<SourceBoard>().AddSingleton<HereReport>().AddSingleton<HereDesk>();
        services.AddSingleton<EventScreens>().AddSingleton<ExportReader>().AddSingleton<ExportAllowance>();
        services.AddChatRooms();
        services.AddSingleton<QuestionBoards>().AddSingleton<QuestionVotes>().AddSingleton<QuestionPush>();
        services.AddSingleton<Delays>().AddHostedService(provider => provider.GetRequiredService<Delays>());
        services.AddSingleton<Queues>().AddSingleton<Reservations>().AddSingleton<WordScan>().AddSingleton<Decisions>().AddSingleton<AuditLog>().AddSingleton<AuditReader>();
        services.AddSingleton<CallLimit>().AddSignalR().AddHubOptions<FeedHub>(options =>
        {
            options.MaximumReceiveMessageSize = CallLimit.LongestMessage;
            options.AddFilter<CallLimit>();
        });
        // The archive is open before anything that needs it starts, the bus included.
        services.AddHostedService<HubStart>();
        services.AddSchedule();
        services.AddChats();
        services.AddEngagement();
        services.AddRecaps();
        services.AddSingleton<Fanout>().AddHostedService(provider => provider.GetRequiredService<Fanout>()).AddHostedService<PulseService>();
        services.AddHostedService(provider => provider.GetRequiredService<SourceBoard>());
        services.AddHostedService(provider => provider.GetRequiredService<HereReport>());
        services.AddHostedService(provider => provider.GetRequiredService<QuestionPush>());
        // In memory there can be no other hub.
        if (configuration.GetConnectionString(BusSetup.RabbitMq) is { Length: > 0 })
        {
            services.AddSingleton<FeedAnnouncements>().AddHostedService(provider => provider.GetRequiredService<FeedAnnouncements>());
            services.AddSingleton<QuestionAnnouncements>().AddHostedService(provider => provider.GetRequiredService<QuestionAnnouncements>());
        }
        services.AddHealthChecks().AddDbContextCheck("archive").AddRedisCheck("redis");
        return services;
    }

    public static void AddHubConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<PostsCapturedConsumer, PostsCapturedConsumerDefinition>();
        bus.AddConsumer<FeedAdvancedConsumer, FeedAdvancedConsumerDefinition>();
        bus.AddConsumer<OpenSourceConsumer>();
        bus.AddConsumer<ListShownConsumer>();
        bus.AddConsumer<SourceReportedConsumer, SourceReportedConsumerDefinition>();
        bus.AddConsumer<CatalogChangedConsumer, CatalogChangedConsumerDefinition>();
        bus.AddConsumer<QuestionsChangedConsumer, QuestionsChangedConsumerDefinition>();
        bus.AddConsumer<ScreenChangedConsumer, ScreenChangedConsumerDefinition>();
    }

    public static void MapHub(this WebApplication app)
    {
        // First, so that every limit counts the visitor and not the Web process or the reverse proxy in front.
        app.UseForwardedHeaders();
        app.UseApiProblems();
        app.UseAccess();
        app.UseRateLimiter();
        app.MapOpenApi().AllowAnonymous();
        app.MapHub<FeedHub>("/hubs/feed").AllowAnonymous();
        // What needs more, or is for anybody, says so itself.
        var api = app.MapGroup("").WithMetadata(new RequestSizeLimitAttribute(1024 * 1024));
        api.MapAccessApi();
        api.MapEventsApi();
        api.MapSchedule();
        api.MapChats();
        api.MapPostsApi();
        api.MapHerePosts();
        api.MapDigestsApi();
        api.MapPeopleApi();
        api.MapQuestionsApi();
        api.MapChatRooms();
        api.MapQueueApi();
        api.MapDecisionsApi();
        api.MapAuditApi();
        api.MapScreensApi();
        api.MapExportsApi();
        api.MapEngagementApi();
        api.MapRecapsApi();
    }

    // Loopback is trusted by default; whoever else may speak for visitors is named.
    static void TrustForwarded(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = 2;
        foreach (var network in configuration.GetSection("Hub:TrustedNetworks").Get<string[]>() ?? [])
            if (System.Net.IPNetwork.TryParse(network, out var trusted)) options.KnownIPNetworks.Add(trusted);
    }

    static ConnectionMultiplexer Redis(IConfiguration configuration)
    {
        var options = ConfigurationOptions.Parse(configuration.GetConnectionString("Redis") ?? "127.0.0.1:6379");
        // Counters can wait for Redis; posts cannot.
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = options.AsyncTimeout = 2_000;
        return ConnectionMultiplexer.Connect(options);
    }
}
