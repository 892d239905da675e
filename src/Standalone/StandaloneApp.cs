using Backchannel.Contracts;
using Backchannel.Demo;
using Backchannel.Hub;
using Backchannel.Ingest;
using Backchannel.Ingest.Sources.Demo;
using Backchannel.Text;
using Backchannel.Web;

namespace Backchannel.Standalone;

/// <summary>All three parts in one process, with an embedded Redis-compatible server and SQLite: the same code as apart, with other registrations.</summary>
public static class StandaloneApp
{
    const string DefaultUrl = "http://localhost:5080";

    /// <summary>Builds the process that <paramref name="args"/> describe.</summary>
    public static WebApplication Build(string[] args)
    {
        var faults = new List<string>();
        var settings = Arguments.Parse(args, faults);

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Whoever starts it, a test too: pages' files are listed under this name.
            ApplicationName = typeof(StandaloneApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        // What was given wins over what follows from it.
        builder.Configuration.AddInMemoryCollection(Mode(builder.Configuration).Where(implied => string.IsNullOrEmpty(builder.Configuration[implied.Key])).ToList());
        // Un-published runs outside Development would answer 200 with empty styles and scripts.
        builder.WebHost.UseStaticWebAssets();

        builder.AddBackchannelDefaults();
        AddRedis(builder);
        builder.Services.AddHub(builder.Configuration);
        builder.Services.AddBackchannelBus(builder.Configuration, HubSetup.AddHubConsumers, IngestSetup.AddIngestConsumers);
        if (DemoOptions.From(builder.Configuration).Demo) builder.Services.AddHostedService<DemoProgramme>().AddHostedService<DemoQuestions>().AddHostedService<DemoLanterns>();
        builder.Services.AddIngest(builder.Configuration);
        builder.Services.AddWeb(builder.Configuration);
        builder.Services.AddHostedService<Welcome>();
        builder.Services.AddOptions<Arguments.Given>().Validate(_ => faults.Count == 0, string.Join(Environment.NewLine, faults)).ValidateOnStart();

        var app = builder.Build();
        app.MapHub();
        app.MapWeb();
        app.MapBackchannelHealth();
        return app;
    }

    /// <summary>What follows from what was given: a file names the event, nothing at all means the demo.</summary>
    static Dictionary<string, string?> Mode(ConfigurationManager configuration)
    {
        var implied = new Dictionary<string, string?>();
        if (string.IsNullOrEmpty(configuration["urls"])) implied["urls"] = DefaultUrl;
        if (configuration.GetSection("Backchannel:Hashtag").GetChildren().Any()) return implied;
        if (configuration["Backchannel:Replay"] is { Length: > 0 } file)
            implied["Backchannel:Hashtag:0"] = TextFold.Tag(string.Concat(Path.GetFileNameWithoutExtension(file).Where(char.IsLetterOrDigit)));
        // A schedule without an event is a mistake that the hub names.
        else if (configuration["Backchannel:Schedule"] is not { Length: > 0 })
            DemoEvent(implied);
        return implied;
    }

    static void DemoEvent(Dictionary<string, string?> settings)
    {
        settings["Backchannel:Demo"] = "true";
        // Apart from any real event that is run here later.
        settings["Backchannel:Data"] = Path.Combine("data", "demo");
        settings["Backchannel:Name"] = DemoConference.Name;
        settings["Backchannel:TimeZone"] = DemoConference.TimeZone;
        settings["Backchannel:Accent"] = DemoConference.Accent;
        foreach (var (i, hashtag) in DemoConference.Hashtags.Index()) settings[$"Backchannel:Hashtag:{i}"] = hashtag;
    }

    static void AddRedis(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("Redis") is { Length: > 0 }) return;
        var redis = new EmbeddedRedis();
        builder.Configuration["ConnectionStrings:Redis"] = redis.Address;
        // Made by the container, so that it is stopped with it, after everything that uses it.
        builder.Services.AddSingleton(_ => redis);
        builder.Services.AddHostedService<KeepRedis>();
    }

    sealed class KeepRedis(EmbeddedRedis redis) : IHostedService
    {
        readonly EmbeddedRedis _redis = redis;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override string ToString() => _redis.Address;
    }
}
