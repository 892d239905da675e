using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Backchannel.Hub.Feed;

/// <summary>Sends to all who follow a channel, group by group, so that what one group is sent is on its way before the next is begun.</summary>
sealed class Audience(IHubContext<FeedHub, IFeedClient> hub, Followers followers)
{
    /// <summary>Adds the sends that it begins to <paramref name="sends"/>; it waits for none of them.</summary>
    public async Task Tell(string slug, string? session, Func<IFeedClient, Task> message, List<Task> sends)
    {
        var groups = followers.Groups(slug, session);
        foreach (var group in groups)
        {
            sends.Add(message(hub.Clients.Group(group)));
            // Behind what writes it out, which the pool of threads was given by now.
            if (groups.Count > 1) await Task.Yield();
        }
    }
}
