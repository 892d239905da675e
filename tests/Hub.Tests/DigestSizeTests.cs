using System.Diagnostics;
using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Digests;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Backchannel.Hub.Tests;

/// <summary>Large sessions. What it takes is printed; run this class alone to read it.</summary>
public class DigestSizeTests(ITestOutputHelper output)
{
    readonly FakeTimeProvider _time = new(Made.Noon);

    [Theory]
    [InlineData(2_000)]
    [InlineData(20_000)]
    public async Task A_large_session_is_read_once_and_then_by_what_is_new(int count)
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.SetSessions(Made.Session("pier", "pier1"));
        await Archive(hub, count);
        await hub.Restart();
        // The first of all compiles the queries.
        Assert.Equal(count, (await Measure(hub, "cold")).Posts);

        await hub.Restart();
        var digest = await Measure(hub, "whole");
        Assert.Equal((count, 500, 120, 5), (digest.Posts, digest.People, digest.Photos.Count, digest.Top.Count));
        Assert.Equal(count, digest.Minutes.Sum(minute => minute.Posts));

        await hub.Capture(Made.Seen("One more #pier1"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(count + 1, (await Measure(hub, "one more")).Posts);
        Assert.Equal(count + 1, (await Measure(hub, "as it was")).Posts);
    }

    [Fact]
    public async Task The_people_of_many_posts_are_made_of_the_latest_ten_thousand()
    {
        await using var hub = await HubUnderTest.Start(time: _time);
        await hub.SetSessions(Made.Session("pier", "pier1"));
        await Archive(hub, 12_000);
        foreach (var what in (string[])["cold", "whole"])
        {
            await hub.Restart();
            var known = hub.Services.GetRequiredService<EventCatalog>().Find(Made.Event)!;
            await hub.Services.GetRequiredService<FeedTails>().Get(Made.Event);
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var here = (await hub.Services.GetRequiredService<EventPeople>().Get(known, CancellationToken.None)).Here("person7.tidewater.example", null);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{here.Count} people of {here.Posts} posts, {what}: {watch.Elapsed.TotalMilliseconds:0} ms, of the processor {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:0} ms"));
            Assert.Equal((500, 200, 10_000, 12), (here.Count, here.People.Count, here.Posts, here.Meet.Count));
        }
    }

    async Task<SessionDigest> Measure(HubUnderTest hub, string what)
    {
        var known = hub.Services.GetRequiredService<EventCatalog>().Find(Made.Event)!;
        await hub.Services.GetRequiredService<FeedTails>().Get(Made.Event);
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var digest = await hub.Services.GetRequiredService<SessionDigests>().Get(known, known.Sessions[0], CancellationToken.None);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{digest.Posts,6} posts, {what}: {watch.Elapsed.TotalMilliseconds:0} ms, of the processor {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:0} ms"));
        return digest;
    }

    static Task<int> Archive(HubUnderTest hub, int count) => hub.Read(async db =>
    {
        foreach (var n in Enumerable.Range(1, count)) db.Posts.Add(Row(n));
        await db.Events.ExecuteUpdateAsync(set => set.SetProperty(e => e.LastSeq, count));
        return await db.SaveChangesAsync();
    });

    static PostRow Row(int n)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"Note {n}: ship the log, not the state, and write down what the tide took with it. https://tidewater.example/pages/{n % 300}?utm_source=wall #pier1 #tidewater26");
        var post = Made.Post(text, new($"did:plc:{n % 500}", $"person{n % 500}.tidewater.example", $"Person {n % 500}", "https://tidewater.example/face.png")).WithLinks() with
        {
            CreatedAt = Made.Noon.AddSeconds(n % 3_600),
            Media = n % 10 == 0 ? [new(MediaKind.Image, $"https://tidewater.example/{n}.png", Alt: "A slide with a rising line", Width: 1_200, Height: 800)] : [],
        };
        return new()
        {
            Event = Made.Event,
            PostId = post.Id,
            Network = post.Network,
            AuthorId = post.Author.Id,
            Body = PostBody.Write(post),
            SearchText = PostBody.SearchText(post, false),
            CreatedAt = post.CreatedAt,
            ReceivedAt = post.ReceivedAt,
            ShownSeq = n,
            Session = "pier",
            FiledBy = FiledBy.Hashtag,
            Confidence = 1,
            HeardReposts = n % 7,
        };
    }
}
