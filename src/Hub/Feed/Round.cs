namespace Backchannel.Hub.Feed;

/// <summary>Sends of one moment, all begun before any is waited for: a follower that does not read holds up nobody else.</summary>
static class Round
{
    /// <summary>
    /// Waits for <paramref name="sends"/>, but no longer than <paramref name="most"/>. What is unfinished then goes on by itself until its follower
    /// reads or its connection is closed for not reading; followers see a gap by the numbers.
    /// </summary>
    public static async Task Together(IEnumerable<Task> sends, TimeSpan most, TimeProvider time, CancellationToken stop)
    {
        var all = Task.WhenAll(sends);
        // Whoever fails after the wait fails unheard, or it would count as an exception that nobody caught.
        _ = all.ContinueWith(failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        try
        {
            await all.WaitAsync(most, time, stop);
        }
        catch (TimeoutException) when (!all.IsCompleted) { }
    }
}
