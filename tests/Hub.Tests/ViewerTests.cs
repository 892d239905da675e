using Backchannel.Hub.Feed;
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
        _followers.Watching("liar", [new("tide", null, int.MaxValue), new("tide", null, -5)]);
        Assert.Equal(100_000, _followers.Viewers("tide", null));
    }
}
