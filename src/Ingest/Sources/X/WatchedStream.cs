namespace Backchannel.Ingest.Sources.X;

/// <summary>A connection that lasts for days, with a watch over every read.</summary>
sealed class WatchedStream(Stream stream, TimeSpan silence, TimeProvider time)
{
    /// <returns>Zero at the end.</returns>
    /// <exception cref="TimeoutException">Nothing came for as long as the watch allows.</exception>
    public async ValueTask<int> Read(Memory<byte> into, CancellationToken stop)
    {
        using var watch = new CancellationTokenSource(silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, watch.Token);
        try
        {
            return await stream.ReadAsync(into, either.Token);
        }
        catch (IOException)
        {
            // A reset is an end like any other: what matters is whether a line was under way.
            return 0;
        }
        catch (OperationCanceledException) when (watch.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }
}
