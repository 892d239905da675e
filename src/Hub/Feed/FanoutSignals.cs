namespace Backchannel.Hub.Feed;

/// <summary>What one feed's loop of <see cref="Fanout"/> waits for, and what others wait for it to do.</summary>
sealed class FanoutSignals(FeedTail tail)
{
    public FeedTail Tail => tail;

    /// <summary>There is something to send.</summary>
    public SemaphoreSlim Any { get; } = new(0, 1);

    /// <summary>There is more of it than is waited with.</summary>
    public TaskCompletionSource Hurry { get; set; } = new();

    /// <summary>The next batch is on its way.</summary>
    public TaskCompletionSource Sent { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void NextSent()
    {
        var sent = Sent;
        Sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        sent.SetResult();
    }

    public void News()
    {
        try
        {
            if (Any.CurrentCount == 0) Any.Release();
        }
        catch (SemaphoreFullException) { } // Two commits at once: one signal is enough for both.
    }
}
