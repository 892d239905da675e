using System.Globalization;
using Backchannel.Latency;

// From the moment a network sends a post to the moment a follower has it: the network is a Jetstream stand-in in this process, the product runs in
// a process of its own. Prints a table and, with --write, puts it into docs/performance.md.

await using var run = await LatencyRun.Start();
var idle = await run.Measure("idle: one post at a time, 0.4–1.6 s apart", posts: 100, gap: random => TimeSpan.FromSeconds(0.4 + 1.2 * random.NextDouble()));
var busy = await run.Measure("100 posts a second, for 30 s", posts: 3_000, gap: _ => TimeSpan.FromMilliseconds(10));

string Row(Measured m) => string.Create(CultureInfo.InvariantCulture,
    $"| {m.Name} | {m.Posts} | {m.Lost} | {m.FollowerP50:0} | {m.FollowerP99:0} | {m.PageP50:0} | {m.PageP99:0} | {m.CpuMicrosecondsPerPost:0} |");
string[] table =
[
    "| load | posts | lost | follower p50 ms | follower p99 ms | page p50 ms | page p99 ms | server CPU µs a post |",
    "|---|---|---|---|---|---|---|---|",
    Row(idle), Row(busy),
];
foreach (var line in table) Console.WriteLine(line);
if (args.Contains("--write")) Report.Replace("latency", table);
return idle.Lost + busy.Lost == 0 ? 0 : 1;
