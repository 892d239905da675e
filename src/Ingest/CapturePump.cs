using Backchannel.Contracts;
using Backchannel.Text;
using MassTransit;

namespace Backchannel.Ingest;

/// <summary>
/// Runs one source: opens it when a hub has answered, publishes what it hears in order, reports on it every 5 s.
/// While what went before is being archived the next message gathers, so that a lone post leaves at once and a burst costs few messages.
/// </summary>
sealed partial class CapturePump(
    IPostSource source, IBus bus, IClientFactory clients, WatchedEvents events, Backlogs backlogs, TimeProvider time, ILogger<CapturePump> logger)
    : BackgroundService, IHostedLifecycleService
{
    const int LongestQuoted = 200;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5), LongestPause = TimeSpan.FromMinutes(5), Healthy = TimeSpan.FromMinutes(1);

    readonly SourceHealth _health = new(source.Name, source.Network, time, logger);
    readonly Backlog _backlog = backlogs.Of(source.Name);
    readonly Backoff _backoff = new(Pause, LongestPause);
    readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _started.Task.WaitAsync(stoppingToken);
        var reporting = ReportForever(stoppingToken);
        while (!stoppingToken.IsCancellationRequested) await RunOnce(stoppingToken);
        await reporting;
    }

    /// <remarks>The bus is registered later and so would be stopped first: this comes before either, so that what was handed over still goes out.</remarks>
    public Task StoppingAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <remarks>All have started, the bus with them: a question asked sooner can fall between its queues, and would be missed only after a time-out.</remarks>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _started.TrySetResult();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>From one opening to the next. Never throws.</summary>
    async Task RunOnce(CancellationToken stop)
    {
        var began = time.GetTimestamp();
        using var watch = events.Watch();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, watch.Changed);
        try
        {
            _health.State = SourceState.Opening;
            var opened = await Open(watch, ending.Token);
            await Capture(opened, ending.Token, stop);
            if (_health.State != SourceState.Stopped) _health.State = SourceState.Finished;
            // New hashtags can give even a finished or stopped source something to do.
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ending.Token);
        }
        catch (Exception ended) when (stop.IsCancellationRequested || watch.Changed.IsCancellationRequested)
        {
            // It was asked to end: in which words it did is of interest to nobody but who looks for a fault in it.
            LogEnded(ended, source.Name);
        }
        catch (Exception failure)
        {
            if (time.GetElapsedTime(began) >= Healthy) _backoff.Reset();
            _health.Trouble("failed", $"It stopped unexpectedly and is being started again: {TextCut.At(failure.Message, LongestQuoted)}", failure);
            _health.State = SourceState.Waiting;
            await Task.Delay(_backoff.Next(), time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<SourceOpened> Open(EventWatch watch, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                var hub = clients.CreateRequestClient<OpenSource>(RequestTimeout.After(s: 5));
                var answer = await hub.GetResponse<SourceOpened>(new(source.Name, source.Network?.ToString().ToLowerInvariant()), stop);
                watch.Opened(answer.Message.Events);
                watch.Changed.ThrowIfCancellationRequested();
                if (answer.Message.Events.Count > 0) return answer.Message;
                _health.Trouble("no event", "There is no event to capture for yet.");
                await Task.Delay(Pause, time, stop);
            }
            catch (RequestTimeoutException)
            {
                _health.Trouble("no hub", "No hub has answered yet: nothing is captured before one does.");
            }
            catch (RequestFaultException fault)
            {
                _health.Trouble("hub fault", "The hub cannot say where to go on: it is asked again. Its own log says why.", fault);
                await Task.Delay(Pause, time, stop);
            }
        }
    }

    async Task<ShownListed> ListShown(ListShown request, CancellationToken stop) =>
        (await clients.CreateRequestClient<ListShown>(RequestTimeout.After(s: 30)).GetResponse<ShownListed>(request, stop)).Message;

    [LoggerMessage(LogLevel.Debug, "{Source} ended as it was asked to")]
    partial void LogEnded(Exception ended, string source);
}
