using System.Threading.Channels;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>
/// Captures from one server. Asking (<see cref="TagWalk"/>) is the ground: it works without a token, fills every gap, and it alone moves the position.
/// A stream, where a token allows one, only brings the same posts sooner: while it is open, asking slows down; when it breaks, asking speeds up again.
/// A streamed post never moves the position: others before it may still be missing, from while the stream was broken or from a page not yet taken.
/// Everything is handed over by the one loop here, and nothing in it waits for a server that asked us to come back later.
/// </summary>
public sealed class MastodonSource(MastodonOptions options, MastodonServer server, string tokenKey) : IPostSource
{
    // More than a busy hashtag says in a minute: reading goes on while a page is being taken.
    const int StreamBuffer = 1_000, LargestAnswer = 16 << 20;

    readonly Uri _server = new(server.Url);

    string Host => _server.Authority;

    public string Name => "mastodon:" + Host;

    public Network? Network => Contracts.Network.Mastodon;

    public async Task Run(SourceOpened opened, CaptureSink sink, CancellationToken stop)
    {
        using var http = Client();
        var token = string.IsNullOrWhiteSpace(server.Token) ? null : server.Token;
        var api = new MastodonApi(http, sink, Host, tokenKey, token);
        var matcher = new EventMatcher(opened.Events);
        var instance = await LearnAbout(api, token, sink, stop);
        var intake = new StatusIntake(sink, matcher, Host, instance.Domain);
        var pages = new TagPages(api, intake, sink.Health);
        var walk = new TagWalk(api, pages, sink, new(opened.Position, matcher.Asked));
        var rounds = new TagRounds(walk, new(api, pages, intake, sink), api, options, matcher.Asked, sink);
        var signals = Channel.CreateBounded<StreamSignal>(StreamBuffer);
        using var quit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var streaming = token is null ? Task.CompletedTask
            : new MastodonStream(options, instance.Streaming, token, tokenKey, Host, matcher.Asked, sink).Run(signals.Writer, quit.Token);
        try
        {
            await Listen(rounds, signals.Reader, new(intake, matcher, sink.Health, Host), sink, stop);
        }
        finally
        {
            await quit.CancelAsync();
            await streaming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task Listen(TagRounds rounds, ChannelReader<StreamSignal> signals, StreamMessages messages, CaptureSink sink, CancellationToken stop)
    {
        while (true)
        {
            await rounds.Go(stop);
            using var due = new CancellationTokenSource(rounds.UntilNext, sink.Time);
            using var wake = CancellationTokenSource.CreateLinkedTokenSource(stop, due.Token);
            try
            {
                while (!rounds.Hurry && await signals.WaitToReadAsync(wake.Token))
                    while (!rounds.Hurry && signals.TryRead(out var signal))
                        if (signal.Event == StreamEvent.Message) await messages.Take(signal.Utf8, stop);
                        else rounds.StreamIs(open: signal.Event == StreamEvent.Opened);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested) { }
        }
    }

    async Task<MastodonInstance> LearnAbout(MastodonApi api, string? token, CaptureSink sink, CancellationToken stop)
    {
        // Three tries: a server that never answers this one may still know the timelines.
        for (var tries = 0; tries < 3; tries++)
        {
            using var answer = await api.Get("api/v2/instance", stop);
            if (answer.Json is { } json) return Heed(MastodonInstance.Read(json.RootElement, _server), token, sink);
            if (answer.Kind != Answered.Later) break;
            if (api.NotBefore - sink.Time.GetUtcNow() is { Ticks: > 0 } wait) await Task.Delay(wait, sink.Time, stop);
        }
        return MastodonInstance.Read(null, _server);
    }

    MastodonInstance Heed(MastodonInstance instance, string? token, CaptureSink sink)
    {
        if (instance.Disabled)
            sink.Health.Trouble("disabled",
                $"{Host} has switched some of its hashtag timelines off: few or no posts will come from it. Name another server.");
        else if (instance.NeedsToken && token is null)
            sink.Health.Trouble("needs token",
                $"{Host} shows hashtags only to its own accounts: make a token there and set {tokenKey}, or take the server out.");
        return instance;
    }

    // Timed by the system's clock, not the sink's: what answers is a real connection, whatever clock a test runs on.
    HttpClient Client()
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AutomaticDecompression = System.Net.DecompressionMethods.All,
        })
        {
            BaseAddress = new Uri(_server, "/"),
            Timeout = TimeSpan.FromSeconds(options.AnswerSeconds),
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent.Words);
        return http;
    }
}
