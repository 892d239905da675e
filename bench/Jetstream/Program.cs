using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Backchannel.Bench;
using Backchannel.StandIns.Bluesky;

// All of Bluesky at fifty times its usual rate, of which nearly nothing is ours: three hashtags are watched. The floor is reading the same
// messages from the same socket and looking at none of them.

const double Rate = 2_500;
const int Seconds = 40;

if (args is ["--read", var address])
{
    using var socket = new ClientWebSocket();
    await socket.ConnectAsync(new(address), CancellationToken.None);
    var buffer = new byte[64 * 1024];
    while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
    {
        // That is all.
    }
    return 0;
}

await using var product = await Product.Start(null, "--hashtag", "knotsconf", "--hashtag", "tidesconf");
using var page = new Crowd();
page.Join(_ => new(product.Address, $"/{Product.Event}/live"), 1);
product.Send();
await Machine.Until("the first post is read", () => page.Whole(product.Last) == 1);
var frames = Frames(20_000);

await Firehose(20);
var quiet = Use.Of(product.Process);
await Task.Delay(TimeSpan.FromSeconds(Seconds));
var idle = Use.Of(product.Process).Cpu - quiet.Cpu;

var (before, clock) = (Use.Of(product.Process), Stopwatch.StartNew());
await Firehose(Seconds);
var spent = Use.Of(product.Process).Cpu - before.Cpu;
var seconds = clock.Elapsed.TotalSeconds;
await Machine.Until("ours are read", () => page.Whole(product.Last) == 1);
var floor = await Floor();

var share = 100 * (spent / seconds - (idle / Seconds)).TotalSeconds;
var perMessage = 1e6 * share / 100 / Rate;
Report.Tell("jetstream", args, ["what", "figure"],
[
    ["messages a second", Rate],
    ["bytes a message", Math.Round(frames.Average(frame => frame.Json.Length))],
    ["of one core %, over idling", Math.Round(share, 1)],
    ["idling, of one core %", Math.Round(100 * idle.TotalSeconds / Seconds, 1)],
    ["CPU µs a message", Math.Round(perMessage, 1)],
    ["CPU µs to read it from the socket and look at nothing", Math.Round(floor, 1)],
    ["of that", Math.Round(perMessage / floor, 2)],
    ["ours among them, all of them read", product.Last + 1],
]);
return 0;

// One in 2,500 is ours: one a second.
Task Firehose(int seconds) => Machine.Paced(100, seconds * 100, tick =>
{
    for (var i = 0; i < Rate / 100; i++) product.Network.Send(frames[(int)(((tick * (Rate / 100)) + i) % frames.Count)].Json);
    if (tick % 100 == 0) product.Send();
    return Task.CompletedTask;
});

// In a process of its own, as the product is: this program, started again to do nothing but read.
async Task<double> Floor()
{
    await using var network = await JetstreamStandIn.Start();
    using var reader = Process.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "Backchannel.Bench.Jetstream.dll"), "--read", network.Jetstream]);
    await Machine.Until("the reader is there", () => network.Open > 0);
    var (used, clock) = (TimeSpan.Zero, new Stopwatch());
    await Machine.Paced(100, (20 + Seconds) * 100, tick =>
    {
        if (tick == 20 * 100)
        {
            used = Use.Of(reader).Cpu;
            clock.Start();
        }
        for (var i = 0; i < Rate / 100; i++) network.Send(frames[(int)(((tick * (Rate / 100)) + i) % frames.Count)].Json);
        return Task.CompletedTask;
    });
    var cpu = Use.Of(reader).Cpu - used;
    reader.Kill();
    return cpu.TotalMicroseconds / (Rate * clock.Elapsed.TotalSeconds);
}

// As various as Bluesky is: half of it in scripts that take three bytes a letter, most of it short, a third with links, tags or pictures.
static List<JetstreamFrame> Frames(int count)
{
    var random = new Random(7);
    string[] words = ["the", "harbour", "is", "quiet", "tonight", "ありがとう", "おはよう", "港", "静か", "não", "coração", "mañana", "știri", "дождь", "утро", "고마워", "🌊", "🪢", "and", "boats", "wait", "for", "tide"];
    return [.. Enumerable.Range(0, count).Select(number =>
    {
        var text = string.Join(' ', Enumerable.Range(0, 3 + random.Next(random.Next(4) == 0 ? 45 : 15)).Select(_ => words[random.Next(words.Length)]));
        if (random.Next(3) == 0) text += $" #{words[random.Next(3)]}{random.Next(500)}";
        var tags = text.Split(' ').Where(word => word.StartsWith('#')).Select(tag => tag[1..]).ToArray();
        var record = JetstreamFrames.Record(text, DateTimeOffset.UnixEpoch.AddSeconds(1_900_000_000 + number), tags);
        if (random.Next(4) == 0) record["embed"] = JsonNode.Parse("""{"$type":"app.bsky.embed.external","external":{"uri":"https://tidewater.example/a-long-address-of-some-article-or-other","title":"An article or other","description":"What it is about, in a sentence or two, as sites give it"}}""");
        if (random.Next(3) == 0) record["reply"] = JsonNode.Parse("""{"parent":{"cid":"bafyreitidewaterparent","uri":"at://did:plc:somebodyelse/app.bsky.feed.post/3mtidewater2g"},"root":{"cid":"bafyreitidewaterroot","uri":"at://did:plc:somebodyelse/app.bsky.feed.post/3mtidewater2g"}}""");
        return JetstreamFrames.Commit(string.Create(CultureInfo.InvariantCulture, $"did:plc:{random.Next():x8}somebodyelse"), string.Create(CultureInfo.InvariantCulture, $"3m{number:x11}"), 1_900_000_000_000_000 + number, record);
    })];
}
