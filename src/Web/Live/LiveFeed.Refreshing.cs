using System.Collections.Concurrent;
using Backchannel.Contracts;

namespace Backchannel.Web.Live;

/// <summary>Which events there are, and their programmes.</summary>
public sealed partial class LiveFeed
{
    const int MaxUnknown = 1_000;
    static readonly TimeSpan UnknownFor = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, long> _unknown = new();
    readonly ConcurrentDictionary<string, long> _sessionsAt = new();
    volatile IReadOnlyList<EventInfo>? _listed;

    async Task KeepRefreshing(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var wait = Options.EventsEvery;
            try
            {
                await RefreshEvents(stopping);
                foreach (var feed in _feeds.Values)
                {
                    if (feed.Loaded.IsCompleted && IsDue(_sessionsAt, feed.Slug, Options.SessionsEvery)) await RefreshSessions(feed, stopping);
                    if (feed.Loaded.IsCompleted && IsDue(_numbersAt, feed.Slug, NumbersEvery)) await RefreshNumbers(feed, stopping);
                }
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                // A hub that is away is told of by the connection, which fails for the same reason.
                if (!HubClient.IsTrouble(error, stopping)) LogNotRefreshed(error);
                wait = Soon < wait ? Soon : wait;
            }
            await Task.Delay(wait, Clock, stopping);
        }
    }

    async Task RefreshEvents(CancellationToken cancellationToken)
    {
        var events = await _hub.Events(cancellationToken);
        foreach (var info in events)
        {
            var feed = Add(info);
            // A push may have been lost with nothing after it to show the gap.
            if (feed.Tail is { } tail && (tail.Epoch != info.Epoch || tail.Last < info.Last)) Want(feed);
        }
        // An empty list from a hub that had events is a hub that is not up yet: nobody's wall goes blank for it.
        if (events.Count > 0 || _listed is null) _listed = events;
    }

    async Task<EventFeed?> Discover(string slug, CancellationToken cancellationToken)
    {
        if (!IsDue(_unknown, slug, UnknownFor)) return null;
        EventInfo? info = null;
        await Asked(async () => info = await _hub.Event(slug, cancellationToken), cancellationToken);
        if (info is not null) return Add(info);
        if (_unknown.Count >= MaxUnknown) _unknown.Clear();
        _unknown[slug] = Clock.GetTimestamp();
        return null;
    }

    EventFeed Add(EventInfo info)
    {
        var feed = _feeds.GetOrAdd(info.Slug, _ => new EventFeed(info, _cards, Meter, Options, Clock, _log));
        feed.Learn(info);
        if (feed.Tail is null) Want(feed);
        return feed;
    }

    async Task RefreshSessionsSoon(EventFeed feed, CancellationToken cancellationToken)
    {
        if (IsDue(_sessionsAt, feed.Slug, UnknownFor)) await RefreshSessions(feed, cancellationToken);
    }

    async Task RefreshSessions(EventFeed feed, CancellationToken cancellationToken)
    {
        _sessionsAt[feed.Slug] = Clock.GetTimestamp();
        if (await _hub.Sessions(feed.Slug, cancellationToken) is { } sessions && feed.Learn(sessions)) TellChatsAgain(feed);
    }

    bool IsDue(ConcurrentDictionary<string, long> last, string slug, TimeSpan every) =>
        !last.TryGetValue(slug, out var at) || Clock.GetElapsedTime(at) >= every;

    [LoggerMessage(LogLevel.Error, "Events and programmes could not be refreshed.")]
    partial void LogNotRefreshed(Exception error);
}
