using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Backchannel.StandIns.Bluesky;

namespace Backchannel.Bench;

/// <summary>The whole product in a process of its own, capturing one hashtag from a stand-in network that lives in this one.</summary>
public sealed class Product : IAsyncDisposable
{
    public const string Event = "benchconf";

    const int People = 200;

    // One post of an app, as it comes over the wire, with holes.
    const string Template = """
        {"did":"<did>","time_us":<us>,"kind":"commit","commit":{"rev":"3mtidewater2g","operation":"create","collection":"app.bsky.feed.post","rkey":"<key>","record":{"$type":"app.bsky.feed.post","createdAt":"<at>","facets":[{"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"benchconf"}],"index":{"byteEnd":115,"byteStart":105}}],"langs":["en"],"text":"zq0000000x0000000000000000q: a thought of usual length about what was just said on stage, by one of many #benchconf"},"cid":"bafyreitidewater"}}
        """;

    readonly string _data;
    readonly bool _keep;
    StrongBox<long> _commands = new();

    Product(JetstreamStandIn network, Process process, string address, string data, bool keep) =>
        (Network, Process, Address, _data, _keep) = (network, process, new(address), data, keep);

    public JetstreamStandIn Network { get; }

    public Process Process { get; }

    public Uri Address { get; }

    /// <summary>Commands that the archive has executed, where it was started with <see cref="CountsCommands"/>.</summary>
    public long Commands => Volatile.Read(ref _commands.Value);

    /// <summary>Settings by which it tells of each command.</summary>
    public static string[] CountsCommands => ["--Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command", "Information"];

    /// <summary>The number of the last post that was sent.</summary>
    public long Last { get; private set; } = -1;

    /// <param name="data">A folder to go on with; null for an empty one that is deleted afterwards.</param>
    /// <param name="settings">More of the command line.</param>
    public static async Task<Product> Start(string? data = null, params string[] settings)
    {
        var network = await JetstreamStandIn.Start();
        for (var person = 0; person < People; person++) network.AppView.Add(DidOf(person), $"bench{person}.example", $"Benedikta Bench the {person + 1}.");
        var (folder, address) = (data ?? Directory.CreateTempSubdirectory("backchannel-bench").FullName, $"http://127.0.0.1:{Machine.FreePort()}");
        var commands = new StrongBox<long>();
        var process = Run(
        [
            "--hashtag", Event, "--data", folder, "--urls", address, "--Sources:Bluesky:Jetstream", network.Jetstream,
            "--Sources:Bluesky:AppView", network.Origin, "--Sources:Mastodon:Enabled", "false", .. settings,
        ], line =>
        {
            if (line.Contains("Executed DbCommand", StringComparison.Ordinal)) _ = Interlocked.Increment(ref commands.Value);
        });
        var product = new Product(network, process, address, folder, data is not null) { _commands = commands };
        try
        {
            using var http = new HttpClient();
            await Machine.Until("the product is ready", async () => (await http.GetAsync($"{address}/health/ready")).IsSuccessStatusCode);
            await Machine.Until("the product captures", () => network.Open > 0);
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    /// <summary>The product's program, as built for release.</summary>
    public static Process Run(IEnumerable<string> arguments, Action<string>? said = null)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, line) => said?.Invoke(line.Data ?? "");
        process.BeginOutputReadLine();
        return process;
    }

    public static string Program { get; } = Path.Combine(Report.Root(), "src/Standalone/bin", Configuration, "net10.0/Backchannel.Standalone.dll");

    /// <summary>A post of usual length, with its mark and the event's hashtag, by one of two hundred people.</summary>
    public void Send()
    {
        var (now, number) = (TimeProvider.System.GetUtcNow(), ++Last);
        var timeUs = now.ToUnixTimeMilliseconds() * 1_000;
        // Cut out of one that was made whole: thousands a second must cost the network little.
        Network.Send(Template.Replace("zq0000000x0000000000000000q", Mark.Of(number, Mark.Now), StringComparison.Ordinal)
            .Replace("<key>", Text($"{number:0000000}"), StringComparison.Ordinal).Replace("<did>", DidOf(number % People), StringComparison.Ordinal)
            .Replace("<us>", Text($"{timeUs}"), StringComparison.Ordinal).Replace("<at>", Text($"{now:yyyy-MM-ddTHH:mm:ss.fff}Z"), StringComparison.Ordinal), timeUs);
    }

    static string DidOf(long person) => Text($"did:plc:bench{person:0000}");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
        await Network.DisposeAsync();
        if (!_keep) Directory.Delete(_data, true);
    }

#if DEBUG
    const string Configuration = "Debug";
#else
    const string Configuration = "Release";
#endif
}
