using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Web.Screens;

namespace Backchannel.Web.Live;

/// <summary>What the screens of each event show: pushed when it changes, and asked for whenever the hub is met anew.</summary>
public sealed partial class LiveFeed
{
    readonly ConcurrentDictionary<string, ScreenState> _screens = new();
    readonly Lock _showing = new();

    /// <summary>What an event's screens show, as last heard; null where nothing was.</summary>
    internal ScreenState? Screen(string slug) => _screens.TryGetValue(slug, out var state) && _feeds.TryGetValue(slug, out var feed) ? AsItStands(state, feed) : null;

    /// <summary>
    /// The <c>screen</c> event, for a page that opens; empty where nothing was heard of it. Also where screens show posts as usual: the page may have
    /// been told otherwise before it lost its stream.
    /// </summary>
    internal async ValueTask<ReadOnlyMemory<byte>> ScreenFrame(EventFeed feed) => Screen(feed.Slug) is { } state ? await FrameOf(feed, state) : default;

    void HearScreen(ScreenState state) => _ = Hear(state);

    // Nobody waits for it: what fails is told in the log, and asked for again with the next connection.
    async Task Hear(ScreenState state)
    {
        try
        {
            await Show(state);
        }
        catch (Exception error)
        {
            LogScreenFailed(error, state.Event);
        }
    }

    async Task Show(ScreenState state)
    {
        lock (_showing)
        {
            if (_screens.TryGetValue(state.Event, out var before) && before.At > state.At) return;
            _screens[state.Event] = state;
        }
        if (!_feeds.TryGetValue(state.Event, out var feed)) return;
        var stands = AsItStands(state, feed);
        var frame = await FrameOf(feed, stands);
        lock (_showing)
        {
            // While the card was made, another change may have come and gone out already.
            if (!ReferenceEquals(_screens[state.Event], state)) return;
            if (AsItStands(state, feed) == stands)
            {
                Send(feed, frame);
                return;
            }
        }
        // Or the post was edited, or taken off.
        await Show(state);
    }

    async Task AskScreensAnew(CancellationToken stopping)
    {
        try
        {
            foreach (var slug in _feeds.Keys)
                if (await _hub.Screen(slug, stopping) is { } state && (!_screens.TryGetValue(slug, out var known) || known.At != state.At)) await Show(state);
        }
        catch (Exception error) when (HubClient.IsTrouble(error, stopping))
        {
            // The connection fails for the same reason, and asks again when it is back.
        }
    }

    /// <summary>What was taken off since is not shown again, whatever the state says that was heard before.</summary>
    static ScreenState AsItStands(ScreenState state, EventFeed feed) =>
        state.Spotlight is { } spotlight && feed.Tail?.LastOf(spotlight.PostId) is { } latest
            ? state with { Spotlight = latest.Post is null ? null : latest with { Seq = spotlight.Seq } }
            : state;

    async Task<ReadOnlyMemory<byte>> FrameOf(EventFeed feed, ScreenState state)
    {
        var card = state.Spotlight is { } entry ? await _cards.Get(new(entry, entry.Seq), feed) : null;
        return SseWriter.Json("screen", new ScreenTold(state.Blank, state.Spotlight?.PostId, card?.Html));
    }

    [LoggerMessage(LogLevel.Error, "What the screens of {Event} show could not be passed on.")]
    partial void LogScreenFailed(Exception error, string @event);
}
