using System.Diagnostics;
using Backchannel.Bench;

// From the start of a published Standalone to the first wall it serves, first on an empty folder and then on the one it made; and its memory at
// rest. Beside it, in the same run, the start of an ASP.NET Core app with a Blazor page and nothing else.

const int Times = 7;
var folder = Directory.CreateTempSubdirectory("backchannel-published").FullName;
try
{
    Publish("src/Standalone", Path.Combine(folder, "product"));
    Publish("bench/Peers", Path.Combine(folder, "peer"));
    var (first, again, peer) = (new List<Started>(), new List<Started>(), new List<Started>());
    for (var i = 0; i < Times; i++)
    {
        first.Add(await Start("product/Backchannel.Standalone.dll", $"/{Product.Event}/wall", Settings(i)));
        again.Add(await Start("product/Backchannel.Standalone.dll", $"/{Product.Event}/wall", Settings(i)));
        peer.Add(await Start("peer/Backchannel.Bench.Peers.dll", "/circuit/list", []));
    }
    var rest = await Start("product/Backchannel.Standalone.dll", $"/{Product.Event}/wall", Settings(0), TimeSpan.FromSeconds(60));

    Report.Tell("start", args, ["what", "s to the first page, median of 7", "the longest", "CPU s", "MB then"],
    [
        Row("first start, on an empty folder", first), Row("started again", again), Row("an app with a Blazor page and nothing else", peer),
        ["at rest, a minute on", "", "", Math.Round(rest.Use.Cpu.TotalSeconds, 1), rest.Use.Megabytes],
    ]);
}
finally
{
    Directory.Delete(folder, true);
}
return 0;

string[] Settings(int number) => ["--hashtag", Product.Event, "--data", Path.Combine(folder, $"data{number}"), "--Sources:Bluesky:Enabled", "false", "--Sources:Mastodon:Enabled", "false"];

static object[] Row(string name, List<Started> starts)
{
    var ordered = starts.OrderBy(start => start.Took).ToList();
    return [name, Math.Round(ordered[Times / 2].Took.TotalSeconds, 2), Math.Round(ordered[^1].Took.TotalSeconds, 2), Math.Round(ordered[Times / 2].Use.Cpu.TotalSeconds, 2), ordered[Times / 2].Use.Megabytes];
}

static void Publish(string project, string to)
{
    using var publish = Process.Start("dotnet", ["publish", Path.Combine(Report.Root(), project), "-c", "Release", "--use-current-runtime", "--no-self-contained", "-p:PublishReadyToRun=true", "-o", to, "-nologo", "-v", "q"]);
    publish.WaitForExit();
    if (publish.ExitCode != 0) throw new InvalidOperationException($"{project} could not be published.");
}

async Task<Started> Start(string program, string path, string[] settings, TimeSpan? rest = null)
{
    var address = new Uri($"http://127.0.0.1:{Machine.FreePort()}");
    using var http = new HttpClient();
    var clock = Stopwatch.StartNew();
    using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, program), "--urls", $"{address}", .. settings])
    {
        RedirectStandardOutput = true,
        WorkingDirectory = Path.GetDirectoryName(Path.Combine(folder, program)),
    })!;
    process.OutputDataReceived += (_, _) => { };
    process.BeginOutputReadLine();
    try
    {
        await Machine.Until("the first page", async () => (await http.GetAsync(new Uri(address, path))).IsSuccessStatusCode);
        var took = clock.Elapsed;
        if (rest is { } pause) await Task.Delay(pause);
        return new(took, Use.Of(process));
    }
    finally
    {
        process.Kill();
        await process.WaitForExitAsync();
    }
}

sealed record Started(TimeSpan Took, Use Use);
