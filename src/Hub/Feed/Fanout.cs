using System.Collections.Concurrent;
using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Backchannel.Hub.Feed;

/// <summary>
/// Sends each feed's news to its followers: what comes after a quiet spell at once, then at most 4 batches a second. One loop an event.
/// </summary>
sealed partial class Fanout(
    IHubContext<FeedHub, IFeedClient> hub, FeedTails tails, Followers followers, TimeProvider time, ILogger<Fanout> logger) : BackgroundService
{
    static readonly TimeSpan BatchEvery = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan EchoEvery = TimeSpan.FromSeconds(1);

    // A follower that does not read must not hold up the others for longer; it sees the gap by the numbers and catches up.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, Lazy<SemaphoreSlim>> _signals = new();
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
        await _stopping.CancelAsync();
    }

    void Signal(FeedTail tail)
    {
        var signal = _signals.GetOrAdd(tail.Slug, _ => new(() =>
        {
            var created = new SemaphoreSlim(0, 1);
            Task.Run(() => SendForever(tail, created, _stopping.Token));
            return created;
        })).Value;
        try
        {
            if (signal.CurrentCount == 0) signal.Release();
        }
        catch (SemaphoreFullException) { } // Two commits at once: one signal is enough for both.
    }

    async Task SendForever(FeedTail tail, SemaphoreSlim signal, CancellationToken stop)
    {
        var pending = new Dictionary<string, EchoCount>();
        var cursors = new SessionCursors();
        var echoedAt = DateTimeOffset.MinValue;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(pending.Count > 0 ? EchoEvery : Timeout.InfiniteTimeSpan, stop);
                var (batch, echoes) = tail.TakeUnsent();
                foreach (var echo in echoes) pending[echo.PostId] = echo;
                if (batch is not null) await Send(batch, cursors, stop);
                if (pending.Count > 0 && time.GetUtcNow() - echoedAt >= EchoEvery)
                {
                    await SendEchoes(tail, [.. pending.Values], stop);
                    echoedAt = time.GetUtcNow();
                    pending.Clear();
                }
                if (batch is not null) await Task.Delay(BatchEvery, time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
            catch (Exception failure)
            {
                // Followers see by the numbers that a batch is missing; the loop goes on, or nobody would hear of anything again.
                LogNotSent(failure, tail.Slug);
            }
        }
    }

    async Task SendEchoes(FeedTail tail, EchoCount[] echoes, CancellationToken stop)
    {
        await Patiently(hub.Clients.Group(Followers.Group(tail.Slug, null)).Echo(echoes), stop);
        foreach (var session in echoes.ToLookup(echo => tail.SessionOf(echo.PostId)))
            if (session.Key is { } id && followers.Count(tail.Slug, id) > 0)
                await Patiently(hub.Clients.Group(Followers.Group(tail.Slug, id)).Echo([.. session]), stop);
    }

    async Task Send(FeedBatch batch, SessionCursors cursors, CancellationToken stop)
    {
        if (followers.Count(batch.Event, null) > 0) await Patiently(hub.Clients.Group(Followers.Group(batch.Event, null)).Entries(batch), stop);
        cursors.Follow(batch);
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
            await Patiently(hub.Clients.Group(Followers.Group(batch.Event, session)).Entries(part), stop);
        }
    }

    async Task Patiently(Task sending, CancellationToken stop)
    {
        try
        {
            await sending.WaitAsync(Patience, time, stop);
        }
        catch (TimeoutException) { }
    }

    [LoggerMessage(LogLevel.Error, "A batch of {Event} could not be sent")]
    partial void LogNotSent(Exception failure, string @event);

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }
}
