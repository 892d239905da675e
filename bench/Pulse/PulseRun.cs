using System.Diagnostics;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Pulse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using StackExchange.Redis.Profiling;

namespace Backchannel.PulseBench;

/// <param name="Server">What keeps the counters.</param>
/// <param name="IncrementsPerSecond">The floor: bare INCRs, pipelined as the product pipelines.</param>
/// <param name="PostsPerSecond">Posts counted, 200 a message, one message after the other.</param>
/// <param name="CommandsPerPost">Redis commands for each.</param>
/// <param name="FirstReadMs">Milliseconds to read them where this process has not before.</param>
/// <param name="ReadCpuMs">CPU milliseconds of this process for a reading: the same however busy the machine is.</param>
/// <param name="ReadP50">Milliseconds to read the numbers of 1,000 sessions that all trend, from Redis.</param>
/// <param name="KeptP99">The same where somebody asked less than half a second ago.</param>
/// <param name="RebuildMs">Milliseconds to count an archive of 100,000 posts anew.</param>
sealed record Measured(
    string Server, double IncrementsPerSecond, double PostsPerSecond, double CommandsPerPost, double FirstReadMs, double ReadCpuMs, double ReadP50, double ReadP99, double KeptP99, double RebuildMs);

/// <summary>The counters of one event with 1,000 sessions, on one server.</summary>
sealed class PulseRun : IAsyncDisposable
{
    const string Slug = "benchconf";
    const int Sessions = 1_000, Message = 200, Messages = 500, Archived = 100_000;

    readonly string _folder = Directory.CreateTempSubdirectory("backchannel-pulse-").FullName;
    readonly ServiceProvider _services;
    readonly IConnectionMultiplexer _redis;
    readonly Counters _counters;
    readonly Followers _followers = new();
    readonly BenchRedis _server;
    readonly Random _random = new(1);

