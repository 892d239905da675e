using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Backchannel.Contracts;
using Microsoft.Extensions.Options;

namespace Backchannel.Web.Live;

/// <summary>
/// Every live feed of this process, over one connection to the hub.
/// <para>
/// For each event the hub knows, the tail of its feed is kept in memory (<see cref="FeedTail"/>). It grows by what the hub pushes; where a push
/// does not join on, the missing part is asked for; where the archive was replaced, it is read anew and pages are told to start over. While the
/// hub is away everything goes on being served from what was last known, and says so (<see cref="Status"/>): a wall never goes blank by itself.
/// </para>
/// <para>
/// Pages follow a <see cref="LiveChannel"/>. What they are sent is made once a channel, out of cards that are rendered once a post
/// (<see cref="CardCache"/>), so that a page more costs a write and nothing else.
/// </para>
/// </summary>
public sealed partial class LiveFeed : BackgroundService
{
    readonly HubClient _hub;
    readonly HubAddress _address;
    readonly CardCache _cards;
    readonly ILogger _log;
    readonly IHostApplicationLifetime _lifetime;
    readonly ConcurrentDictionary<string, EventFeed> _feeds = new();

    internal LiveFeed(
        HubClient hub, HubAddress address, CardCache cards, IOptions<LiveOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime,
        LiveMeter meter, ILogger<LiveFeed> log)
    {
        (_hub, _address, _cards, _lifetime, _log) = (hub, address, cards, lifetime, log);
        (Options, Clock, Pages) = (options.Value, clock, new HubPages(hub, clock));
        Meter = meter;
        meter.Watch(() => _feeds.Values.Select(feed => new Measurement<int>(feed.Viewers(null), new KeyValuePair<string, object?>("event", feed.Slug))));
        _status = new LiveStatus(true, clock.GetUtcNow(), []);
        _statusFrame = FrameOf(_status);
    }

    internal LiveOptions Options { get; }

    internal TimeProvider Clock { get; }

    internal LiveMeter Meter { get; }

    internal HubPages Pages { get; }

    /// <summary>What a page shows now; null where there is no such event or session.</summary>
    /// <param name="slug">The event.</param>
    /// <param name="session">One session of it; null for the whole event.</param>
    /// <param name="count">How many posts.</param>
    /// <exception cref="HubAwayException">The hub does not answer and the event is not known here yet.</exception>
    public async Task<LiveView?> Open(string slug, string? session, int count, CancellationToken cancellationToken)
    {
        if (await Find(slug, session, cancellationToken) is not { } feed) return null;
        var tail = feed.Tail!;
        IReadOnlyList<FeedEntry> entries = [.. tail.OnShow(session).TakeLast(count)];
        if (entries.Count < count && tail.Floor > 0)
            entries = [.. await Older(feed, tail, session, tail.Floor + 1, count - entries.Count, cancellationToken), .. entries];
        var programme = feed.Programme;
        return new LiveView(Counted(feed), programme.Sessions, programme.Version, entries, FeedPosition.Text(tail.Epoch, tail.Last), StatusOf(feed));
    }

    /// <summary>All events, as last known.</summary>
    /// <exception cref="HubAwayException">The hub has not answered since this process started.</exception>
    public async Task<IReadOnlyList<EventInfo>> Events()
    {
        if (_listed is null) await Asked(() => RefreshEvents(CancellationToken.None), CancellationToken.None);
        return [.. _listed!.Select(info => _feeds.TryGetValue(info.Slug, out var feed) ? Counted(feed) : info)];
    }

    /// <summary>Pages open now on an event (those on its sessions among them) or on one session of it.</summary>
    public int Viewers(string slug, string? session) => _feeds.TryGetValue(slug, out var feed) ? feed.Viewers(session) : 0;

    /// <summary>The event's feed, read and ready; null where there is no such event or session.</summary>
    internal async Task<EventFeed?> Find(string slug, string? session, CancellationToken cancellationToken)
    {
        if (!_feeds.TryGetValue(slug, out var feed) && (feed = await Discover(slug, cancellationToken)) is null) return null;
        if (!feed.Loaded.IsCompleted)
            await Asked(() => feed.Loaded, cancellationToken);
        if (session is null || feed.Session(session) is not null) return feed;
        await Asked(() => RefreshSessionsSoon(feed, cancellationToken), cancellationToken);
        return feed.Session(session) is null ? null : feed;
    }

    /// <summary>Posts on show before a number, oldest first. The hub being away leaves a shorter page, not a blank one.</summary>
    async Task<IReadOnlyList<FeedEntry>> Older(
        EventFeed feed, FeedTail tail, string? session, long before, int count, CancellationToken cancellationToken)
    {
        try
        {
            var page = await Pages.Before(feed.Slug, session, tail.Epoch, before, count, cancellationToken).WaitAsync(Options.Patience, Clock, cancellationToken);
            return page is null || page.Epoch != tail.Epoch ? [] : [.. EventFeed.AsTheyStand(page.Entries, session, feed.Tail!).TakeLast(count)];
        }
        catch (Exception error) when (IsAway(error, cancellationToken))
        {
            return [];
        }
    }

    async Task Asked(Func<Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask().WaitAsync(Options.Patience, Clock, cancellationToken);
        }
        catch (Exception error) when (IsAway(error, cancellationToken))
        {
            throw new HubAwayException("The hub does not answer yet.", error);
        }
    }

    static bool IsAway(Exception error, CancellationToken cancellationToken) =>
        error is TimeoutException || HubClient.IsTrouble(error, cancellationToken);
}
