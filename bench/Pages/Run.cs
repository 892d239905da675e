using System.Diagnostics;
using System.Net.Http.Json;
using HdrHistogram;

namespace Backchannel.Bench.Pages;

/// <param name="Cpu">Of the server, microseconds for each post delivered to each page.</param>
/// <param name="Kilobytes">Of resident memory a page, over what the server took without.</param>
/// <param name="Clients">CPU of the process that holds all the pages, and the network.</param>
sealed record Row(string Server, int Pages, double Cpu, double Kilobytes, Seen Seen, double Clients);

/// <summary>One kind of server with a number of pages.</summary>
static class Run
{
    public const string Ours = "Backchannel, `/live`";

    const double Rate = 10;
    const int Compiles = 400, WarmUp = 100, Measured = 250, Circuits = 500;

    public static async Task<Row> OnTheProduct(int pages)
    {
        await using var product = await Product.Start();
        using var crowd = new Crowd();
        return await Measure(Ours, pages, crowd, [product.Process], _ => new Uri(product.Address, $"/{Product.Event}/live"), _ =>
        {
            product.Send();
            return Task.CompletedTask;
        });
    }

    public static async Task<Row> OnNchan(int pages, string card, bool aFrameEach)
    {
        await using var nchan = await Nchan.Start();
        using var crowd = new Crowd();
        var waiting = new List<string>();
        return await Measure(aFrameEach ? "nginx with Nchan, a frame a post" : "nginx with Nchan, batched alike", pages, crowd, nchan.Workers, _ => new Uri(nchan.Address, "/sub"), async number =>
        {
            waiting.Add(OneCard.With(card, Mark.Of(number, Mark.Now)));
            // Every 250 ms, as the product does: two and three posts in turn.
            if (!aFrameEach && number % 5 is not (1 or 4)) return;
            var body = string.Join("\n", waiting);
            waiting.Clear();
            await nchan.Publish(body);
        });
    }

    static async Task<Row> Measure(string name, int pages, Crowd crowd, IReadOnlyList<Process> servers, Func<int, Uri> address, Func<int, Task> send)
    {
        // What is compiled and allocated on first use is no page's.
        crowd.Join(address, 20);
        await Machine.Paced(4 * Rate, Compiles, send);
        await Machine.Until("the warm-up is read", () => crowd.Whole(Compiles - 1) == 20);
        var empty = Use.Of(servers);
        crowd.Join(address, pages - 20);
        await Machine.Paced(Rate, WarmUp, number => send(Compiles + number));
        const int first = Compiles + WarmUp;
        await Machine.Until("everybody is there", () => crowd.Whole(first - 1) == pages);
        crowd.Begin(first);
        var (before, mine) = (Use.Of(servers), Use.Of(Process.GetCurrentProcess()));
        await Machine.Paced(Rate, Measured, number => send(first + number));
        await WaitAtMost(TimeSpan.FromSeconds(10), () => crowd.Whole(first + Measured - 1) == pages);
        var (after, spent) = (Use.Of(servers), Use.Of(Process.GetCurrentProcess()));
        var seen = crowd.Counted(first + Measured - 1);
        var row = new Row(name, pages, after.MicrosecondsSince(before, seen.Delivered), after.KilobytesSince(empty, pages - 20), seen, spent.MicrosecondsSince(mine, seen.Delivered));
        Console.WriteLine($"{row.Server}, {row.Pages} pages: {row.Cpu} µs, {row.Kilobytes} kB, p99 {seen.Milliseconds(99)} ms, lost {seen.Lost}, gone {seen.Gone}, clients {row.Clients} µs");
        return row;
    }

    public static async Task<Row> OnCircuits(string path, string name)
    {
        var address = new Uri($"http://127.0.0.1:{Machine.FreePort()}");
        using var peers = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(Report.Root(), "bench/Peers/bin/Release/net10.0/Backchannel.Bench.Peers.dll"), "--urls", $"{address}"])
        {
            WorkingDirectory = Path.Combine(Report.Root(), "bench/Peers"),
        })!;
        var circuits = new List<Circuit>();
        try
        {
            using var http = new HttpClient();
            await Machine.Until("the peers answer", async () => (await http.GetAsync(new Uri(address, path))).IsSuccessStatusCode);
            var (counts, latency, delivered, lost) = (false, new LongHistogram(600_000_000, 3), 0L, 0L);
            var sync = new Lock();
            async Task Open(int count)
            {
                for (var i = 0; i < count; i++)
                {
                    var last = -1L;
                    circuits.Add(await Circuit.Open(http, new Uri(address, path), bytes =>
                    {
                        var (from, now) = (0, Mark.Now);
                        while (Mark.TryRead(bytes, ref from, out var number, out var at))
                        {
                            if (number <= last) continue;
                            lock (sync)
                            {
                                if (counts && last >= 0)
                                {
                                    (delivered, lost) = (delivered + 1, lost + number - last - 1);
                                    latency.RecordValue(Math.Clamp(now - at, 1, 600_000_000));
                                }
                            }
                            last = number;
                        }
                    }));
                }
            }
            async Task Send(int number) =>
                (await http.PostAsJsonAsync(new Uri(address, "/publish"), new { post = new { text = $"{Mark.Of(number, Mark.Now)}: a thought of usual length about what was just said on stage, by one of many #{Product.Event}" } })).EnsureSuccessStatusCode();

            await Open(20);
            await Machine.Paced(Rate, 2 * WarmUp, Send);
            var empty = Use.Of(peers);
            await Open(Circuits - 20);
            await Machine.Paced(Rate, WarmUp, number => Send((2 * WarmUp) + number));
            counts = true;
            var (before, mine) = (Use.Of(peers), Use.Of(Process.GetCurrentProcess()));
            await Machine.Paced(Rate, Measured, number => Send((3 * WarmUp) + number));
            await WaitAtMost(TimeSpan.FromSeconds(10), () => delivered >= (long)Measured * Circuits);
            var (after, spent) = (Use.Of(peers), Use.Of(Process.GetCurrentProcess()));
            var seen = new Seen(delivered, lost, latency, 0, 0);
            var row = new Row(name, Circuits, after.MicrosecondsSince(before, delivered), after.KilobytesSince(empty, Circuits - 20), seen, spent.MicrosecondsSince(mine, delivered));
            Console.WriteLine($"{row.Server}: {row.Cpu} µs, {row.Kilobytes} kB, p99 {seen.Milliseconds(99)} ms, lost {lost}");
            return row;
        }
        finally
        {
            foreach (var circuit in circuits) await circuit.DisposeAsync();
            peers.Kill();
        }
    }

    static async Task WaitAtMost(TimeSpan most, Func<bool> condition)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < most && !condition();) await Task.Delay(20);
    }
}
