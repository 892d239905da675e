using Backchannel.Bench;
using Backchannel.Bench.Growth;

// What one request costs the product, in CPU time, as what it has grows: posts in the archive, sessions of an event, events. `Growth posts` runs
// only the first of these.

(string What, int[] Sizes, Func<Grown, int, Task> Grow)[] all =
[
    ("posts", [1_000, 10_000, 100_000, 1_000_000], (grown, size) => grown.Posts(size)),
    ("sessions", [10, 100, 1_000, 5_000], (grown, size) => grown.Sessions(size)),
    ("events", [1, 50, 500], (grown, size) => grown.Events(size)),
];
var named = all.Where(each => args.Contains(each.What)).ToList();
var rows = new List<object[]>();
foreach (var (what, sizes, grow) in named.Count > 0 ? named : [.. all])
{
    await using var grown = await Grown.Start();
    double[]? last = null;
    foreach (var size in sizes)
    {
        await grow(grown, size);
        var costs = await grown.Costs();
        rows.Add([what, size, .. costs.Select(cost => (object)Math.Round(cost, 2)), last is null ? "" : Math.Round(costs.Zip(last, (cost, before) => cost / Math.Max(before, 0.3)).Max(), 2)]);
        Console.WriteLine(string.Join(" | ", rows[^1]));
        last = costs;
    }
}
Report.Tell("growth", args, ["of", "number", .. Grown.Requests.Select(request => $"{request} CPU ms"), "the most that grew by"], rows);
return 0;
