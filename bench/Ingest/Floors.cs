using System.Diagnostics;
using System.Globalization;
using Backchannel.Contracts;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Backchannel.Bench.Captures;

/// <summary>What a post costs at the least in each part that it goes through, 200 at a time: the part alone, with nothing of ours.</summary>
static class Floors
{
    const int Batch = 200, Batches = 500;

    public static async Task<IReadOnlyList<(string Name, double Microseconds)>> Measure() =>
    [
        ("MassTransit in memory: publish and consume", await Bus()),
        ("SQLite: two rows and their indexes, 200 posts a transaction", Sqlite()),
        ("redis-server and its client: 6 commands in a pipeline", await Redis()),
    ];

    static async Task<double> Bus()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<Arrivals>();
        _ = builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            _ = bus.AddConsumer<Arrivals.BenchConsumer>();
            bus.UsingInMemory((context, configure) => configure.ConfigureEndpoints(context));
        });
        using var host = builder.Build();
        await host.StartAsync();
        var (bus, arrivals, message) = (host.Services.GetRequiredService<IBus>(), host.Services.GetRequiredService<Arrivals>(), new PostsCaptured("bench", "1", [.. Enumerable.Range(0, Batch).Select(Post)]));
        async Task Send(int count)
        {
            var until = arrivals.Count + count;
            for (var i = 0; i < count; i++) await bus.Publish(message);
            await Machine.Until("all are consumed", () => arrivals.Count >= until);
        }
        await Send(50);
        var before = Environment.CpuUsage.TotalTime;
        await Send(Batches);
        var spent = Environment.CpuUsage.TotalTime - before;
        await host.StopAsync();
        return spent.TotalMicroseconds / (Batch * Batches);
    }

    static PostSeen Post(int number)
    {
        var at = TimeProvider.System.GetUtcNow();
        return new([Product.Event], new()
        {
            Id = $"bluesky:at://did:plc:bench/app.bsky.feed.post/{number}",
            Network = Network.Bluesky,
            Url = "https://bsky.example/post",
            Author = new("did:plc:bench", "bench.example", "Benedikta Bench", null, "https://bsky.example/bench"),
            Text = "A thought of usual length about what was just said on stage, by one of many people who are here #benchconf",
            CreatedAt = at,
            ReceivedAt = at,
        }, []);
    }

    static double Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("backchannel-floor").FullName;
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "floor.db")};Pooling=False");
            connection.Open();
            Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
            Execute("""
                CREATE TABLE posts (event TEXT, id TEXT, author TEXT, body TEXT, at INTEGER, seq INTEGER, session TEXT, PRIMARY KEY (event, id)) WITHOUT ROWID;
                CREATE INDEX by_seq ON posts (event, seq); CREATE INDEX by_session ON posts (event, session, seq); CREATE INDEX by_author ON posts (event, author);
                CREATE TABLE entries (event TEXT, seq INTEGER, kind INTEGER, post TEXT, session TEXT, PRIMARY KEY (event, seq)) WITHOUT ROWID;
                """);
            var (body, number, before) = (new string('x', 700), 0, TimeSpan.Zero);
            for (var batch = 0; batch < Batches + 20; batch++)
            {
                if (batch == 20) before = Environment.CpuUsage.TotalTime;
                using var transaction = connection.BeginTransaction();
                using var post = Prepare("INSERT INTO posts VALUES ('benchconf', $a, $b, $c, $d, $e, 'queues')", 5);
                using var entry = Prepare("INSERT INTO entries VALUES ('benchconf', $a, 0, $b, 'queues')", 2);
                for (var i = 0; i < Batch; i++, number++)
                {
                    var id = $"bluesky:at://did:plc:bench/app.bsky.feed.post/{number}";
                    Set(post, id, $"did:plc:bench{number % 1_000}", body, number, number);
                    Set(entry, number, id);
                }
                transaction.Commit();
            }
            return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (Batch * Batches);

            SqliteCommand Prepare(string sql, int parameters)
            {
                var command = connection.CreateCommand();
                command.CommandText = sql;
                for (var i = 0; i < parameters; i++) _ = command.Parameters.Add(new() { ParameterName = $"${(char)('a' + i)}" });
                return command;
            }

            void Execute(string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                _ = command.ExecuteNonQuery();
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }

        static void Set(SqliteCommand command, params ReadOnlySpan<object> values)
        {
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
            _ = command.ExecuteNonQuery();
        }
    }

    /// <summary>Of the server and of the client: counting a post takes at the least its minute, its session's, who wrote it, a rank and a landmark.</summary>
    static async Task<double> Redis()
    {
        var port = Machine.FreePort();
        using var server = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]) { RedirectStandardOutput = true })!;
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port},connectRetry=20"));
            var (database, before) = (redis.GetDatabase(), TimeSpan.Zero);
            for (var batch = 0; batch < Batches + 20; batch++)
            {
                if (batch == 20) before = Environment.CpuUsage.TotalTime + server.TotalProcessorTime;
                var pipeline = database.CreateBatch();
                var last = Task.CompletedTask;
                for (var i = 0; i < Batch; i++)
                {
                    _ = pipeline.HashIncrementAsync("minutes", batch, flags: CommandFlags.FireAndForget);
                    _ = pipeline.HashIncrementAsync("minutes:queues", batch, flags: CommandFlags.FireAndForget);
                    _ = pipeline.SortedSetIncrementAsync("heat:fast", "queues", 1.5, CommandFlags.FireAndForget);
                    _ = pipeline.SortedSetIncrementAsync("heat:slow", "queues", 1.5, CommandFlags.FireAndForget);
                    _ = pipeline.SortedSetIncrementAsync("people:queues", i % 100, 1, CommandFlags.FireAndForget);
                    last = pipeline.StringSetAsync("landmark", batch);
                }
                pipeline.Execute();
                await last;
            }
            server.Refresh();
            return (Environment.CpuUsage.TotalTime + server.TotalProcessorTime - before).TotalMicroseconds / (Batch * Batches);
        }
        finally
        {
            server.Kill();
        }
    }
}

/// <summary>How many messages came.</summary>
sealed class Arrivals
{
    int _count;

    public int Count => Volatile.Read(ref _count);

    public sealed class BenchConsumer(Arrivals arrivals) : IConsumer<PostsCaptured>
    {
        public Task Consume(ConsumeContext<PostsCaptured> context)
        {
            _ = Interlocked.Increment(ref arrivals._count);
            return Task.CompletedTask;
        }
    }
}
