using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>Every live feed of this process, over one connection to the hub.</summary>
public sealed class LiveFeed : BackgroundService
{
    readonly HubClient _hub;

    internal LiveFeed(HubClient hub) => _hub = hub;

    /// <summary>What a page shows now; null where there is no such event or session.</summary>
    /// <param name="slug">The event.</param>
    /// <param name="session">One session of it; null for the whole event.</param>
    /// <param name="count">How many posts.</param>
    public async Task<LiveView?> Open(string slug, string? session, int count, CancellationToken cancellationToken)
    {
        if (await _hub.Event(slug, cancellationToken) is not { } info) return null;
        var sessions = await _hub.Sessions(slug, cancellationToken) ?? [];
        var page = await _hub.Posts(slug, session, limit: count, cancellationToken: cancellationToken);
        return new LiveView(info, sessions, page?.Entries ?? [], $"{info.Epoch}.{page?.Last}", new LiveStatus(false, null, []));
    }

    /// <summary>All events, as last known.</summary>
    public Task<IReadOnlyList<EventInfo>> Events() => _hub.Events();

    /// <summary>Pages that follow an event (all of them) or one session of it now.</summary>
    public int Viewers(string slug, string? session) => 0;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
}
