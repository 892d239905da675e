using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.X;

/// <summary>
/// Captures posts from X: rules brought in line at start, then the filtered stream, reconnected by X's own ladders. What was missed meanwhile is fetched
/// by search, posts on show are looked up for deletion, and all of it counts against a monthly ceiling, because X bills every post.
/// </summary>
public sealed class XSource(XOptions options) : IPostSource, IDisposable
{
    readonly HttpClient _http = Client(options);
    readonly XMeter _meter = new(options.MonthlyReadCeiling);

    public string Name => "x";

    public Network? Network => Contracts.Network.X;

    public async Task Run(SourceOpened opened, CaptureSink sink, CancellationToken stop)
    {
        var position = XPosition.Read(opened.Position);
        _meter.Resume(position, sink.Time.GetUtcNow());
        (sink.Health.BilledReads, sink.Health.BilledCeiling) = (_meter.Total(sink.Time.GetUtcNow()).Reads, options.MonthlyReadCeiling);

        using var capture = new XCapture(_meter, sink, position);
        var matcher = new XMatcher(new(opened.Events), sink);
        var api = new XApi(_http, options.BearerToken, sink);
        var queries = XRules.Queries(opened.Events, options.IncludeReposts);
        var stream = new XStream(api, capture, matcher, new(api, capture, matcher, _meter, queries, options, sink), options, sink);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var rechecking = new XRecheck(api, capture, options, sink).Run(ending.Token);
        try
        {
            await KeepListening(new XRuleKeeper(api, sink.Health), stream, opened.Events, sink, stop);
        }
        finally
        {
            await ending.CancelAsync();
            await rechecking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Returns only where an organizer has to help.</summary>
    async Task KeepListening(XRuleKeeper keeper, XStream stream, IReadOnlyList<WatchedEvent> events, CaptureSink sink, CancellationToken stop)
    {
        var (ladder, ruled) = (new ReconnectLadder(), false);
        while (true)
        {
            await WaitOutTheMonth(sink, stop);
            try
            {
                sink.Health.State = SourceState.Connecting;
                if (!ruled && !(ruled = await MakeRules(keeper, events, sink, stop))) return;
                await stream.Listen(stop);
            }
            catch (XFailure denied) when (denied.Setback == Setback.Denied)
            {
                sink.Health.Stop(denied.Message);
                return;
            }
            catch (XFailure failure)
            {
                if (stream.Lasted >= options.HealthyAfter) ladder = default;
                (ladder, var wait) = ladder.Climb(failure.Setback, failure.UntilReset, Random.Shared.NextDouble());
                sink.Health.Trouble(failure.Kind, failure.Message);
                sink.Health.State = SourceState.Waiting;
                await Task.Delay(wait, sink.Time, stop);
            }
        }
    }

    async Task<bool> MakeRules(XRuleKeeper keeper, IReadOnlyList<WatchedEvent> events, CaptureSink sink, CancellationToken stop)
    {
        foreach (var tag in XRules.Unusable(events))
            sink.Health.Trouble("hashtag", $"X cannot be asked for '#{XFailure.Shorten(tag)}': a hashtag has letters, digits and _ only, and at least one letter.");
        var rules = XRules.For(events, options.IncludeReposts);
        if (rules.Count > 0 && await keeper.Reconcile(rules, stop)) return true;
        sink.Health.Stop(rules.Count == 0
            ? "No event has a hashtag that X can be asked for: give one."
            : "X took none of the stream rules, so nothing can be heard: check the events' hashtags, and the rules of this app in the X developer console.");
        return false;
    }

    /// <summary>Stands still while the ceiling is reached, and goes on by itself when the bill begins anew.</summary>
    async Task WaitOutTheMonth(CaptureSink sink, CancellationToken stop)
    {
        if (!_meter.IsSpent(sink.Time.GetUtcNow())) return;
        sink.Health.Stop(_meter.Words(sink.Time.GetUtcNow()));
        while (sink.Time.GetUtcNow() is var now && _meter.IsSpent(now))
        {
            var left = XMeter.NextMonth(now) - now;
            await Task.Delay(left < TimeSpan.FromHours(1) ? left : TimeSpan.FromHours(1), sink.Time, stop);
        }
        sink.Health.BilledReads = 0;
    }

    static HttpClient Client(XOptions options)
    {
        // X moves load between addresses by DNS; and a redirect must not carry the token elsewhere.
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(15),
            AllowAutoRedirect = false,
        };
        var http = new HttpClient(handler)
        {
            BaseAddress = new(options.BaseUrl.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 64 * 1024 * 1024,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent.Words);
        return http;
    }
}
