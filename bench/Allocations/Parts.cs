using System.Text;
using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Filing;
using Backchannel.Ingest;
using Backchannel.Ingest.Sources.Bluesky;
using Backchannel.StandIns.Bluesky;
using BenchmarkDotNet.Attributes;

namespace Backchannel.Bench.Allocations;

/// <summary>The parts that every post goes through, and the one that nearly all of Bluesky goes no further than.</summary>
[MemoryDiagnoser]
public class Parts
{
    static readonly DateTimeOffset Noon = new(2031, 5, 12, 12, 0, 0, TimeSpan.Zero);

    readonly JetstreamFilter _filter = new(new(new EventMatcher([new("benchconf", ["benchconf"]), new("knotsconf", ["knotsconf"]), new("tidesconf", ["tidesconf"])])), new([]));

    readonly byte[] _passing = Encoding.UTF8.GetBytes(JetstreamFrames.Commit("did:plc:somebodyelse", "3mtidewater2g", 1_900_000_000_000_000,
        JetstreamFrames.Record("おはよう from the harbour, where the tide is out and #nobody waits", Noon, "nobody")).Json);

    readonly Post _post = new()
    {
        Id = "bluesky:at://did:plc:bench/app.bsky.feed.post/3mtidewater2g",
        Network = Network.Bluesky,
        Url = "https://bsky.example/post",
        Author = new("did:plc:bench", "bench.example", "Benedikta Bench", null, "https://bsky.example/bench"),
        Text = "A thought of usual length about what was just said on stage, by one of many people who are here #benchconf",
        Spans = [new(96, 10, SpanKind.Hashtag, "benchconf")],
        CreatedAt = Noon,
        ReceivedAt = Noon,
    };

    readonly FilingRules _rules = new([.. Enumerable.Range(0, 40).Select(n => new SessionInfo(
        $"talk{n}", $"Talk number {n}, of ropes and tides", $"Room {n % 8}", null, ["Ana Lindqvist"], Noon.AddMinutes(n / 8 * 45 - 90), Noon.AddMinutes(n / 8 * 45 - 50), [$"talk{n}"], null))], [], ["benchconf"]);

    readonly AdmissionRules _admission = new(new EventPolicy(AdmissionMode.Auto, ["barnacle", "*bilge*"], [], [], DefaultWords: true));

    readonly string _body;

    public Parts() => _body = PostBody.Write(_post);

    [Benchmark(Description = "a Jetstream message that is not ours: looked through and let go")]
    public bool Pass() => _filter.Look(_passing, out _) == Glance.Passes;

    [Benchmark(Description = "filing a post in a programme of 40 sessions")]
    public object File() => _rules.File(_post, null, Filed.Nowhere);

    [Benchmark(Description = "admitting a post by blocked words")]
    public object Admit() => _admission.Admit(_post, false, null);

    [Benchmark(Description = "writing a post's body")]
    public string Write() => PostBody.Write(_post);

    [Benchmark(Description = "reading it back")]
    public object Read() => PostBody.Read(_body);
}