    public PulseRun(BenchRedis server)
    {
        _server = server;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Archive"] = $"Data Source={_folder}/bench.db" }).Build();
        _services = new ServiceCollection().AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)).AddSingleton<IConfiguration>(configuration).AddArchive(configuration).BuildServiceProvider();
        _redis = ConnectionMultiplexer.Connect($"{server.Address},connectRetry=20,connectTimeout=5000");
        _counters = new(_redis, Archives, new(_redis, _followers, TimeProvider.System), TimeProvider.System, _services.GetRequiredService<ILogger<Counters>>());
    }

    IDbContextFactory<ArchiveDb> Archives => _services.GetRequiredService<IDbContextFactory<ArchiveDb>>();

    public async Task<Measured> Measure()
    {
        await Archives.Open(CancellationToken.None);
        await MakeEvent();
        await _counters.Rebuild(Slug, CancellationToken.None);
        var floor = await Increments();
        await Count(Messages / 10);
        var (posts, commands) = (await Count(Messages), await CommandsOfOneMessage());
        var (first, cpu, reads, kept) = await Reads();
        await FillArchive();
        var clock = Stopwatch.StartNew();
        await _counters.Rebuild(Slug, CancellationToken.None);
        return new(_server.Name, floor, posts, commands, first, cpu, At(reads, 0.5), At(reads, 0.99), At(kept, 0.99), clock.Elapsed.TotalMilliseconds);
    }

    async Task<double> Increments()
    {
        const int inOneBatch = 1_000, batches = 300;
        var clock = new Stopwatch();
        for (var n = -30; n < batches; n++)
        {
            if (n == 0) clock.Start();
            var batch = _redis.GetDatabase().CreateBatch();
            var pending = Enumerable.Range(0, inOneBatch).Select(key => batch.StringIncrementAsync($"bench:{key}")).ToArray();
            batch.Execute();
            await Task.WhenAll(pending);
        }
        return inOneBatch * batches / clock.Elapsed.TotalSeconds;
    }

    async Task<double> Count(int messages)
    {
        var steps = Enumerable.Range(0, messages).Select(_ => Step()).ToList();
        var clock = Stopwatch.StartNew();
        foreach (var step in steps) await _counters.Count([step]);
        clock.Stop();
        if (await _counters.NeedsRebuild(Slug)) throw new InvalidOperationException("Something was not counted.");
        return messages * Message / clock.Elapsed.TotalSeconds;
    }

    async Task<double> CommandsOfOneMessage()
    {
        var session = new ProfilingSession();
        var isOn = true;
        _redis.RegisterProfiler(() => isOn ? session : null);
        await _counters.Count([Step()]);
        isOn = false;
        return (double)session.FinishProfiling().Count() / Message;
    }

    async Task<(double First, double Cpu, List<double> Reads, List<double> Kept)> Reads()
    {
        // Every session has been talked about by more than three in each of the last minutes.
        await Count(Messages);
        var catalog = new EventCatalog(Archives);
        await catalog.Reload(CancellationToken.None);
        var (known, latest) = (catalog.Find(Slug)!, new LatestPulse(_counters, _followers, TimeProvider.System));
        var (reads, kept, cpu) = (new List<double>(), new List<double>(), TimeSpan.Zero);
        var watch = Stopwatch.StartNew();
        await _counters.Read(known, _followers);
        var first = watch.Elapsed.TotalMilliseconds;
        for (var n = -20; n < 200; n++)
        {
            // Between two readings, half a second apart, a very busy event hears of 200 posts.
            await _counters.Count([Step()]);
            var (clock, spent) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var pulses = await _counters.Read(known, _followers);
            if (n >= 0) reads.Add(clock.Elapsed.TotalMilliseconds);
            if (n >= 0) cpu += Environment.CpuUsage.TotalTime - spent;
            if (pulses.Count(pulse => pulse.Session is not null && pulse.Heat != 1) < Sessions / 2) throw new InvalidOperationException($"Of {pulses.Count} sessions only {pulses.Count(pulse => pulse.Heat != 1)} trend, of {pulses[0].Posts} posts.");
            await latest.Get(known, CancellationToken.None);
            clock.Restart();
            await latest.Get(known, CancellationToken.None);
            if (n >= 0) kept.Add(clock.Elapsed.TotalMilliseconds);
        }
        return (first, cpu.TotalMilliseconds / reads.Count, reads, kept);
    }

    FeedStep Step() => new(Slug, 0, [], [], [.. Enumerable.Range(0, Message).Select(_ => new CardCount(Session(_random.Next(Sessions)), Author(), At(), SomeTraits(), 1))]);

    async Task MakeEvent()
    {
        await using var db = await Archives.CreateDbContextAsync();
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-30);
        db.Events.Add(new() { Slug = Slug, Name = "Bench", TimeZone = "UTC", Hashtags = [Slug], Accent = "#ff7a59", Policy = "{}" });
        for (var n = 0; n < Sessions; n++)
            db.Sessions.Add(new() { Event = Slug, Id = Session(n), Title = "Bench", Speakers = [], Hashtags = [], Start = start, End = start.AddHours(1) });
        await db.SaveChangesAsync();
    }

    async Task FillArchive()
    {
        for (var from = 0; from < Archived; from += 5_000)
        {
            await using var db = await Archives.CreateDbContextAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var n = from + 1; n <= from + 5_000; n++)
                db.Posts.Add(new()
                {
                    Event = Slug,
                    PostId = $"bluesky:{n}",
                    Network = Network.Bluesky,
                    AuthorId = Author(),
                    Body = "{}",
                    SearchText = "",
                    ShownSeq = n,
                    Session = Session(_random.Next(Sessions)),
                    CreatedAt = At(),
                    ReceivedAt = At(),
                    Traits = SomeTraits(),
                });
            await db.SaveChangesAsync();
        }
    }

    static string Session(int n) => $"session-{n}";

    string Author() => $"did:plc:{_random.Next(20_000)}";

    DateTimeOffset At() => TimeProvider.System.GetUtcNow().AddMinutes(-30 * _random.NextDouble());

    Traits SomeTraits() => _random.Next(3) == 0 ? Traits.Photo : Traits.None;

    static double At(List<double> values, double quantile) => values.Order().ElementAt((int)Math.Ceiling(quantile * values.Count) - 1);

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
