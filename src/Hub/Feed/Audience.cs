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
            // What writes this group's connections out is queued in the pool of threads: behind it their buffers are free again for the next group.
            // That is a matter of memory, not of order; each group has the message serialized anew, which costs far less.
            if (groups.Count > 1) await Task.Yield();
        }
    }
}
