using Backchannel.Contracts;
using Backchannel.StandIns.Bluesky;
using Backchannel.StandIns.Mastodon;
using Backchannel.Whole.Tests.Machinery;
using Backchannel.Whole.Tests.Watching;

namespace Backchannel.Whole.Tests;

/// <summary>Ingest, Hub and Web as processes of their own, over a real RabbitMQ and a real Redis.</summary>
public sealed class ThreeProcessesTests : IAsyncLifetime
{
    readonly TempFolder _folder = new();
    readonly RabbitServer _rabbit;
    readonly RedisServer _redis;
    JetstreamStandIn _bluesky = null!;
    MastodonStandIn _mastodon = null!;
    App _ingest = null!, _hub = null!, _web = null!;
    string _sources = "";

    public ThreeProcessesTests() => (_rabbit, _redis) = (new(_folder), new(_folder));

    public async ValueTask InitializeAsync()
    {
        (_bluesky, _mastodon) = (await JetstreamStandIn.Start(), await MastodonStandIn.Start());
        _mastodon.RateLimitLeft = int.MaxValue;
        await Task.WhenAll(_rabbit.Start(), _redis.Start());
        _hub = App.Of("Hub", new()
        {
            ["ConnectionStrings__RabbitMq"] = _rabbit.ConnectionString,
            ["ConnectionStrings__Redis"] = _redis.ConnectionString,
            ["Backchannel__Hashtag__0"] = Talk.Hashtag,
            ["Backchannel__Data"] = _folder.Of("hub"),
        });
        _ingest = App.Of("Ingest", new()
        {
            ["ConnectionStrings__RabbitMq"] = _rabbit.ConnectionString,
            ["Sources__Bluesky__Jetstream"] = _bluesky.Jetstream,
            ["Sources__Bluesky__AppView"] = _bluesky.Origin,
            ["Sources__Mastodon__Servers__0__Url"] = _mastodon.Url,
            ["Sources__Mastodon__PollSeconds"] = "0.25",
        });
        _web = App.Of("Web", new() { ["Hub__Url"] = _hub.Url, ["Backchannel__Data"] = _folder.Of("web") });
        await Task.WhenAll(_ingest.StartReady(), _hub.StartReady(), _web.StartReady());
        // Without a cursor Jetstream sends only what comes next: what is posted before the first connection is nobody's loss.
        await Until.True("Bluesky is listened to", () => _bluesky.Open > 0, () => _ingest.Process.Printed);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in new[] { _ingest, _hub, _web }) await app.DisposeAsync();
        await _rabbit.DisposeAsync();
        await _redis.DisposeAsync();
        await _bluesky.DisposeAsync();
        await _mastodon.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_post_reaches_a_page_and_misfortunes_lose_and_double_nothing()
    {
        await using var talk = new Talk(_bluesky, _mastodon);
        await using var page = await new LivePage(_web.Http, Talk.Hashtag).Load();
        await using var follower = await new FeedFollower(_web.Url, Talk.Hashtag).Connect();
        for (var i = 0; i < 3; i++) talk.Say();
        await Until.True("one post of each network is on the open page", () => page.Ids.Count == 3, Describe);
        Assert.Contains(page.Ids, id => id.StartsWith("bluesky:", StringComparison.Ordinal));
        Assert.Contains(page.Ids, id => id.StartsWith("mastodon:", StringComparison.Ordinal));
        Assert.Contains("Note 3 from the harbour", await _web.Http.GetStringAsync($"/{Talk.Hashtag}"), StringComparison.Ordinal);

        talk.Start();
        foreach (var (what, strike, mend) in Misfortunes())
        {
            await strike();
            await talk.Goes(40);
            await mend();
            await Until.True($"posts flow again after {what}", FlowsAgain(talk), Describe);
            await page.ComeBack();
            await follower.Drop();
            await follower.Connect();
        }
        await talk.End();

        await Until.True("all posts are archived", async () => (await Feeds.Event(_web.Http, Talk.Hashtag)).Posts >= talk.Count, Describe);
        IReadOnlyList<FeedEntry> feed = [];
        await Until.True("the feed ends with the last post", async () => (feed = await Feeds.All(_web.Http, Talk.Hashtag)).Count >= talk.Count, Describe);
        Feeds.AssertWhole(feed);
        var texts = feed.Where(entry => entry.Kind == EntryKind.Shown).Select(entry => entry.Post!.Text).ToList();
        List<string> lost = [.. talk.Said.Except(texts)], twice = [.. texts.CountBy(text => text).Where(text => text.Value > 1).Select(text => text.Key)];
        Assert.True(lost.Count + twice.Count == 0, $"Lost: {string.Join("; ", lost)}. Twice: {string.Join("; ", twice)}.");
        await Until.True("the follower has it all", () => follower.Last == feed[^1].Seq, Describe);
        Assert.Equal(feed.Select(entry => entry.Seq), follower.Entries.Select(entry => entry.Seq));
        await Until.True("the page has it all", async () =>
        {
            await page.ComeBack();
            return page.Ids.Count >= feed.Count;
        }, () => $"It has {page.Ids.Count} of {feed.Count}. {Describe()}");
        Assert.Equal(feed.Select(entry => entry.PostId), page.Ids);
        // Redis lost all that it held on the way.
        await Until.True("the counters are back", () => follower.Pulse?.Posts == talk.Count, () => $"{follower.Pulse} {Describe()}");
    }

    IEnumerable<(string What, Func<Task> Strike, Func<Task> Mend)> Misfortunes() =>
    [
        ("a kill of ingest", _ingest.Kill, _ingest.StartReady),
        ("a kill of the hub", _hub.Kill, _hub.StartReady),
        ("a kill of web", _web.Kill, _web.StartReady),
        ("a restart of RabbitMQ", _rabbit.Stop, _rabbit.Start),
        ("a crash of Redis", _redis.Kill, _redis.Start),
        ("a crash of RabbitMQ", _rabbit.Kill, _rabbit.Start),
    ];

    /// <summary>True once each network has a post on show that was made after this call.</summary>
    Func<Task<bool>> FlowsAgain(Talk talk)
    {
        var before = talk.Count;
        return async () =>
        {
            _sources = await _web.Http.GetStringAsync($"/api/events/{Talk.Hashtag}/sources");
            var latest = await Feeds.Latest(_web.Http, Talk.Hashtag);
            return Enum.GetValues<Network>().Where(network => network is Network.Bluesky or Network.Mastodon)
                .All(network => latest.Any(post => post.Network == network && Talk.NumberOf(post.Text) > before));
        };
    }

    string Describe() => $"Sources: {_sources}\nIngest:\n{_ingest.Process.Printed}\nHub:\n{_hub.Process.Printed}\nWeb:\n{_web.Process.Printed}";
}
