using System.Text.Json.Nodes;
using Backchannel.Contracts;
using Backchannel.Ingest.Sources.Bluesky;
using Backchannel.StandIns.Bluesky;

namespace Backchannel.Ingest.Tests.Bluesky;

/// <summary>A stand-in network with two people on it, and the source that captures #harbourconf from it, at a quick pace.</summary>
sealed class BlueskyBed : IAsyncDisposable
{
    public const string Mira = "did:plc:mira2okonjo3tidewater4ab";
    public const string Tomasz = "did:plc:tomasz2reed3tidewater4ab";

    public static readonly IReadOnlyList<WatchedEvent> Events = [new("harbourconf", ["harbourconf"])];

    readonly HttpClient _http = new();
    long _clock = 1_000_000;

    BlueskyBed(JetstreamStandIn network) => Network = network;

    public JetstreamStandIn Network { get; }

    public BlueskyPace Pace { get; set; } = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(20),
        LongestPause = TimeSpan.FromMilliseconds(100),
        BetweenLookups = TimeSpan.FromMilliseconds(5),
        PassEvery = TimeSpan.FromMilliseconds(1),
    };

    public static async Task<BlueskyBed> Make()
    {
        var bed = new BlueskyBed(await JetstreamStandIn.Start());
        bed.Network.AppView.Add(Mira, "mira.tidewater.example", "Mira Okonjo", "https://cdn.tidewater.example/mira.jpg");
        bed.Network.AppView.Add(Tomasz, "tomasz.tidewater.example", "Tomasz Reed");
        return bed;
    }

    /// <summary>Runs the source, and waits until it is connected.</summary>
    public async Task<SourceRun> Listen(
        string? position = null, IReadOnlyList<string>? knownAuthors = null, TimeProvider? time = null, IReadOnlyList<WatchedEvent>? events = null)
    {
        var before = Network.Connections;
        var run = Start(position, knownAuthors, time, events: events);
        await run.Wait(() => Network.Connections > before);
        return run;
    }

    public SourceRun Start(
        string? position = null, IReadOnlyList<string>? knownAuthors = null, TimeProvider? time = null, string? jetstream = null,
        IReadOnlyList<WatchedEvent>? events = null)
    {
        var options = new BlueskyOptions { Jetstream = jetstream ?? Network.Jetstream, AppView = Network.Origin };
        return SourceRun.Start(new BlueskySource(options, _http, Pace), events ?? Events, position, knownAuthors, time: time);
    }

    /// <summary>A time that is later than all before, in microseconds, a few seconds ago.</summary>
    public long Tick() => TimeProvider.System.GetUtcNow().AddSeconds(-5).ToUnixTimeMilliseconds() * 1000 + (_clock += 1000) - 1_000_000;

    public JetstreamFrame Post(string did, string key, string text, params string[] tagged) =>
        Send(JetstreamFrames.Commit(did, key, Tick(), Record(text, tagged)));

    public JetstreamFrame Edit(string did, string key, string text, params string[] tagged) =>
        Send(JetstreamFrames.Commit(did, key, Tick(), Record(text, tagged), "update"));

    public JetstreamFrame Send(JetstreamFrame frame)
    {
        Network.Send(frame);
        return frame;
    }

    public static JsonObject Record(string text, params string[] tagged) =>
        JetstreamFrames.Record(text, TimeProvider.System.GetUtcNow().AddMinutes(-1), tagged);

    public static string PostId(string did, string key) => $"bluesky:at://{did}/app.bsky.feed.post/{key}";

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        _http.Dispose();
    }
}
