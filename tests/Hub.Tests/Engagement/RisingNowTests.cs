using Backchannel.Contracts;
using Backchannel.Hub.Digests;
using Backchannel.Hub.Engagement;
using Xunit;
using static Backchannel.Hub.Tests.Engagement.MadeCards;

namespace Backchannel.Hub.Tests.Engagement;

public class RisingNowTests
{
    [Fact]
    public void Links_go_by_people_not_by_posts()
    {
        var rising = Rise(
            Say(1, 1, "https://tidewater.example/a"), Say(2, 1, "https://tidewater.example/a"), Say(3, 1, "https://www.tidewater.example/a?utm_source=x"),
            Say(1, 2, "https://tidewater.example/b"), Say(1, 3, "https://tidewater.example/b"), Say(40, 1, "https://tidewater.example/b"), Say(40, 9, "https://tidewater.example/old"));
        Assert.Equal([("https://tidewater.example/b", 2, 1), ("https://tidewater.example/a", 1, 0)], rising.Links.Select(link => (link.Url, link.People, link.Before)));
    }

    [Fact]
    public void Hashtags_rise_where_more_people_use_them_and_the_events_own_never_do()
    {
        var rising = Rise(
            Say(1, 1, "#Knots #tidewater26"), Say(2, 2, "#Knots"), Say(3, 3, "#knots"), Say(40, 1, "#knots"), Say(1, 4, "#tides"), Say(40, 4, "#tides"), Say(1, 5, "#pier1"));
        Assert.Equal([new("Knots", 3, 1)], rising.Hashtags);
    }

    [Fact]
    public void Pairs_are_two_that_rise_and_are_used_by_several_in_one_post()
    {
        var rising = Rise(Say(1, 1, "#knots #ropes"), Say(2, 2, "#ropes #knots #ebb"), Say(3, 3, "#ebb"), Say(1, 4, "#ebb #knots"), Say(50, 8, "#ropes"));
        Assert.Equal([new("ebb", "knots", 2, 0), new("knots", "ropes", 2, 0)], rising.Together);
    }

    [Fact]
    public void Photos_go_by_answers_and_reposts_and_those_that_are_sensitive_are_left_out()
    {
        var plain = Photo(Say(5, 1, "One"), "one");
        var passedOn = Photo(Say(9, 2, "Two"), "two");
        var veiled = Say(3, 3, "Three");
        veiled = Photo(veiled, "three") with { Told = Photo(veiled, "three").Told with { Post = Photo(veiled, "three").Told.Post with { Sensitive = true } } };
        var rising = RisingNow.Of([plain, passedOn, veiled, Photo(Say(45, 4, "Four"), "four")], Own, Tags, new Dictionary<string, int> { [passedOn.Card.Id] = 4 }, Now);
        Assert.Equal([("two", 4), ("one", 0)], rising.Photos.Select(photo => (photo.Media.Alt!, photo.Echo)));
    }

    static readonly OwnPages Own = new(Made.Event, [], null);

    static readonly HashSet<string> Tags = [Made.Event, "pier1"];

    static Rising Rise(params Shared[] shared) => RisingNow.Of(shared, Own, Tags, new Dictionary<string, int>(), Now);

    static Shared Say(double ago, int by, string text) => new(Card(ago, by), Told.Of(Made.Post(text).WithLinks()));

    static Shared Photo(Shared said, string alt) => said with
    {
        Told = said.Told with { Post = said.Told.Post with { Photos = [new Media(MediaKind.Image, $"https://tidewater.example/{alt}.png", Alt: alt)] } },
    };
}
