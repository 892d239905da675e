using System.Globalization;
using Backchannel.Bench;
using Backchannel.PulseBench;

// What counting and reading the rolling numbers costs, beside bare pipelined INCRs on the same server in the same run. Prints a table and, with --write,
// puts it into docs/performance.md.

var measured = new List<Measured>();
foreach (var start in new Func<BenchRedis>[] { BenchRedis.Real, BenchRedis.Embedded })
{
    using var server = start();
    await using var run = new PulseRun(server);
    measured.Add(await run.Measure());
}

string Row(Measured m) => string.Create(CultureInfo.InvariantCulture,
    $"| {m.Server} | {m.IncrementsPerSecond:N0} | {m.PostsPerSecond:N0} | {m.CommandsPerPost:0.0} | {m.PostsPerSecond * m.CommandsPerPost / m.IncrementsPerSecond:0.00} | {m.FirstReadMs:0.0} | {m.ReadCpuMs:0.0} | {m.ReadP50:0.0} | {m.ReadP99:0.0} | {m.KeptP99:0.000} | {m.RebuildMs:N0} |");
string[] table =
[
    "| server | INCRs a second | posts counted a second | commands a post | commands a second, of the INCRs' | 1,000 sessions, first ms | CPU ms | p50 ms | p99 ms | asked again p99 ms | 100,000 posts anew ms |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
    .. measured.Select(Row),
];
foreach (var line in table) Console.WriteLine(line);
if (args.Contains("--write")) Report.Replace("pulse", table);
return measured.All(m => m.PostsPerSecond >= 5_000 && m.ReadP50 < 20) ? 0 : 1;
