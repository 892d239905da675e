using System.Diagnostics;
using Backchannel.Bench;

// From the moment a network sends a post to the moment one SignalR follower, and one page on /live, has it.

await using var product = await Product.Start();
using var page = new Crowd();
using var follower = new Crowd(Followers.Ping);
page.Join(_ => new(product.Address, $"/{Product.Event}/live"), 1);
follower.Join(_ => new(product.Address, "/hubs/feed"), 1, webSocket: true, Followers.After(0));
await Machine.Paced(50, 200, Send);
await Machine.Until("the warm-up is read", Whole);
// What the warm-up left to compile and to collect is no idling.
await Task.Delay(TimeSpan.FromSeconds(30));

var quiet = Use.Of(product.Process);
await Task.Delay(TimeSpan.FromSeconds(20));
var idle = (Use.Of(product.Process).Cpu - quiet.Cpu).TotalMilliseconds / 20;

object[][] rows =
[
    await Measure("one post a second", posts: 100, rate: 1),
    await Measure("100 posts a second", posts: 3_000, rate: 100),
];
Report.Tell("latency", args, ["load", "posts", "lost", "follower p50 ms", "follower p99 ms", "page p50 ms", "page p99 ms", "server CPU ms a post, over idling", "idling, ms a second"], rows);
return rows.Sum(row => (long)row[2]) == 0 ? 0 : 1;

async Task<object[]> Measure(string name, int posts, double rate)
{
    var first = product.Last + 1;
    page.Begin(first);
    follower.Begin(first);
    var (before, clock) = (Use.Of(product.Process), Stopwatch.StartNew());
    await Machine.Paced(rate, posts, Send);
    await Machine.Until("all is read", Whole);
    var spent = (Use.Of(product.Process).Cpu - before.Cpu).TotalMilliseconds - (idle * clock.Elapsed.TotalSeconds);
    var (followed, paged) = (follower.Counted(product.Last), page.Counted(product.Last));
    return
    [
        name, posts, followed.Lost + paged.Lost, followed.Milliseconds(50), followed.Milliseconds(99), paged.Milliseconds(50), paged.Milliseconds(99),
        Math.Round(spent / posts, 1), Math.Round(idle, 1),
    ];
}

Task Send(int _)
{
    product.Send();
    return Task.CompletedTask;
}

bool Whole() => page.Whole(product.Last) == 1 && follower.Whole(product.Last) == 1;
