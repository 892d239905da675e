using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR.Client;

namespace Backchannel.Web.Live;

/// <summary>Tells the hub how many pages look at what: to it this process is one follower.</summary>
public sealed partial class LiveFeed
{
    static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(2);

    async Task KeepCounting(HubConnection connection, Task closed, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(CountEvery, Clock);
        ViewerCount[] told = [];
        while (!closed.IsCompleted && await timer.WaitForNextTickAsync(stopping))
        {
            ViewerCount[] now = [.. _feeds.Values.SelectMany(feed => feed.Channels.Select(channel => new ViewerCount(feed.Slug, channel.Session, channel.Pages)))];
            if (now.SequenceEqual(told)) continue;
            await connection.InvokeAsync("Watching", now, stopping);
            told = now;
        }
    }
}
