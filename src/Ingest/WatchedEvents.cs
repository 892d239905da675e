using Backchannel.Contracts;
using MassTransit;

namespace Backchannel.Ingest;

/// <summary>Tells the running sources that events or hashtags have changed since they opened.</summary>
sealed class WatchedEvents
{
    readonly Lock _lock = new();
    readonly List<EventWatch> _watches = [];

    /// <summary>Begins to listen. Call it before a hub is asked, so that what changes while its answer is under way counts too.</summary>
    public EventWatch Watch()
    {
        var watch = new EventWatch(Remove);
        lock (_lock) _watches.Add(watch);
        return watch;
    }

    public void Set(IReadOnlyList<WatchedEvent> events)
    {
        EventWatch[] watches;
        lock (_lock) watches = [.. _watches];
        foreach (var watch in watches) watch.Hear(events);
    }

    void Remove(EventWatch watch)
    {
        lock (_lock) _watches.Remove(watch);
    }
}

/// <summary>One source's eye on the events, from before it opens until it ends. Safe for any thread.</summary>
sealed class EventWatch(Action<EventWatch> end) : IDisposable
{
    readonly Lock _lock = new();
    readonly CancellationTokenSource _changed = new();
    IReadOnlyList<WatchedEvent>? _opened, _heard;
    bool _ended;

    /// <summary>Cancelled once the events are no longer those that the source opened with.</summary>
    public CancellationToken Changed => _changed.Token;

    /// <summary>The source opens with these.</summary>
    public void Opened(IReadOnlyList<WatchedEvent> events)
    {
        lock (_lock) Compare(_opened = events, _heard);
    }

    internal void Hear(IReadOnlyList<WatchedEvent> events)
    {
        lock (_lock) Compare(_opened, _heard = events);
    }

    public void Dispose()
    {
        end(this);
        lock (_lock)
        {
            _ended = true;
            _changed.Dispose();
        }
    }

    void Compare(IReadOnlyList<WatchedEvent>? opened, IReadOnlyList<WatchedEvent>? heard)
    {
        // Not awaited: what follows from it must not run here, on the bus's time and under the lock.
        if (!_ended && opened is not null && heard is not null && !opened.SequenceEqual(heard)) _ = _changed.CancelAsync();
    }
}

/// <summary>Every ingest process hears of it: its queue is its own and goes with it.</summary>
sealed class EventsChangedConsumer(WatchedEvents events) : IConsumer<EventsChanged>
{
    public Task Consume(ConsumeContext<EventsChanged> context)
    {
        events.Set(context.Message.Events);
        return Task.CompletedTask;
    }
}

sealed class EventsChangedConsumerDefinition : ConsumerDefinition<EventsChangedConsumer>
{
    public EventsChangedConsumerDefinition() => Endpoint(endpoint => (endpoint.InstanceId, endpoint.Temporary) = ("-" + NewId.NextGuid().ToString("N"), true));
}
