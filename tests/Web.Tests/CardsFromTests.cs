using System.Text.RegularExpressions;

namespace Backchannel.Web.Tests;

/// <summary>Reading a feed onwards from any number: <c>GET /{event}/cards?from=</c>.</summary>
public sealed partial class CardsFromTests
{
    const string Slug = "harbourconf";

    [Theory]
    [InlineData("1000", "&session=tides")]
    [InlineData("40", "&session=tides")]
    [InlineData("40", "")]
    [InlineData("40", "&filed=false")]
    public async Task All_of_it_comes_once_and_in_order(string tail, string which)
    {
        await using var hub = await HubStandIn.Start();
        var feed = hub.AddEvent(Slug, Made.Session("tides"));
        for (var i = 0; i < 150; i++) await hub.Show(Slug, (Made.Post(i), i % 3 == 0 ? null : "tides"));
        await hub.Remove(Slug, Made.Post(4).Id, Made.Post(140).Id);
        await hub.Change(Slug, Made.Post(7, "Filed by hand"), null);
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:TailEntries"] = tail });

        var read = new List<string>();
        for (long? from = 0; from is not null;)
        {
            using var answer = await web.Http.GetAsync($"/{Slug}/cards?from={from}&limit=17{which}");
            read.AddRange(Id().Matches(await answer.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value));
            from = answer.Headers.TryGetValues("X-From", out var next) ? long.Parse(next.Single(), System.Globalization.CultureInfo.InvariantCulture) : null;
        }

        var wanted = which switch
        {
            "" => feed.OnShow().Select(post => post.Id),
            "&filed=false" => feed.OnShow().Select(post => post.Id).Except(feed.OnShow("tides").Select(post => post.Id)),
            _ => feed.OnShow("tides").Select(post => post.Id),
        };
        Assert.Equal(wanted, read);
    }

    [Fact]
    public async Task It_begins_at_the_number_that_was_asked_for_and_knows_what_came_a_moment_ago()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent(Slug, Made.Session("tides"));
        for (var i = 1; i <= 60; i++) await hub.Show(Slug, (Made.Post(i), "tides"));
        await using var web = await WebUnderTest.Start(hub, new() { ["Web:Live:TailEntries"] = "20" });

        Assert.Equal([30, 31], Numbers(await web.Http.GetStringAsync($"/{Slug}/cards?session=tides&from=30&limit=2")));
        Assert.Equal(31, Numbers(await web.Http.GetStringAsync($"/{Slug}/cards?session=tides&from=30&limit=100")).Count);
        await hub.Show(Slug, (Made.Post(61), "tides"));
        await Eventually.Equal(61L, () => web.Live.Feeds.Single().Tail?.Last);
        // The hub's page of a moment ago is still kept; what came since is added to it.
        Assert.Equal(61, Numbers(await web.Http.GetStringAsync($"/{Slug}/cards?session=tides&from=30&limit=100"))[^1]);
    }

    static List<int> Numbers(string html) => [.. Seq().Matches(html).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex("data-post=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("data-seq=\"(\\d+)\"")]
    private static partial Regex Seq();
}
