using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Backchannel.Bench;

// SignalR followers of an event at 10 posts a second, beside a bare SignalR hub that sends the same entries to a group, one frame a post,
// with the garbage collector that a new web app has, and with the product's.
// `Hub 1000 5000` names other numbers of followers; `--write` puts the table into docs/performance.md.

const double Rate = 10;
const int Compiles = 400, WarmUp = 100, Measured = 250;
int[] counts = [.. args.Where(arg => char.IsAsciiDigit(arg[0])).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
if (counts.Length == 0) counts = [1_000, 5_000];
var rows = new List<Row>();
using var http = new HttpClient();

foreach (var followers in counts)
{
    JsonNode entry;
    await using (var product = await Product.Start())
    {
        product.Send();
        entry = await LastEntry(product);
        rows.Add(await Measure("Backchannel", followers, product.Process, product.Address, async () => Backchannel.Bench.Followers.After(await Last(product)), "/hubs/feed", 1, _ =>
        {
            product.Send();
            return Task.CompletedTask;
        }));
    }

    rows.Add(await Bare("a bare hub, a frame a post", "1"));
    rows.Add(await Bare("the same with the collector that the product has", "0"));

    async Task<Row> Bare(string name, string serverCollector)
    {
        var address = new Uri($"http://127.0.0.1:{Machine.FreePort()}");
        using var peers = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(Report.Root(), "bench/Peers/bin/Release/net10.0/Backchannel.Bench.Peers.dll"), "--urls", $"{address}"])
        {
            WorkingDirectory = Path.Combine(Report.Root(), "bench/Peers"),
            Environment = { ["DOTNET_gcServer"] = serverCollector },
        })!;
        try
        {
            await Machine.Until("the bare hub answers", async () => (await http.GetAsync(new Uri(address, "/circuit/list"))).IsSuccessStatusCode);
            return await Measure(name, followers, peers, address, () => Task.FromResult(Backchannel.Bench.Followers.Hello("")), "/bare", 0, async number =>
            {
                entry["post"]!["text"] = $"{Mark.Of(number, Mark.Now)}: a thought of usual length about what was just said on stage, by one of many #{Product.Event}";
                using var content = new StringContent(entry.ToJsonString(), Encoding.UTF8, "application/json");
                using var answer = await http.PostAsync(new Uri(address, "/publish"), content);
                _ = answer.EnsureSuccessStatusCode();
            });
        }
        finally
        {
            peers.Kill();
        }
    }
}

// Ratios are the product's, to the hub of the row.
Report.Tell("hub", args, ["server", "followers", "CPU µs a delivered post", "ours is", "kB a follower", "ours is", "p50 ms", "p99 ms", "lost", "the clients' CPU µs a post"],
    rows.Select((row, index) => new object[]
    {
        row.Name, row.Followers, row.Cpu, Ratio(row, index, each => each.Cpu), row.Kilobytes, Ratio(row, index, each => each.Kilobytes),
        row.Seen.Milliseconds(50), row.Seen.Milliseconds(99), row.Seen.Lost, row.Clients,
    }));
return rows.Sum(row => row.Seen.Lost) == 0 ? 0 : 1;

object Ratio(Row row, int index, Func<Row, double> of) => index % 3 == 0 ? "" : Math.Round(of(rows[index - (index % 3)]) / of(row), 2);

async Task<JsonNode> LastEntry(Product product)
{
    JsonNode? entry = null;
    await Machine.Until("a post is on show", async () =>
    {
        var feed = JsonNode.Parse(await http.GetStringAsync(new Uri(product.Address, $"/api/events/{Product.Event}/posts?after=0")))!;
        return (entry = feed["entries"]!.AsArray().LastOrDefault()) is not null;
    });
    return entry!.DeepClone();
}

// As a page does, which has the posts up to a number when it begins to follow: what came before is not sent again.
async Task<long> Last(Product product) => JsonNode.Parse(await http.GetStringAsync(new Uri(product.Address, $"/api/events/{Product.Event}")))!["last"]!.GetValue<long>();

static async Task<Row> Measure(
    string name, int followers, Process server, Uri address, Func<Task<byte[]>> hello, string path, int sent, Func<int, Task> send)
{
    using var crowd = new Crowd(Backchannel.Bench.Followers.Ping);
    Uri Address(int _) => new(address, path);
    crowd.Join(Address, 20, webSocket: true, await hello());
    await Machine.Paced(4 * Rate, Compiles, number => send(sent + number));
    await Machine.Until("the warm-up is read", () => crowd.Whole(sent + Compiles - 1) == 20);
    var empty = Use.Of(server);
    crowd.Join(Address, followers - 20, webSocket: true, await hello());
    await Machine.Paced(Rate, WarmUp, number => send(sent + Compiles + number));
    var first = sent + Compiles + WarmUp;
    await Machine.Until("everybody is there", () => crowd.Whole(first - 1) == followers);
    crowd.Begin(first);
    var (before, mine) = (Use.Of(server), Use.Of(Process.GetCurrentProcess()));
    await Machine.Paced(Rate, Measured, number => send(first + number));
    for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(10) && crowd.Whole(first + Measured - 1) < followers;) await Task.Delay(20);
    var (after, spent) = (Use.Of(server), Use.Of(Process.GetCurrentProcess()));
    var seen = crowd.Counted(first + Measured - 1);
    Console.WriteLine($"{name}, {followers}: {after.MicrosecondsSince(before, seen.Delivered)} µs, {after.KilobytesSince(empty, followers - 20)} kB, lost {seen.Lost}, gone {seen.Gone}");
    return new(name, followers, after.MicrosecondsSince(before, seen.Delivered), after.KilobytesSince(empty, followers - 20), seen, spent.MicrosecondsSince(mine, seen.Delivered));
}

/// <param name="Cpu">Of the server, microseconds for each post delivered to each follower.</param>
/// <param name="Kilobytes">Of resident memory a follower, over what the server took without.</param>
/// <param name="Clients">CPU of the process that holds all the followers, and the network.</param>
sealed record Row(string Name, int Followers, double Cpu, double Kilobytes, Seen Seen, double Clients);
