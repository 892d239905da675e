using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Feed;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Backchannel.Hub.Tests;

/// <summary>A real hub on loopback over an archive in a folder of its own, a database of a real Redis and an in-memory bus.</summary>
sealed partial class HubUnderTest : IAsyncDisposable
{
    public const string Key = "a-made-up-key-for-organizers";

    readonly string _folder = Directory.CreateTempSubdirectory("backchannel-hub-").FullName;
    readonly Dictionary<string, string?> _settings;
    readonly TimeProvider? _time;
    readonly Action<WebApplication>? _beside;
    readonly Action<IServiceCollection>? _services;
    WebApplication? _app;
    OwnNews _news = new();
    int _positions;

    HubUnderTest(
        string redis, Dictionary<string, string?> settings, TimeProvider? time, Action<WebApplication>? beside, Action<IServiceCollection>? services)
    {
        (_time, _beside, _services) = (time, beside, services);
        _settings = new()
        {
            ["Backchannel:Hashtag:0"] = Made.Event,
            ["Backchannel:ApiKey"] = Key,
            ["Backchannel:Data"] = _folder,
            ["ConnectionStrings:Redis"] = redis,
        };
        foreach (var (key, value) in settings) _settings[key] = value;
    }

    /// <param name="settings">On top of those every hub here has.</param>
    /// <param name="time">The system's clock where null.</param>
    /// <param name="redis">The shared one where null.</param>
    /// <param name="beside">What else the process serves.</param>
    /// <param name="services">What takes the place of the hub's own.</param>
    public static async Task<HubUnderTest> Start(
        Dictionary<string, string?>? settings = null, TimeProvider? time = null, RedisServer? redis = null, Action<WebApplication>? beside = null,
        Action<IServiceCollection>? services = null)
    {
        var hub = new HubUnderTest(redis?.Address ?? await RedisServer.EmptyDatabase(), settings ?? [], time, beside, services);
        await hub.Open();
        return hub;
    }

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    public string ArchiveFile => Path.Combine(_folder, "backchannel.db");

    /// <summary>Stops the hub and starts it on the same folder, at another address.</summary>
    /// <param name="meanwhile">Done while it is down.</param>
    public async Task Restart(Action? meanwhile = null)
    {
        await Close();
        meanwhile?.Invoke();
        await Open();
    }

    /// <summary>Only while the hub is down.</summary>
    public void DeleteArchive()
    {
        // In production this is another process, without connections of its own to the old file.
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder, "backchannel.db*")) File.Delete(file);
    }

    /// <summary>Changes a setting from the next start on.</summary>
    public void Set(string key, string? value) => _settings[key] = value;

    /// <summary>Sends changes as a source would and waits until they are archived.</summary>
    public Task Capture(params PostChange[] changes) => Capture("bluesky", changes);

    public async Task Capture(string source, params PostChange[] changes)
    {
        var position = $"made-up {Interlocked.Increment(ref _positions)}";
        await Publish(new(source, position, changes));
        await Eventually.True(async () => await Position(source) == position, $"{source} is archived up to {position}");
        // The tails hear of a commit a moment after it: one writer at a time, so that this waits for them.
        await Services.GetRequiredService<FeedWriter>().Apply(new(source, null, []), CancellationToken.None);
    }

    /// <summary>Sends a message and does not wait.</summary>
    public Task Publish(PostsCaptured message) => Services.GetRequiredService<IBus>().Publish(message);

    public Task<string?> Position(string source) => Read(db => db.Sources.Where(s => s.Source == source).Select(s => s.Position).SingleOrDefaultAsync());

    /// <summary>Looks into the archive itself.</summary>
    public async Task<T> Read<T>(Func<ArchiveDb, Task<T>> query)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<ArchiveDb>>().CreateDbContextAsync();
        return await query(db);
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        Directory.Delete(_folder, recursive: true);
    }

    async Task Open()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder, EnvironmentName = "Production" });
        // MassTransit keeps the logger of the last bus in a static: it must outlive every hub.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (_time is not null) builder.Services.AddSingleton(_time);
        builder.Services.AddHub(builder.Configuration);
        builder.Services.AddBackchannelBus(builder.Configuration, HubSetup.AddHubConsumers);
        _news = new();
        builder.Services.AddPublishObserver(_ => _news).AddConsumeObserver(_ => _news);
        _services?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapHub();
        _beside?.Invoke(_app);
        _app.MapBackchannelHealth();
        // First, as ProcessStart does.
        _app.Services.GetService<IStartupValidator>()?.Validate();
        await _app.StartAsync();
        Address = new(_app.Urls.First());
        Http = new HttpClient { BaseAddress = Address };
    }

    async Task Close()
    {
        Http?.Dispose();
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }
}
