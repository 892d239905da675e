using System.Collections.Concurrent;
using System.Diagnostics;
using Backchannel.Contracts;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Backchannel.Hub.Tests;

/// <summary>What is hidden, or deleted at its network, leaves every screen within a second, and everything else with it. Runs alone, after all others, because it measures.</summary>
[CollectionDefinition(nameof(HidingTests), DisableParallelization = true)]
[Collection(nameof(HidingTests))]
public class HidingTests(ITestOutputHelper output)
{
    const int Crowd = 500, Tries = 200, Lanes = 4;

    /// <summary>How long the feed holds a batch back after the one before.</summary>
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task A_hidden_or_deleted_post_leaves_five_hundred_followers_within_a_second()
    {
        await using var hub = await HubUnderTest.Start();
        var posts = Made.Many(Tries, "Going");
        foreach (var some in posts.Chunk(100)) await hub.Capture(some);
        await using var crowd = await Followers(hub);

        var waits = (await Task.WhenAll(posts.Index().GroupBy(post => post.Index % Lanes).Select(async lane =>
        {
            var mine = new List<(double Clock, double Work)>();
            foreach (var (number, seen) in lane) mine.Add(await Goes(hub, crowd, seen.Post.Id, hidden: number / Lanes % 2 == 0));
            return mine;
        }))).SelectMany(lane => lane).ToList();
        var (clock, least) = (waits.Select(wait => wait.Clock).Order().ToList(), waits.Select(wait => Math.Min(wait.Clock, wait.Work)).Order().ToList());
        output.WriteLine($"To the last of {Crowd} followers, over {Tries} tries: p50 {clock[Tries / 2]:0} ms, p99 {clock[Tries * 99 / 100]:0} ms, at most {clock[^1]:0} ms.");
        // All but the slowest by the work that it was: the clock runs on while the machine works for others. What waits for nothing would do no work, so half of them by the clock, too.
        Assert.True(least[Tries * 99 / 100] < 1_000, $"p99 was {least[Tries * 99 / 100]:0} ms.");
        Assert.True(clock[Tries / 2] < 1_000, $"p50 was {clock[Tries / 2]:0} ms.");
        Assert.Empty(await hub.Texts());
        Assert.Empty(await hub.Texts(q: "going"));
    }

    static async Task<(double Clock, double Work)> Goes(HubUnderTest hub, Listeners crowd, string id, bool hidden)
    {
        var heard = crowd.Hears(id);
        var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        if (hidden) (await hub.Organize(HttpMethod.Delete, HubUnderTest.Api($"/posts/{id}"))).EnsureSuccessStatusCode();
        else await hub.Publish(new("bluesky", null, [new PostDeleted(id)]));
        await heard.WaitAsync(TimeSpan.FromSeconds(60));
        // By the clock; and by the pace and what this process used of its processors meanwhile.
        var (clock, work) = (Stopwatch.GetElapsedTime(started), Pace + Environment.CpuUsage.TotalTime - before);
        Assert.DoesNotContain(id, (await hub.Get<FeedPage>(HubUnderTest.Api("/posts?limit=500"))).Entries.Select(entry => entry.PostId));
        return (clock.TotalMilliseconds, work.TotalMilliseconds);
    }

    static async Task<Listeners> Followers(HubUnderTest hub)
    {
        var listeners = new Listeners();
        foreach (var some in Enumerable.Range(0, Crowd).Chunk(25)) await Task.WhenAll(some.Select(_ => listeners.Join(hub)));
        return listeners;
    }

    sealed class Listeners : IAsyncDisposable
    {
        readonly ConcurrentBag<HubConnection> _connections = [];
        readonly ConcurrentDictionary<string, (TaskCompletionSource All, int[] Left)> _waiting = new();

        public async Task Join(HubUnderTest hub)
        {
            var connection = new HubConnectionBuilder().WithUrl(new Uri(hub.Address, "/hubs/feed")).Build();
            connection.On<FeedBatch>(nameof(IFeedClient.Entries), Hear);
            await connection.StartAsync();
            await connection.InvokeAsync<FeedPage>("Follow", Made.Event, null, null);
            _connections.Add(connection);
        }

        /// <summary>Completes once every one of them was told that the post is gone.</summary>
        public Task Hears(string postId)
        {
            var waiting = _waiting[postId] = (new(TaskCreationOptions.RunContinuationsAsynchronously), [Crowd]);
            return waiting.All.Task;
        }

        void Hear(FeedBatch batch)
        {
            foreach (var entry in batch.Entries.Where(entry => entry.Post is null))
                if (_waiting.TryGetValue(entry.PostId, out var waiting) && Interlocked.Decrement(ref waiting.Left[0]) == 0) waiting.All.SetResult();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var some in _connections.Chunk(50)) await Task.WhenAll(some.Select(connection => connection.DisposeAsync().AsTask()));
        }
    }
}
