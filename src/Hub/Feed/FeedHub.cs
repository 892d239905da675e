using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Microsoft.AspNetCore.SignalR;

namespace Backchannel.Hub.Feed;

/// <summary>Follow a channel, hear its entries: <see cref="IFeedClient"/> says what a follower receives.</summary>
sealed class FeedHub(FeedTails tails, FeedReader reader, EventCatalog catalog, Followers followers, TrustedPeers peers) : Hub<IFeedClient>
{
    const int LatestCards = 50;

    /// <summary>
    /// Joins the channel and answers with what was missed: all entries past <paramref name="after"/>, 500 a page (ask again with <see cref="FeedPage.Last"/>
    /// while there is more), or the latest 50 posts. Batches may arrive before the answer: ignore those that end at or before its last number.
    /// </summary>
    public async Task<FeedPage> Follow(string @event, string? session, long? after)
    {
        if (@event is null || catalog.Find(@event) is not { } known) throw new HubException($"There is no event '{@event}'.");
        if (session is not null && known.Sessions.All(s => s.Id != session)) throw new HubException($"The event '{@event}' has no session '{session}'.");
        if (followers.Add(Context.ConnectionId, @event, session) is not { } group) throw new HubException($"A connection follows at most {Followers.MaxChannels} channels.");
        var tail = await tails.Get(@event);
        // Gone already, and so past OnDisconnectedAsync: it would be counted for ever.
        if (Context.ConnectionAborted.IsCancellationRequested) followers.Remove(Context.ConnectionId);
        // Join first, read after: what is committed in between arrives twice, never not at all.
        await Groups.AddToGroupAsync(Context.ConnectionId, group);
        return after is { } seq
            ? tail.Read(seq, session, FeedReader.PageSize) ?? await reader.After(@event, session, seq, FeedReader.PageSize, Context.ConnectionAborted)
            : tail.Latest(session, LatestCards) ?? await reader.Cards(@event, new(session, Limit: LatestCards), Context.ConnectionAborted);
    }

    public async Task Unfollow(string @event, string? session)
    {
        if (followers.Remove(Context.ConnectionId, @event, session) is { } group) await Groups.RemoveFromGroupAsync(Context.ConnectionId, group);
    }

    /// <summary>
    /// A Web process says on which channels its count of open pages changed: those pages are viewers, its one connection is none. Anybody else who says
    /// so is not heard.
    /// </summary>
    public void Watching(ViewerCount?[]? pages)
    {
        if (pages is not null && Context.GetHttpContext() is { } request && peers.IsOurs(request)) followers.Watching(Context.ConnectionId, pages);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        followers.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
