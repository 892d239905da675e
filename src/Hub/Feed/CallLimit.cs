using System.Threading.RateLimiting;
using Microsoft.AspNetCore.SignalR;

namespace Backchannel.Hub.Feed;

/// <summary>
/// How fast one connection may call. A follower of every channel that it may follow does not meet it, nor does a Web process with hundreds of events
/// that comes back; who calls in a loop is told so, before anything is read for them.
/// </summary>
sealed class CallLimit(TrustedPeers peers) : IHubFilter
{
    /// <summary>A call is a few names and a number, or what a Web process tells of 50 channels.</summary>
    public const int LongestMessage = 32 * 1024;

    const string Key = "calls";

    // A follower needs one call for each channel and one for each 500 entries that it missed.
    static readonly TokenBucketRateLimiterOptions Stranger = Bucket(Followers.MaxChannels, 20), Ours = Bucket(5 * Followers.MaxChannels, 500);

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var calls = (TokenBucketRateLimiter)invocationContext.Context.Items[Key]!;
        calls.TryReplenish();
        using var lease = calls.AttemptAcquire();
        return lease.IsAcquired ? await next(invocationContext) : throw new HubException("Too many calls in a short time: wait a second, and go on from the number that you hold.");
    }

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var ours = context.Context.GetHttpContext() is { } request && peers.IsOurs(request);
        context.Context.Items[Key] = new TokenBucketRateLimiter(ours ? Ours : Stranger);
        return next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        await next(context, exception);
        if (context.Context.Items[Key] is TokenBucketRateLimiter calls) await calls.DisposeAsync();
    }

    // No timer of each connection: what has come back is counted when it calls.
    static TokenBucketRateLimiterOptions Bucket(int burst, int perSecond) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond / 20,
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(50),
        AutoReplenishment = false,
        QueueLimit = 0,
    };
}
