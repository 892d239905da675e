using System.Threading.Channels;
using Backchannel.Contracts;
using MassTransit;

namespace Backchannel.Hub.Feed;

/// <summary>
/// Tells the other hubs what this one committed. Off the path of the commit: a bus that is away delays it and loses nothing, since the next
/// announcement makes the others read everything up to its number.
/// </summary>
sealed partial class FeedAnnouncements(IBus bus, FeedReader reader, TimeProvider time, ILogger<FeedAnnouncements> logger) : BackgroundService
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Channel<FeedStep> _steps = Channel.CreateBounded<FeedStep>(
        new BoundedChannelOptions(1_000) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    public void Announce(FeedStep step) => _steps.Writer.TryWrite(step);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _steps.Reader.WaitToReadAsync(stoppingToken)) await PublishAll(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    // Whatever has gathered while the last one was published goes as one announcement an event.
    async Task PublishAll(CancellationToken stop)
    {
        var gathered = new List<FeedStep>();
        while (_steps.Reader.TryRead(out var step)) gathered.Add(step);
        foreach (var steps in gathered.GroupBy(step => step.Event))
        {
            var last = steps.Max(step => step.Previous + step.Entries.Count);
            var echoes = steps.SelectMany(step => step.Echoes).GroupBy(echo => echo.PostId).Select(echo => echo.Last());
            await Publish(new(steps.Key, reader.Epoch, last, [.. echoes]), stop);
        }
    }

    async Task Publish(FeedAdvanced message, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                // A broker that goes down in mid-publish never confirms it.
                await bus.Publish(message, stop).WaitAsync(Patience, time, stop);
                return;
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                LogDelayed(failure, message.Event);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stop);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "Telling the other hubs of {Event} is delayed")]
    partial void LogDelayed(Exception failure, string @event);
}
