using System.Threading.Channels;
using Backchannel.Contracts;
using MassTransit;

namespace Backchannel.Ingest;

/// <summary>
/// Runs one source: opens it when a hub has answered, publishes what it hears in order, reports on it every 5 s.
/// While one publish is being confirmed the next message gathers, so that a lone post leaves at once and a burst costs few messages.
/// </summary>
sealed partial class CapturePump(
    IPostSource source, IBus bus, IClientFactory clients, WatchedEvents events, TimeProvider time, ILogger<CapturePump> logger) : BackgroundService
{
    static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // A broker that goes down in the middle of a publish can leave it without an answer for ever. What is published twice is archived once.
    static readonly TimeSpan PublishWithin = TimeSpan.FromSeconds(15);

    readonly SourceHealth _health = new(source.Name, source.Network, time, logger);

    public SourceReported Report => _health.Snapshot();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var reporting = ReportForever(stoppingToken);
        while (!stoppingToken.IsCancellationRequested && await RunOnce(stoppingToken)) { }
        await reporting;
    }

    /// <returns>False once the source has nothing more to say in this process.</returns>
    async Task<bool> RunOnce(CancellationToken stop)
    {
        using var changed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            _health.State = SourceState.Opening;
            var opened = await Open(stop);
            using var _ = events.OnChange(opened.Events, changed.Cancel);
            await Capture(opened, changed.Token);
            if (_health.State != SourceState.Stopped) _health.State = SourceState.Finished;
            // New hashtags can give even a finished or stopped source something to do.
            await Task.Delay(Timeout.InfiniteTimeSpan, time, changed.Token);
        }
        catch (OperationCanceledException) when (changed.IsCancellationRequested) { }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogFailed(failure, source.Name);
            _health.Trouble("failed", $"It stopped unexpectedly and is being started again: {failure.Message}");
            _health.State = SourceState.Waiting;
            await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return !stop.IsCancellationRequested;
    }

    async Task<SourceOpened> Open(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                var hub = clients.CreateRequestClient<OpenSource>(RequestTimeout.After(s: 5));
                var answer = await hub.GetResponse<SourceOpened>(new(source.Name, source.Network?.ToString().ToLowerInvariant()), stop);
                if (answer.Message.Events.Count > 0) return answer.Message;
                _health.Trouble("no event", "There is no event to capture for yet.");
                await Task.Delay(Pause, time, stop);
            }
            catch (RequestTimeoutException)
            {
                _health.Trouble("no hub", "No hub has answered yet: nothing is captured before one does.");
            }
        }
    }

    async Task Capture(SourceOpened opened, CancellationToken stop)
    {
        var channel = Channel.CreateBounded<(PostChange?, string?)>(new BoundedChannelOptions(2 * PostsCaptured.MaxChanges) { SingleReader = true });
        var sink = new CaptureSink(channel.Writer, _health, time, ListShown);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var publishing = PublishAll(channel.Reader, both.Token);
        try
        {
            _health.State = SourceState.Connecting;
            await source.Run(opened, sink, both.Token);
        }
        catch
        {
            // What was handed over before still goes out: the position may only move past what is archived.
            channel.Writer.TryComplete();
            await publishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        channel.Writer.TryComplete();
        await publishing;
    }

    async Task PublishAll(ChannelReader<(PostChange? Change, string? Position)> reader, CancellationToken stop)
    {
        while (await reader.WaitToReadAsync(stop))
        {
            var changes = new List<PostChange>();
            string? position = null;
            while (changes.Count < PostsCaptured.MaxChanges && reader.TryRead(out var next))
            {
                if (next.Change is { } change) changes.Add(change);
                position = next.Position ?? position;
            }
            await Publish(new(source.Name, position, changes), stop);
        }
    }

    async Task Publish(PostsCaptured message, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await PublishInTime(message, stop);
                return;
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                _health.Trouble("bus", "The message bus does not take posts: they wait here and go out when it does.");
                LogPublishFailed(failure, source.Name);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stop);
            }
        }
    }

    async Task PublishInTime<T>(T message, CancellationToken stop) where T : class
    {
        using var late = new CancellationTokenSource(PublishWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        await bus.Publish(message, either.Token).WaitAsync(either.Token);
    }

    async Task<ShownListed> ListShown(ListShown request, CancellationToken stop) =>
        (await clients.CreateRequestClient<ListShown>(RequestTimeout.After(s: 30)).GetResponse<ShownListed>(request, stop)).Message;

    async Task ReportForever(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(ReportEvery, time);
        try
        {
            do await TryReport(stop);
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task TryReport(CancellationToken stop)
    {
        try
        {
            await PublishInTime(_health.Snapshot(), stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // The next report says all that this one would have said.
            LogReportFailed(failure, source.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Source} stopped unexpectedly")]
    partial void LogFailed(Exception failure, string source);

    [LoggerMessage(LogLevel.Debug, "{Source}: a publish failed and is tried again")]
    partial void LogPublishFailed(Exception failure, string source);

    [LoggerMessage(LogLevel.Debug, "{Source}: a report was lost")]
    partial void LogReportFailed(Exception failure, string source);
}
