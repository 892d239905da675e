using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Hub.Feed;

/// <summary>
/// Sends each feed's news to its followers: what comes after a quiet spell at once, then 4 times a second, sooner where much waits. One loop an event.
/// </summary>
sealed partial class Fanout(
    Audience audience, FeedTails tails, Followers followers, TimeProvider time, ILogger<Fanout> logger) : BackgroundService
{
    static readonly TimeSpan BatchEvery = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan EchoEvery = TimeSpan.FromSeconds(1);

    // A burst goes out in messages that neither end needs large buffers for.
    const int MostInBatch = 64;

    // As many are not waited with: the tail holds no more than a few times that, and what runs past it followers would have to ask for.
    const int TooManyToWait = 500;

    // In one round: more may come while they are sent, and slow followers have to be waited for.
    const int MostBatches = 16;

    readonly ConcurrentDictionary<string, Lazy<FanoutSignals>> _signals = new();
    readonly CancellationTokenSource _stopping = new();

    // Before the server and the bus start, so that no commit goes by unheard.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        tails.Advanced += Signal;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        tails.Advanced -= Signal;
        try
        {
            await _stopping.CancelAsync();
        }
        catch (ObjectDisposedException) { } // A start that failed is taken down before it is stopped.
    }

    void Signal(FeedTail tail)
    {
        var signal = _signals.GetOrAdd(tail.Slug, _ => new(() =>
        {
            var created = new FanoutSignals(tail);
            Task.Run(() => SendForever(tail, created, _stopping.Token));
            return created;
        })).Value;
        signal.News();
        if (tail.Unsent >= TooManyToWait) signal.Hurry.TrySetResult();
    }

    /// <summary>Completes once a batch that is due is on its way: what is sent right behind it reaches most followers with it, in one packet instead of two.</summary>
    public Task Batch(string slug) =>
        _signals.TryGetValue(slug, out var signals) && signals.Value is { Tail.Unsent: > 0 } due ? Task.WhenAny(due.Sent.Task, Task.Delay(BatchEvery, time)) : Task.CompletedTask;

    async Task SendForever(FeedTail tail, FanoutSignals signals, CancellationToken stop)
    {
        var pending = new Dictionary<string, EchoCount>();
        var cursors = new SessionCursors();
        var echoedAt = DateTimeOffset.MinValue;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await signals.Any.WaitAsync(pending.Count > 0 ? EchoEvery : Timeout.InfiniteTimeSpan, stop);
                signals.Hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
                var (pace, sends, more) = (Task.CompletedTask, new List<Task>(), true);
                for (var n = 0; more && n < MostBatches; n++)
                {
                    var (batch, echoes) = tail.TakeUnsent(MostInBatch);
                    foreach (var echo in echoes) pending[echo.PostId] = echo;
                    if (batch is not null && n == 0) pace = Task.Delay(BatchEvery, time, stop);
                    if (batch is not null) await Send(batch, cursors, sends);
                    more = batch?.Entries.Count == MostInBatch;
                }
                if (more) signals.News();
                signals.NextSent();
                if (pending.Count > 0 && time.GetUtcNow() - echoedAt >= EchoEvery)
                {
                    await SendEchoes(tail, [.. pending.Values], sends);
                    echoedAt = time.GetUtcNow();
                    pending.Clear();
                }
                await Round.Together(sends, BatchEvery, time, stop);
                await Task.WhenAny(pace, signals.Hurry.Task);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
            catch (Exception failure)
            {
                // Followers see by the numbers that a batch is missing; the loop goes on, or nobody would hear of anything again.
                LogNotSent(failure, tail.Slug);
            }
        }
    }

    async Task SendEchoes(FeedTail tail, EchoCount[] echoes, List<Task> sends)
    {
        await audience.Tell(tail.Slug, null, follower => follower.Echo(echoes), sends);
        foreach (var session in echoes.ToLookup(echo => tail.SessionOf(echo.PostId)))
            if (session.Key is { } id && session.ToArray() is var some) await audience.Tell(tail.Slug, id, follower => follower.Echo(some), sends);
    }

    async Task Send(FeedBatch batch, SessionCursors cursors, List<Task> sends)
    {
        cursors.Follow(batch);
        await audience.Tell(batch.Event, null, follower => follower.Entries(batch), sends);
        foreach (var session in batch.Entries.SelectMany(e => new[] { e.Session, e.LeftSession }).OfType<string>().Distinct())
        {
            var previous = cursors.Advance(session, batch.Last);
            if (followers.Count(batch.Event, session) == 0) continue;
            var part = batch with
            {
                Session = session,
                Previous = previous,
                Entries = [.. batch.Entries.Where(e => e.Session == session || e.LeftSession == session)],
            };
            await audience.Tell(batch.Event, session, follower => follower.Entries(part), sends);
        }
    }

    [LoggerMessage(LogLevel.Error, "A batch of {Event} could not be sent")]
    partial void LogNotSent(Exception failure, string @event);

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }
}
