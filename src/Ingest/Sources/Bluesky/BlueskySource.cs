using System.Threading.Channels;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>
/// Bluesky, by Jetstream: every post of the network comes by and is matched here, as there is no subscription to a hashtag.
/// A listener reads and rejects, a lookup reads authors' profiles, a capture puts both together; all three end together.
/// </summary>
public sealed class BlueskySource : IPostSource
{
    /// <summary>Between listener and capture. With the capture waiting for the bus or for profiles, the listener stops reading.</summary>
    const int MostHeard = 256;

    readonly BlueskyOptions _options;
    readonly HttpClient _http;
    readonly BlueskyPace _pace;

    public BlueskySource(BlueskyOptions options, HttpClient http) : this(options, http, new()) { }

    internal BlueskySource(BlueskyOptions options, HttpClient http, BlueskyPace pace) => (_options, _http, _pace) = (options, http, pace);

    public string Name => "bluesky";

    public Network? Network => Contracts.Network.Bluesky;

    public async Task Run(SourceOpened opened, CaptureSink sink, CancellationToken stop)
    {
        var matcher = new EventMatcher(opened.Events);
        var authors = new BlueskyAuthors(opened.KnownAuthors);
        var heard = Channel.CreateBounded<Heard>(new BoundedChannelOptions(MostHeard) { SingleReader = true, SingleWriter = true });
        var lookup = new ProfileLookup(new(_http, _options.AppView, _pace.LookupTimeout, sink), sink, _pace);
        var filter = new JetstreamFilter(new(matcher), authors);
        var listener = new JetstreamListener(
            _options.Jetstreams, JetstreamCursor.Parse(opened.Position), filter, authors, () => lookup.Failing, heard.Writer, sink, _pace);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] parts =
        [
            listener.Run(ending.Token), lookup.Run(ending.Token), new BlueskyCapture(matcher, authors, lookup, sink, _pace).Run(heard.Reader, ending.Token),
        ];
        await Task.WhenAny(parts);
        await ending.CancelAsync();
        await Task.WhenAll(parts);
    }
}
