using System.Diagnostics;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Recaps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests.Recaps;

/// <summary>A chat of an evening has had 3,300 posts, a conference's day 20,000.</summary>
public class RecapSizeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_full_day_and_a_flurry_are_made_in_a_moment_and_once_for_all()
    {
        // At a moment at which no recap is due: none is made but here.
        await using var hub = await HubUnderTest.Start(time: new FakeTimeProvider(Made.Noon));
        await hub.SetSessions(Made.Session("pier", "pier1"));
        var random = new Random(3);
        List<Post> posts = [.. Enumerable.Range(0, 20_000).Select(n => Made.Post(
            $"Post {n} of the day, with some words about the harbour and what we all owe to it {(n < 3_300 ? "#pier1" : "")}", new($"a{random.Next(900)}", $"p{n % 900}.example", $"Person {n % 900}"),
            id: $"made-up:{n}", replyTo: random.Next(4) == 0 && n > 0 ? $"made-up:{random.Next(n)}" : null) with
        {
            CreatedAt = Made.Noon.AddSeconds(n),
        })];
        var writer = hub.Services.GetRequiredService<FeedWriter>();
        foreach (var some in posts.Chunk(200)) await writer.Apply(new("bluesky", null, [.. some.Select(post => Made.Seen(post))]), CancellationToken.None);
        await hub.Read(async db =>
        {
            foreach (var id in new[] { "pier", "day-2026-09-01" }) db.Recaps.Add(new() { Event = Made.Event, Id = id, MadeAt = Made.Noon, ChangedAt = Made.Noon, PublishedAt = Made.Noon });
            return await db.SaveChangesAsync();
        });
        var (known, subjects, recaps) = (hub.Services.GetRequiredService<EventCatalog>().Find(Made.Event)!, hub.Services.GetRequiredService<RecapSubjects>(), hub.Services.GetRequiredService<KeptRecaps>());
        foreach (var id in new[] { "pier", "day-2026-09-01", "pier", "day-2026-09-01" })
        {
            var state = (await subjects.Find(known, id, CancellationToken.None))!;
            await recaps.Whole(known, state, CancellationToken.None);
            var (watch, cpu, bytes) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes());
            var recap = await recaps.Whole(known, state, CancellationToken.None);
            var took = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            output.WriteLine($"{id}: {took.TotalMilliseconds:F0} ms of CPU, {watch.ElapsedMilliseconds} ms, {(GC.GetTotalAllocatedBytes() - bytes) / 1e6:F0} MB allocated, {recap.Posts.Count()} posts shown");
            Assert.InRange(recap.Posts.Count(), 100, 2_000);
        }
        var first = await recaps.Get(known, (await subjects.Find(known, "pier", CancellationToken.None))!, CancellationToken.None);
        Assert.Same(first, await recaps.Get(known, (await subjects.Find(known, "pier", CancellationToken.None))!, CancellationToken.None));
    }
}
