using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Web.Screens;

namespace Backchannel.Web.Live;

/// <summary>What the screens of each event show: pushed when it changes, and asked for whenever the hub is met anew.</summary>
public sealed partial class LiveFeed
{
    readonly ConcurrentDictionary<string, ScreenState> _screens = new();

    /// <summary>What an event's screens show, as last heard; null where nothing was.</summary>
    internal ScreenState? Screen(string slug) => _screens.TryGetValue(slug, out var state) && _feeds.TryGetValue(slug, out var feed) ? AsItStands(state, feed) : null;

    /// <summary>The <c>screen</c> event, for a page that opens; empty where screens show posts as usual.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>> ScreenFrame(EventFeed feed) =>
        Screen(feed.Slug) is { } state && (state.Blank || state.Spotlight is not null) ? await FrameOf(feed, state) : default;

    void HearScreen(ScreenState state) => _ = Show(state);

    async Task Show(ScreenState state)
    {
        if (_screens.TryGetValue(state.Event, out var before) && before.At > state.At) return;
        _screens[state.Event] = state;
        if (_feeds.TryGetValue(state.Event, out var feed)) Send(feed, await FrameOf(feed, AsItStands(state, feed)));
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
}
