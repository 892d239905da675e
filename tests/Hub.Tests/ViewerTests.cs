using Backchannel.Contracts;
using Backchannel.Hub.Feed;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Backchannel.Hub.Tests;

public class ViewerTests
{
    readonly Followers _followers = new();

    [Fact]
    public void A_follower_is_one_viewer_of_what_it_follows()
    {
        _followers.Add("a", "tide", null);
        _followers.Add("b", "tide", "knots");
        Assert.Equal((1, 1), (_followers.Viewers("tide", null), _followers.Viewers("tide", "knots")));
    }

    [Fact]
    public void A_web_process_counts_as_its_pages_and_not_as_itself()
    {
        _followers.Add("web", "tide", null);
        _followers.Watching("web", [new("tide", null, 40), new("tide", "knots", 2)]);
        Assert.Equal((42, 2), (_followers.Viewers("tide", null), _followers.Viewers("tide", "knots")));

        _followers.Watching("web", [new("tide", null, 3)]);
        Assert.Equal((5, 2), (_followers.Viewers("tide", null), _followers.Viewers("tide", "knots")));

        _followers.Watching("web", [new("tide", "knots", 0)]);
        Assert.Equal((3, 0), (_followers.Viewers("tide", null), _followers.Viewers("tide", "knots")));
    }

    [Fact]
    public void Whoever_goes_is_counted_no_more()
    {
        _followers.Add("web", "tide", null);
        _followers.Watching("web", [new("tide", null, 40)]);
        _followers.Add("a", "tide", null);
        _followers.Remove("web");
        Assert.Equal(1, _followers.Viewers("tide", null));
        _followers.Remove("a");
        Assert.Equal((0, 0), (_followers.Viewers("tide", null), _followers.Count("tide", null)));
    }

    [Fact]
    public void Nobody_counts_for_more_than_a_process_can_have_open()
    {
        _followers.Add("liar", "tide", null);
        _followers.Watching("liar", [new("tide", null, int.MaxValue), null, new("tide", "knots", -5), new(null!, null, 7), new("tide", null, int.MaxValue)]);
        Assert.Equal((100_000, 0), (_followers.Viewers("tide", null), _followers.Viewers("tide", "knots")));
        _followers.Watching("liar", Enumerable.Range(0, 5_000).Select(n => new ViewerCount("tide", $"knots-{n}", 1)));
        Assert.Equal(100_999, _followers.Viewers("tide", null));
        _followers.Remove("liar");
        Assert.Equal(0, _followers.Viewers("tide", null));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7", 1)]
    [InlineData("X-Made-Up", "203.0.113.7", 40)]
    public async Task Only_a_process_of_ours_stands_for_many_pages(string header, string value, int viewers)
    {
        await using var hub = await HubUnderTest.Start();
        await using var connection = new HubConnectionBuilder().WithUrl(new Uri(hub.Address, "/hubs/feed"), http => http.Headers[header] = value).Build();
        await connection.StartAsync();
        await connection.InvokeAsync<FeedPage>("Follow", Made.Event, null, 0L);
        await connection.InvokeAsync("Watching", new ViewerCount?[] { new(Made.Event, null, 40), null });
        Assert.Equal(viewers, hub.Services.GetRequiredService<Followers>().Viewers(Made.Event, null));
    }
}
