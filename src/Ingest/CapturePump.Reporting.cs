namespace Backchannel.Ingest;

/// <remarks>Tells every 5 s how the source is doing.</remarks>
sealed partial class CapturePump
{
    static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    async Task ReportForever(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(ReportEvery, time);
        try
        {
            do await TryReport(stop);
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (Exception ended) when (stop.IsCancellationRequested)
        {
            LogEnded(ended, source.Name);
        }
    }

    async Task TryReport(CancellationToken stop)
    {
        try
        {
            await PublishInTime(_health.Snapshot(), stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // The next report says all that this one would have said.
            LogReportFailed(failure, source.Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Source}: a report was lost")]
    partial void LogReportFailed(Exception failure, string source);
}
