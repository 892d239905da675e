using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Web.Live;

namespace Backchannel.Web.Sessions;

/// <summary>
/// Keeps what is beside the posts of a session up to date on its open pages: the strip, the photos, the links and what was answered most. The hub is
/// asked only for sessions that somebody looks at and whose feed went on, at most every few seconds; what comes of it is rendered once, and the same
/// bytes go to all pages. While the hub is away, the last one stays.
/// </summary>
sealed partial class LiveDigests(LiveFeed live, HubClient hub, DigestParts parts, TimeProvider clock, ILogger<LiveDigests> log) : BackgroundService
{
    /// <summary>The least time between two askings for one session.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    /// <summary>The same, where something of it is gone: that must leave the page within a second.</summary>
    public static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(400);

    const int MostPlaces = 500, AtATime = 4;
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    readonly ConcurrentDictionary<(string Slug, string Session), DigestPlace> _places = new();

    /// <summary>A session's digest for a page that opens, and the name of its version; the last one known, or an empty one, where the hub does not answer.</summary>
    public async Task<(SessionDigest Digest, string Version)> Of(EventFeed feed, SessionInfo session, CancellationToken cancellationToken)
    {
        var place = PlaceOf(feed.Slug, session.Id);
        if (place.IsDue(feed.Tail!, clock) || place.Digest is null)
            try
            {
                await place.Ask(hub, clock).WaitAsync(live.Options.Patience, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                // A page without it beats none; it comes by the stream.
            }
        return (place.Digest ?? SessionView.Nothing(feed.Info, session.Id), place.Version);
    }

    /// <summary>Whether a page that opens with a version shows the latest: what its channel has standing is older then, for nobody looked for a while.</summary>
    public bool IsLatest(string slug, string session, string? version) => _places.TryGetValue((slug, session), out var place) && place.Meets(version);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Parallel.ForEachAsync(
                    live.Feeds.SelectMany(feed => feed.Channels.Where(channel => channel is { Session: not null, Pages: > 0 }).Select(channel => (feed, channel))).ToList(),
                    new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stoppingToken },
                    async (open, _) => await Refresh(open.feed, open.channel));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    async Task Refresh(EventFeed feed, LiveChannel channel)
    {
        try
        {
            if (feed.Tail is not { } tail || feed.Session(channel.Session) is not { } session) return;
            var place = PlaceOf(feed.Slug, session.Id);
            if (place.IsDue(tail, clock)) _ = await place.Ask(hub, clock);
            if (place.Digest is not { } digest || (ReferenceEquals(place.MadeOf.Digest, digest) && ReferenceEquals(place.MadeOf.Session, session))) return;
            var version = place.Version;
            var skipped = place.HasSkipped(digest);
            var changed = await parts.Make(place, new SessionView(feed.Info, session, digest, clock.GetUtcNow()));
            var whole = DigestParts.Frame(place.Parts.Values);
            channel.Tell(version, whole, skipped ? whole : changed.Count > 0 ? DigestParts.Frame(changed) : default);
        }
        catch (Exception error)
        {
            LogNotRefreshed(error, channel.Session!, feed.Slug);
        }
    }

    DigestPlace PlaceOf(string slug, string session)
    {
        var place = _places.GetOrAdd((slug, session), key => new DigestPlace(key.Slug, key.Session));
        place.WantedAt = clock.GetTimestamp();
        if (_places.Count > MostPlaces && _places.MinBy(each => each.Value.WantedAt) is { Value: { } oldest }) _ = _places.TryRemove((oldest.Slug, oldest.Session), out _);
        return place;
    }

    [LoggerMessage(LogLevel.Error, "What is beside the posts of {Session} of {Event} could not be refreshed.")]
    partial void LogNotRefreshed(Exception error, string session, string @event);
}
