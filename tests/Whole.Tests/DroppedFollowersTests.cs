using Backchannel.StandIns.Bluesky;
using Backchannel.Whole.Tests.Machinery;
using Backchannel.Whole.Tests.Watching;

namespace Backchannel.Whole.Tests;

/// <summary>Whoever comes late, or was away, ends with the same list as those who never were.</summary>
public sealed class DroppedFollowersTests : IAsyncLifetime
{
    static readonly TimeSpan Away = TimeSpan.FromSeconds(5);

    readonly TempFolder _folder = new();
    JetstreamStandIn _bluesky = null!;
    App _app = null!;

    public async ValueTask InitializeAsync()
    {
        _bluesky = await JetstreamStandIn.Start();
        _app = await App.Of("Standalone", null,
            "--hashtag", Talk.Hashtag, "--data", _folder.Of("data"), "--Sources:Mastodon:Enabled", "false",
            "--Sources:Bluesky:Jetstream", _bluesky.Jetstream, "--Sources:Bluesky:AppView", _bluesky.Origin).StartReady();
        await Until.True("Bluesky is listened to", () => _bluesky.Open > 0, () => _app.Process.Printed);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _bluesky.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Five_seconds_away_in_mid_burst_cost_nobody_a_post()
    {
        await using var talk = new Talk(_bluesky);
        await using Crowd crowd = new(_app);
        await crowd.Come(talk);

        await crowd.Leave();
        // Being away for this long is what is tried here.
        await Task.WhenAll(Task.Delay(Away), talk.Goes(100));
        await crowd.ComeBack();
        await using var late = await new LivePage(_app.Http, Talk.Hashtag).Load();
        await talk.Goes(100);
        await talk.End();

        await crowd.AssertAllAlike(talk.Count, late);
    }

    [Fact]
    public async Task A_restart_in_mid_burst_costs_nobody_a_post()
    {
        await using var talk = new Talk(_bluesky);
        await using Crowd crowd = new(_app);
        await crowd.Come(talk);

        await _app.Kill();
        await talk.Goes(100);
        await _app.StartReady();
        await crowd.Return();
        await using var late = await new LivePage(_app.Http, Talk.Hashtag).Load();
        await talk.Goes(100);
        await talk.End();

        await crowd.AssertAllAlike(talk.Count, late);
    }

    /// <summary>Two followers and two pages: one of each stays, the other leaves in between.</summary>
    sealed class Crowd(App app) : IAsyncDisposable
    {
        readonly FeedFollower _steady = new(app.Url, Talk.Hashtag), _leaving = new(app.Url, Talk.Hashtag);
        readonly LivePage _steadyPage = new(app.Http, Talk.Hashtag), _leavingPage = new(app.Http, Talk.Hashtag);

        public async Task Come(Talk talk)
        {
            await Task.WhenAll(_steady.Connect(), _leaving.Connect(), _steadyPage.Load(), _leavingPage.Load());
            talk.Start();
            await Until.True("all of them have seen posts", () => _steady.Last > 50 && _leaving.Last > 50 && _steadyPage.Ids.Count > 50 && _leavingPage.Ids.Count > 50);
        }

        public Task Leave() => Task.WhenAll(_leaving.Drop(), _leavingPage.Drop());

        public Task ComeBack() => Task.WhenAll(_leaving.Connect(), _leavingPage.Reopen());

        /// <summary>After a restart even those who meant to stay have to connect again.</summary>
        public async Task Return()
        {
            await Task.WhenAll(_steady.Drop(), _leaving.Drop());
            await Task.WhenAll(_steady.Connect(), _leaving.Connect(), _steadyPage.Reopen(), _leavingPage.Reopen());
        }

        public async Task AssertAllAlike(int posts, LivePage late)
        {
            await Until.True("everybody has seen the last post",
                () => _steady.OnShow.Count >= posts && _leaving.OnShow.Count >= posts && _steadyPage.Ids.Count >= posts && _leavingPage.Ids.Count >= posts,
                () => $"Of {posts}: {_steady.OnShow.Count} and {_leaving.OnShow.Count} followed, {_steadyPage.Ids.Count} and {_leavingPage.Ids.Count} on pages. {app.Process.Printed}");
            var feed = await Feeds.All(app.Http, Talk.Hashtag);
            Feeds.AssertWhole(feed);
            var ids = feed.Select(entry => entry.PostId).ToList();
            Assert.Equal(posts, ids.Count);
            Assert.Equal(ids, _steady.OnShow);
            Assert.Equal(ids, _leaving.OnShow);
            Assert.Equal(ids, _steadyPage.Ids);
            Assert.Equal(ids, _leavingPage.Ids);

            await Until.True("the late page has seen the last post", () => late.Ids is [.., var last] && last == ids[^1]);
            Assert.Equal(ids.TakeLast(late.Ids.Count), late.Ids);
            Assert.True(late.Ids.Count < ids.Count, "The late page holds what was there before it, so it was not late.");
        }

        public async ValueTask DisposeAsync()
        {
            await _steady.DisposeAsync();
            await _leaving.DisposeAsync();
            await _steadyPage.DisposeAsync();
            await _leavingPage.DisposeAsync();
        }
    }
}
