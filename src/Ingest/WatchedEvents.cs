using Backchannel.Contracts;
using MassTransit;

namespace Backchannel.Ingest;

/// <summary>Tells the running sources that events or hashtags have changed since they opened.</summary>
sealed class WatchedEvents
{
    readonly Lock _lock = new();
    readonly List<(IReadOnlyList<WatchedEvent> Opened, Action Changed)> _subscribers = [];

    /// <summary>Calls <paramref name="changed"/> once when the events are no longer those it <paramref name="opened"/> with.</summary>
    public IDisposable OnChange(IReadOnlyList<WatchedEvent> opened, Action changed)
    {
        var subscriber = (opened, changed);
        lock (_lock) _subscribers.Add(subscriber);
        return new Subscription(() => { lock (_lock) _subscribers.Remove(subscriber); });
    }

    public void Set(IReadOnlyList<WatchedEvent> events)
    {
        (IReadOnlyList<WatchedEvent> Opened, Action Changed)[] stale;
        lock (_lock) stale = [.. _subscribers.Where(s => !s.Opened.SequenceEqual(events))];
        foreach (var subscriber in stale) subscriber.Changed();
    }

    sealed class Subscription(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
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
