using System.Collections.Concurrent;
using Backchannel.Contracts;
using MassTransit;

namespace Backchannel.Ingest.Tests;

/// <summary>Answers what a hub answers and keeps what it is told.</summary>
sealed class HubStandIn
{
    readonly ConcurrentDictionary<Guid, bool> _known = new();

    public IReadOnlyList<WatchedEvent> Events { get; set; } = [PumpBed.Harbour];

    /// <summary>It fails to answer.</summary>
    public bool Failing { get; set; }

    /// <summary>What it does before it answers a source that opens.</summary>
    public Func<Task> BeforeAnswer { get; set; } = () => Task.CompletedTask;

    /// <summary>The bus takes no posts.</summary>
    public volatile bool Broken;

    /// <summary>The bus takes as long as this over each message; null for no time at all.</summary>
    public TaskCompletionSource? Holding { get; set; }

    /// <summary>It takes as long as this to archive a message that it has; null for no time at all.</summary>
    public TaskCompletionSource? Archiving { get; set; }

    /// <summary>Whether it says that it archived a message, by how many it has by then.</summary>
    public Predicate<int> Says { get; set; } = _ => true;

    /// <summary>What was given to the bus, whether it took it or not.</summary>
    public ConcurrentQueue<PostsCaptured> Tried { get; } = new();

    /// <summary>What the bus took.</summary>
    public ConcurrentQueue<PostsCaptured> Published { get; } = new();

    public ConcurrentQueue<PostsCaptured> Messages { get; } = new();

    public ConcurrentQueue<SourceReported> Reports { get; } = new();

    public IReadOnlyList<string> Ids => [.. Messages.SelectMany(message => message.Changes).Cast<PostDeleted>().Select(change => change.Id)];

    public string? Position => Messages.LastOrDefault(message => message.Position is not null)?.Position;

    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<Opening>();
        bus.AddConsumer<Captured>().Endpoint(endpoint => (endpoint.ConcurrentMessageLimit, endpoint.PrefetchCount) = (1, 1));
        bus.AddConsumer<Reported>();
    }

    sealed class Opening(HubStandIn hub) : IConsumer<OpenSource>
    {
        public async Task Consume(ConsumeContext<OpenSource> context)
        {
            if (hub.Failing) throw new InvalidOperationException("The archive is made to fail.");
            var events = hub.Events;
            await hub.BeforeAnswer();
            await context.RespondAsync(new SourceOpened(context.Message.Source, hub.Position, events, []));
        }
    }

    sealed class Captured(HubStandIn hub) : IConsumer<PostsCaptured>
    {
        public async Task Consume(ConsumeContext<PostsCaptured> context)
        {
            // A publish that was given up and tried again may come twice: it is archived once.
            if (hub._known.TryAdd(context.MessageId!.Value, true)) hub.Messages.Enqueue(context.Message);
            if (hub.Archiving is { } archiving) await archiving.Task;
            if (hub.Says(hub.Messages.Count)) await context.Publish(new PostsArchived(context.Message.Source, context.MessageId.Value));
        }
    }

    sealed class Reported(HubStandIn hub) : IConsumer<SourceReported>
    {
        public Task Consume(ConsumeContext<SourceReported> context)
        {
            hub.Reports.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }
}
