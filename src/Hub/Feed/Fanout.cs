using System.Collections.Concurrent;
using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Backchannel.Hub.Feed;

/// <summary>
/// Sends each feed's news to its followers: what comes after a quiet spell at once, then at most 4 batches a second. One loop an event.
/// </summary>
sealed class Fanout(IHubContext<FeedHub, IFeedClient> hub, FeedTails tails, Followers followers, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan BatchEvery = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan EchoEvery = TimeSpan.FromSeconds(1);

    // A follower that does not read must not hold up the others for longer; it sees the gap by the numbers and catches up.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, SemaphoreSlim> _signals = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void OnAdvanced(FeedTail tail) => Signal(tail, stoppingToken);
        tails.Advanced += OnAdvanced;
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        tails.Advanced -= OnAdvanced;
    }

    void Signal(FeedTail tail, CancellationToken stop)
    {
        var signal = _signals.GetOrAdd(tail.Slug, _ =>
        {
            var created = new SemaphoreSlim(0, 1);
            Task.Run(() => SendForever(tail, created, stop), stop);
            return created;
        });
        try
        {
            if (signal.CurrentCount == 0) signal.Release();
        }
        catch (SemaphoreFullException) { } // Two commits at once: one signal is enough for both.
    }

    async Task SendForever(FeedTail tail, SemaphoreSlim signal, CancellationToken stop)
    {
        var pending = new Dictionary<string, EchoCount>();
        var cursors = new Dictionary<string, long>();
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
                    await Patiently(hub.Clients.Group(tail.Slug).Echo([.. pending.Values]), stop);
                    echoedAt = time.GetUtcNow();
                    pending.Clear();
                }
                if (batch is not null) await Task.Delay(BatchEvery, time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        }
    }

    async Task Send(FeedBatch batch, Dictionary<string, long> cursors, CancellationToken stop)
    {
        if (followers.Count(batch.Event, null) > 0) await Patiently(hub.Clients.Group(Followers.Group(batch.Event, null)).Entries(batch), stop);
        foreach (var session in batch.Entries.SelectMany(e => new[] { e.Session, e.LeftSession }).OfType<string>().Distinct())
        {
            if (followers.Count(batch.Event, session) == 0)
            {
                cursors.Remove(session);
                continue;
            }
            var part = batch with
            {
                Session = session,
                Previous = cursors.GetValueOrDefault(session, batch.Previous),
                Entries = [.. batch.Entries.Where(e => e.Session == session || e.LeftSession == session)],
            };
            cursors[session] = batch.Last;
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
}
