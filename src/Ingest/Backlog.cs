using System.Collections.Concurrent;
using Backchannel.Contracts;
using MassTransit;

namespace Backchannel.Ingest;

/// <summary>
/// One source's messages that no hub has archived yet. Few are let out at a time: behind them changes gather in full messages, which cost the archive less than
/// many small ones, and a burst waits at its source and not in memory. A hub that is away is not waited for: what comes meanwhile is the bus's to keep.
/// </summary>
sealed class Backlog(TimeProvider time)
{
    /// <summary>One is being archived and the next is there when it is.</summary>
    public const int Most = 2;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly Lock _lock = new();
    readonly Queue<Guid> _messages = [];
    TaskCompletionSource? _answered;
    bool _isHubAway, _isOver;

    /// <summary>A message is about to be published.</summary>
    public void Add(Guid message)
    {
        lock (_lock)
            if (!_isHubAway && !_isOver) _messages.Enqueue(message);
    }

    public void Archived(Guid message)
    {
        lock (_lock)
        {
            // They are archived in their order: where an answer was lost, the next one speaks for it.
            while (_messages.Contains(message)) _messages.Dequeue();
            _isHubAway = false;
            _answered?.TrySetResult();
        }
    }

    /// <summary>Waits until another message may be published.</summary>
    public async Task Room(CancellationToken stop)
    {
        while (Answer() is { } answered)
            try
            {
                await answered.WaitAsync(Patience, time, stop);
            }
            catch (TimeoutException)
            {
                GiveUp();
            }
    }

    /// <summary>The process stops: what is at hand goes out, behind whatever was before it.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isOver = true;
            _answered?.TrySetResult();
        }
    }

    Task? Answer()
    {
        lock (_lock)
        {
            if (_isOver || _isHubAway || _messages.Count < Most) return null;
            return (_answered = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    void GiveUp()
    {
        lock (_lock)
        {
            _isHubAway = true;
            _messages.Clear();
        }
    }
}

/// <summary>The backlogs of all sources of this process.</summary>
sealed class Backlogs(TimeProvider time)
{
    readonly ConcurrentDictionary<string, Backlog> _backlogs = new();

    public Backlog Of(string source) => _backlogs.GetOrAdd(source, _ => new(time));

    public void Archived(PostsArchived message)
    {
        if (_backlogs.TryGetValue(message.Source, out var backlog)) backlog.Archived(message.Message);
    }
}

/// <summary>Every ingest process hears of it: its queue is its own and goes with it.</summary>
sealed class PostsArchivedConsumer(Backlogs backlogs) : IConsumer<PostsArchived>
{
    public Task Consume(ConsumeContext<PostsArchived> context)
    {
        backlogs.Archived(context.Message);
        return Task.CompletedTask;
    }
}

sealed class PostsArchivedConsumerDefinition : ConsumerDefinition<PostsArchivedConsumer>
{
    public PostsArchivedConsumerDefinition() => Endpoint(endpoint => (endpoint.InstanceId, endpoint.Temporary) = ("-" + NewId.NextGuid().ToString("N"), true));
}
