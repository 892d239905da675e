using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Backchannel.StandIns.Bluesky;
using Microsoft.AspNetCore.SignalR.Client;

namespace Backchannel.Latency;

/// <param name="Name">What the load was.</param>
/// <param name="Posts">How many were sent.</param>
/// <param name="Lost">How many never came.</param>
/// <param name="FollowerP50">Milliseconds from sent to a SignalR follower.</param>
/// <param name="PageP50">Milliseconds from sent to a page on <c>/live</c>.</param>
/// <param name="CpuMicrosecondsPerPost">CPU time of the product's process, by the operating system, divided by the posts.</param>
sealed record Measured(
    string Name, int Posts, int Lost, double FollowerP50, double FollowerP99, double PageP50, double PageP99, double CpuMicrosecondsPerPost);

/// <summary>The product in a process of its own between a stand-in network and two readers: a SignalR follower and a page.</summary>
sealed partial class LatencyRun : IAsyncDisposable
{
    const string Did = "did:plc:bench";

    readonly JetstreamStandIn _network;
    readonly Process _product;
    readonly string _data;
    readonly HubConnection _follower;
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentDictionary<string, long> _sent = new();
    readonly ConcurrentDictionary<string, double> _followed = new(), _paged = new();
    int _next;

    LatencyRun(JetstreamStandIn network, Process product, string data, HubConnection follower) =>
        (_network, _product, _data, _follower) = (network, product, data, follower);

    public static async Task<LatencyRun> Start()
    {
        var network = await JetstreamStandIn.Start();
        network.AppView.Add(Did, "bench.example", "Benedikta Bench");
        var (data, address) = (Directory.CreateTempSubdirectory("backchannel-latency").FullName, $"http://127.0.0.1:{FreePort()}");
        var product = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(Report.Root(), "src/Standalone/bin", Configuration, "net10.0/Backchannel.Standalone.dll"),
            "--hashtag", "benchconf", "--data", data, "--urls", address,
            "--Sources:Bluesky:Jetstream", network.Jetstream, "--Sources:Bluesky:AppView", network.Origin, "--Sources:Mastodon:Enabled", "false",
        ])
        { RedirectStandardOutput = true })!;
        product.OutputDataReceived += (_, _) => { };
        product.BeginOutputReadLine();
        using var http = new HttpClient();
        await Until(async () => (await http.GetAsync($"{address}/health/ready")).IsSuccessStatusCode);
        await Until(() => Task.FromResult(network.Open > 0));

        var follower = new HubConnectionBuilder().WithUrl($"{address}/hubs/feed").Build();
        var run = new LatencyRun(network, product, data, follower);
        follower.On<FeedBatch>(nameof(IFeedClient.Entries), batch => run.Arrived(run._followed, batch.Entries.Select(e => e.PostId)));
        await follower.StartAsync();
        await follower.InvokeAsync<FeedPage>("Follow", "benchconf", null, 0L);
        _ = run.ReadPage($"{address}/benchconf/live?after=0");
        await run.Measure("warm-up", 200, _ => TimeSpan.FromMilliseconds(20));
        return run;
    }

    public async Task<Measured> Measure(string name, int posts, Func<Random, TimeSpan> gap)
    {
        _sent.Clear();
        _followed.Clear();
        _paged.Clear();
        var (random, cpu, clock, due) = (new Random(1), Cpu(), Stopwatch.StartNew(), TimeSpan.Zero);
        for (var i = 0; i < posts; i++)
        {
            due += gap(random);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed);
            Send();
        }
        await Until(() => Task.FromResult(_followed.Count >= posts && _paged.Count >= posts), TimeSpan.FromSeconds(10));
        var spent = Cpu() - cpu;
        var (follower, page) = (Sorted(_followed), Sorted(_paged));
        return new(name, posts, 2 * posts - follower.Count - page.Count, At(follower, 0.5), At(follower, 0.99), At(page, 0.5), At(page, 0.99),
            spent.TotalMicroseconds / posts);
    }

    void Send()
    {
        var now = DateTimeOffsetNow();
        var key = $"k{Interlocked.Increment(ref _next)}";
        var record = JetstreamFrames.Record($"Number {_next}: a thought of usual length about what was just said on stage #benchconf", now, "benchconf");
        _sent[$"bluesky:at://{Did}/app.bsky.feed.post/{key}"] = Stopwatch.GetTimestamp();
        _network.Send(JetstreamFrames.Commit(Did, key, now.ToUnixTimeMilliseconds() * 1_000, record));
    }

    void Arrived(ConcurrentDictionary<string, double> arrivals, IEnumerable<string> ids)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var id in ids)
            if (_sent.TryGetValue(id, out var sent)) arrivals.TryAdd(id, Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
    }

    async Task ReadPage(string address)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var reader = new StreamReader(await http.GetStreamAsync(address, _stop.Token));
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
            Arrived(_paged, PostIds().Matches(line).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)));
    }

    TimeSpan Cpu()
    {
        _product.Refresh();
        return _product.TotalProcessorTime;
    }

    static List<double> Sorted(ConcurrentDictionary<string, double> arrivals) => [.. arrivals.Values.Order()];

    static double At(List<double> sorted, double quantile) =>
        sorted.Count == 0 ? double.NaN : sorted[(int)Math.Ceiling(quantile * sorted.Count) - 1];

    static DateTimeOffset DateTimeOffsetNow() => TimeProvider.System.GetUtcNow();

    static async Task Until(Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < (patience ?? TimeSpan.FromSeconds(60)))
        {
            try
            {
                if (await condition()) return;
            }
            catch (HttpRequestException) { }
            await Task.Delay(50);
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _follower.DisposeAsync();
        _product.Kill();
        await _product.WaitForExitAsync();
        _product.Dispose();
        await _network.DisposeAsync();
        Directory.Delete(_data, recursive: true);
        _stop.Dispose();
    }

#if DEBUG
    const string Configuration = "Debug";
#else
    const string Configuration = "Release";
#endif

    [GeneratedRegex("data-post=\"([^\"]+)\"")]
    private static partial Regex PostIds();
}
