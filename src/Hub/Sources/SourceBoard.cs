using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Hub.Feed;
using Microsoft.AspNetCore.SignalR;

namespace Backchannel.Hub.Sources;

/// <summary>The latest report of every source; passed on, as anybody may read it, to all followers as reports come in, at most every 5 s.</summary>
sealed class SourceBoard(IHubContext<FeedHub, IFeedClient> hub, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan PassOnEvery = TimeSpan.FromSeconds(5);

    // A source that has not reported for this long is in a process that is gone.
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<string, SourceReported> _latest = new();

    public void Set(SourceReported report) => _latest[report.Source] = report;

    /// <summary>By name. A source that fell silent is given as stopped, and says so.</summary>
    public SourceReported[] Reports => [.. _latest.Values.OrderBy(report => report.Source, StringComparer.Ordinal).Select(Judge)];

    /// <summary>As anybody may read them: what went wrong and what it costs is the organizers' business.</summary>
    public SourceReported[] PublicReports => [.. Reports.Select(Public)];

    public static SourceReported Public(SourceReported report) => report with { LastError = null, LastErrorAt = null, RateLimitLeft = null, BilledReads = null, BilledCeiling = null };

    SourceReported Judge(SourceReported report) => time.GetUtcNow() - report.At < Silence || report.State == SourceState.Finished
        ? report
        : report with { State = SourceState.Stopped, LastError = "Nothing has been heard of this source for half a minute: its process may be down." };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PassOnEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                if (!_latest.IsEmpty) await Round.Together([hub.Clients.All.Sources(PublicReports)], PassOnEvery, time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }
}
