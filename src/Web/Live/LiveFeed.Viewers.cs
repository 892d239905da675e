using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR.Client;

namespace Backchannel.Web.Live;

/// <summary>Tells the hub how many pages look at what: to it this process is one follower.</summary>
public sealed partial class LiveFeed
{
    // A message above 32 KB would end the connection.
    const int MostAtOnce = 50;
    static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(2);

    async Task KeepCounting(HubConnection connection, Task closed, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(CountEvery, Clock);
        // By channel, as far as it is not 0: what is new to this connection is told, a channel that emptied once more as 0.
        var told = new Dictionary<(string Event, string? Session), int>();
        while (!closed.IsCompleted && await timer.WaitForNextTickAsync(stopping))
            foreach (var some in News(told).Chunk(MostAtOnce))
            {
                await connection.InvokeAsync("Watching", some, stopping);
                foreach (var count in some)
                    if (count.Pages == 0) _ = told.Remove((count.Event, count.Session));
                    else told[(count.Event, count.Session)] = count.Pages;
            }
    }

    List<ViewerCount> News(Dictionary<(string Event, string? Session), int> told)
    {
        var now = new Dictionary<(string Event, string? Session), int>();
        foreach (var feed in _feeds.Values)
            foreach (var channel in feed.Channels)
                now[(feed.Slug, channel.Session)] = channel.Pages;
        return
        [
            .. now.Where(count => told.GetValueOrDefault(count.Key) != count.Value).Concat(told.Keys.Except(now.Keys).Select(gone => KeyValuePair.Create(gone, 0)))
                .Select(count => new ViewerCount(count.Key.Event, count.Key.Session, count.Value)),
        ];
    }
}
