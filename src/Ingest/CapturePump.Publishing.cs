using System.Threading.Channels;
using Backchannel.Contracts;
using MassTransit;

namespace Backchannel.Ingest;

/// <remarks>From the source's hands to the bus.</remarks>
sealed partial class CapturePump
{
    /// <summary>How long the end of the process waits for a bus that does not take what was handed over before.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    static readonly TimeSpan PublishAgain = TimeSpan.FromSeconds(1);

    /// <summary>A broker that goes down in mid-publish never confirms it: it is tried again, and what arrives twice is archived once.</summary>
    static readonly TimeSpan PublishWithin = TimeSpan.FromSeconds(10);

    /// <param name="opened">Where the source begins.</param>
    /// <param name="end">The source's end. What it handed over before still goes out: it may not be asked for again.</param>
    /// <param name="stop">The process's end.</param>
    async Task Capture(SourceOpened opened, CancellationToken end, CancellationToken stop)
    {
        var channel = Channel.CreateBounded<(PostChange?, string?)>(new BoundedChannelOptions(2 * PostsCaptured.MaxChanges) { SingleReader = true });
        using var giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var grace = stop.Register(() =>
        {
            _backlog.Stop();
            giveUp.CancelAfter(Grace);
        });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(end);
        var publishing = PublishAll(channel.Reader, giveUp.Token);
        var running = RunSource(opened, new(channel.Writer, _health, time, ListShown), ending.Token);

        await Task.WhenAny(running, publishing);
        // Were it the publishing that ended, the source would wait for room in the channel for ever.
        await ending.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        channel.Writer.TryComplete();
        await publishing;
        await running;
    }

    async Task RunSource(SourceOpened opened, CaptureSink sink, CancellationToken stop)
    {
        _health.State = SourceState.Connecting;
        await source.Run(opened, sink, stop);
    }

    async Task PublishAll(ChannelReader<(PostChange? Change, string? Position)> reader, CancellationToken giveUp)
    {
        while (await reader.WaitToReadAsync(giveUp))
        {
            await _backlog.Room(giveUp);
            var changes = new List<PostChange>();
            string? position = null;
            while (changes.Count < PostsCaptured.MaxChanges && reader.TryRead(out var next))
            {
                if (next.Change is { } change) changes.Add(change);
                position = next.Position ?? position;
            }
            await Publish(new(source.Name, position, changes), giveUp);
        }
    }

    async Task Publish(PostsCaptured message, CancellationToken giveUp)
    {
        var id = NewId.NextGuid();
        _backlog.Add(id);
        while (true)
        {
            try
            {
                await PublishInTime(message, giveUp, id);
                return;
            }
            catch (Exception failure) when (!giveUp.IsCancellationRequested)
            {
                _health.Trouble("bus", "The message bus does not take posts: they wait here and go out when it does.", failure);
                await Task.Delay(PublishAgain, time, giveUp);
            }
        }
    }

    async Task PublishInTime<T>(T message, CancellationToken stop, Guid? id = null) where T : class
    {
        using var late = new CancellationTokenSource(PublishWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        await bus.Publish(message, context => context.MessageId = id ?? context.MessageId, either.Token).WaitAsync(either.Token);
    }
}
