using System.Diagnostics;
using System.Text.Json.Nodes;
using Backchannel.Bench;

// 5,000 pages and 1,000 followers lose their connections at once, miss some posts and come back all together, each from where it was.

const double Rate = 10;
const int Pages = 5_000, Follow = 1_000, Missed = 30;
await using var product = await Product.Start(null, Product.CountsCommands);
using var http = new HttpClient();
using var pages = new Crowd();
using var followers = new Crowd(Followers.Ping);
Task Send(int _)
{
    product.Send();
    return Task.CompletedTask;
}
bool Whole() => pages.Whole(product.Last) == Pages && followers.Whole(product.Last) == Follow;
Uri Live(string query) => new(product.Address, $"/{Product.Event}/live{query}");

product.Send();
await Task.Delay(1_000);
pages.Join(_ => Live(""), Pages);
followers.Join(_ => new(product.Address, "/hubs/feed"), Follow, webSocket: true, Followers.After(0));
await Machine.Paced(Rate, 100, Send);
await Machine.Until("everybody is there", Whole);
var epoch = JsonNode.Parse(await http.GetStringAsync(new Uri(product.Address, $"/api/events/{Product.Event}")))!["epoch"]!.GetValue<string>();
var (cpuBefore, memoryBefore) = await Steady();

var idle = product.Commands;
await Task.Delay(5_000);
idle = product.Commands - idle;

_ = pages.Cut();
_ = followers.Cut();
// One post after the other, so that what a reader missed is known: in an archive of nothing else, a post's number and one is its entry's.
var seq = product.Last + 1;
await Machine.Paced(Rate, Missed, Send);
await Task.Delay(1_000);

var (commands, use, clock) = (product.Commands, Use.Of(product.Process), Stopwatch.StartNew());
var joining = Task.Run(() => pages.Join(_ => Live($"?after={epoch}.{seq}"), Pages));
followers.Join(_ => new(product.Address, "/hubs/feed"), Follow, webSocket: true, Followers.After(seq));
await joining;
var connected = clock.Elapsed;
await Machine.Until("everybody is whole again", Whole);
var (whole, cpu) = (clock.Elapsed, (Use.Of(product.Process).Cpu - use.Cpu).TotalSeconds);
await Task.Delay(TimeSpan.FromSeconds(5) - clock.Elapsed > TimeSpan.Zero ? TimeSpan.FromSeconds(5) - clock.Elapsed : TimeSpan.Zero);
commands = product.Commands - commands;
var (cpuAfter, memoryAfter) = await Steady();

Report.Tell("herd", args, ["what", "figure"],
[
    ["pages and followers", $"{Pages} and {Follow}"],
    ["posts missed by each", Missed],
    ["all connected again after s (the clients' own pace)", Math.Round(connected.TotalSeconds, 2)],
    ["all whole again after s", Math.Round(whole.TotalSeconds, 2)],
    ["server CPU s for it", Math.Round(cpu, 2)],
    ["archive commands in those 5 s, and in 5 s of idling", $"{commands} and {idle}"],
    ["CPU µs a delivered post before, and after", $"{cpuBefore} and {cpuAfter}"],
    ["memory MB before, and after", $"{memoryBefore} and {memoryAfter}"],
]);
return 0;

async Task<(double Cpu, double Megabytes)> Steady()
{
    var (before, first) = (Use.Of(product.Process), product.Last);
    await Machine.Paced(Rate, 150, Send);
    await Machine.Until("all is read", Whole);
    var after = Use.Of(product.Process);
    return (after.MicrosecondsSince(before, (product.Last - first) * (Pages + Follow)), after.Megabytes);
}
