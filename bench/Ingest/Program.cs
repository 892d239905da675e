using System.Diagnostics;
using System.Globalization;
using Backchannel.Bench;
using Backchannel.Bench.Captures;

// From a network's wire to the archive and on to a page and a follower, all in one product process with SQLite and the embedded Redis-compatible
// server: 10,000 posts a second for a minute, and 200,000 at once. Beside it, in the same run, what the parts cost when they do nothing else.
// `Ingest 5000 20` tries another rate for other seconds.

int[] numbers = [.. args.Where(arg => char.IsAsciiDigit(arg[0])).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
var (rate, seconds, burst) = (numbers.ElementAtOrDefault(0) is > 0 and var r ? r : 10_000, numbers.ElementAtOrDefault(1) is > 0 and var s ? s : 60, numbers.ElementAtOrDefault(2) is > 0 and var b ? b : 200_000);

var floors = await Floors.Measure();
Report.Tell("ingest-parts", args, ["part", "CPU µs a post"], [.. floors.Select(floor => new object[] { floor.Name, Math.Round(floor.Microseconds, 1) }), ["together", Math.Round(floors.Sum(floor => floor.Microseconds), 1)]]);

object[][] rows = [await Run($"{rate:N0} a second for {seconds} s", rate * seconds, rate), await Run($"{burst:N0} at once", burst, null)];
Report.Tell("ingest", args, ["load", "posts", "fed a second", "last one fed after s", "lost", "CPU µs a post", "of the parts'", "memory MB at most", "behind at most s"], rows);
return rows.Sum(row => (long)row[4]) == 0 ? 0 : 1;

async Task<object[]> Run(string name, int posts, int? pace)
{
    await using var product = await Product.Start();
    using var page = new Crowd();
    using var follower = new Crowd(Followers.Ping);
    page.Join(_ => new(product.Address, $"/{Product.Event}/live"), 1, inAnyOrder: true);
    follower.Join(_ => new(product.Address, "/hubs/feed"), 1, webSocket: true, Followers.After(0), inAnyOrder: true);
    await Machine.Paced(200, 3_000, _ => Send(1));
    await Machine.Until("the warm-up is read", Whole);

    page.Begin(product.Last + 1);
    follower.Begin(product.Last + 1);
    var (before, most, clock, done) = (Use.Of(product.Process), 0L, Stopwatch.StartNew(), new CancellationTokenSource());
    var watching = Task.Run(async () =>
    {
        while (!done.IsCancellationRequested)
        {
            most = Math.Max(most, Use.Of(product.Process).Memory);
            await Task.Delay(100);
        }
    });
    if (pace is { } rate) await Machine.Paced(100, posts * 100 / rate, _ => Send(rate / 100));
    else await Send(posts);
    var sent = clock.Elapsed;
    try
    {
        await Machine.Until("all is fed", Whole, TimeSpan.FromMinutes(3));
    }
    catch (TimeoutException)
    {
        Console.WriteLine($"lost: {page.Counted(product.Last).Lost} at the page, {follower.Counted(product.Last).Lost} at the follower");
    }
    var took = clock.Elapsed;
    var spent = Use.Of(product.Process);
    await done.CancelAsync();
    await watching;
    var (paged, followed) = (page.Counted(product.Last), follower.Counted(product.Last));
    var cpu = spent.MicrosecondsSince(before, posts);
    Console.WriteLine($"{name}: {cpu} µs a post, sent in {sent.TotalSeconds:0.0} s, fed in {took.TotalSeconds:0.0} s");
    return
    [
        name, posts, Math.Round(posts / took.TotalSeconds), Math.Round(took.TotalSeconds, 1), paged.Lost + followed.Lost, cpu, Math.Round(cpu / floors.Sum(floor => floor.Microseconds), 2),
        Math.Round(most / 1e6), Math.Round(Math.Max(paged.Milliseconds(100), followed.Milliseconds(100)) / 1_000, 1),
    ];

    Task Send(int count)
    {
        for (var i = 0; i < count; i++) product.Send();
        return Task.CompletedTask;
    }

    bool Whole() => page.Whole(product.Last) == 1 && follower.Whole(product.Last) == 1;
}
