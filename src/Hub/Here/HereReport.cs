using Backchannel.Contracts;
using Backchannel.Hub.Sources;

namespace Backchannel.Hub.Here;

/// <summary>Reports on our own posting page as on any other source.</summary>
sealed class HereReport(SourceBoard board, TimeProvider time) : BackgroundService
{
    public const string Source = "here";

    long _received, _matched, _refused;
    DateTimeOffset? _lastPost, _lastErrorAt;
    string? _lastError;

    public void Received() => Interlocked.Increment(ref _received);

    public void Captured(DateTimeOffset at)
    {
        Interlocked.Increment(ref _matched);
        _lastPost = at;
    }

    public void Refused(string words)
    {
        Interlocked.Increment(ref _refused);
        (_lastError, _lastErrorAt) = (words, time.GetUtcNow());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), time);
        try
        {
            do
            {
                board.Set(new(Source, Network.Here, SourceState.Live, time.GetUtcNow(), _lastPost, _lastPost is null ? null : 0,
                    Interlocked.Read(ref _received), Interlocked.Read(ref _matched), Interlocked.Read(ref _refused), null, _lastError, _lastErrorAt, null, null));
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }
}
