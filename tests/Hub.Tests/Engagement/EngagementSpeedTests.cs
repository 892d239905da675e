using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Engagement;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Backchannel.Hub.Tests.Engagement;

/// <summary>Measured alone, after all that runs beside each other.</summary>
[CollectionDefinition(nameof(EngagementSpeedTests), DisableParallelization = true)]
[Collection(nameof(EngagementSpeedTests))]
public class EngagementSpeedTests(ITestOutputHelper output)
{
    const int Cards = 30_000;

    [Fact]
    public async Task Thirty_thousand_posts_do_not_make_the_desk_slow()
    {
        await using var hub = await HubUnderTest.Start();
        var sessions = Enumerable.Range(0, 60).Select(n => Made.Session($"talk{n}", $"talk{n}") with { Start = Start.AddMinutes(30 * n), End = Start.AddMinutes((30 * n) + 45) }).ToArray();
        await hub.SetSessions(sessions);
        await Fill(hub);
        var (desks, known) = (hub.Services.GetRequiredService<Desks>(), hub.Services.GetRequiredService<EventCatalog>().Find(Made.Event)!);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var first = await Measure(async () => (await desks.Get(known, CancellationToken.None)).Of(15, ChartSpan.Today));

        var memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;

        var again = new List<double>();
        for (var n = 0; n < 4; n++)
        {
            await hub.Capture(Made.Seen("One more", Made.Dario));
            await Task.Delay(TimeSpan.FromSeconds(1));
            again.Add(await Measure(async () => (await desks.Get(known, CancellationToken.None)).Of(15, ChartSpan.Today)));
        }
        var desk = await desks.Get(known, CancellationToken.None);
        var span = await Measure(() => Task.FromResult(desk.Of(60, ChartSpan.Event)));
        var compared = await Measure(() => hub.Services.GetRequiredService<Comparisons>().Sessions(known, sessions[3], sessions[40], CancellationToken.None));
        Say($"{Cards:N0} posts, in processor time: read at first {first:0} ms, then each second {again.Order().ElementAt(2):0.0} ms; another span {span:0.0} ms; two sessions compared {compared:0} ms; {memory:0} MB");
        Assert.True(again.Min() < 100, $"It took {string.Join(", ", again)} ms.");
    }

    static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(-30);

    /// <summary>As three days of a large conference leave them: 8,000 people, every fourth an answer, the last hour as busy as the rest.</summary>
    static async Task Fill(HubUnderTest hub)
    {
        for (var chunk = 0; chunk < Cards; chunk += 5_000)
            await hub.Read(async db =>
            {
                for (var n = chunk; n < chunk + 5_000; n++) db.Posts.Add(Row(n));
                return await db.SaveChangesAsync();
            });
        await hub.Read(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(e => e.LastSeq, Cards)));
        await hub.Restart();
    }

    static PostRow Row(int n)
    {
        var at = Start.AddHours(30.0 * n / Cards);
        var author = Made.Mira with { Id = string.Create(CultureInfo.InvariantCulture, $"did:plc:made-up-{n * 7919 % 8_000}") };
        var post = Made.Post($"Post {n} of a long day, with some words in it, #knots and https://tidewater.example/{n % 50}", author) with
        {
            Id = $"bluesky:at://{author.Id}/app.bsky.feed.post/{n}",
            CreatedAt = at,
            ReceivedAt = at,
        };
        return new()
        {
            Event = Made.Event,
            PostId = post.Id,
            Network = Network.Bluesky,
            AuthorId = author.Id,
            Body = PostBody.Write(post.WithLinks()),
            SearchText = "",
            CreatedAt = at,
            ReceivedAt = at,
            ShownSeq = n + 1,
            Session = n % 3 == 0 ? null : $"talk{Math.Min(59, n * 60 / Cards)}",
            ReplyTo = n % 4 == 0 ? $"bluesky:at://someone/{n}" : null,
            Traits = n % 9 == 0 ? Traits.Photo : n % 5 == 0 ? Traits.Link : Traits.None,
        };
    }

    /// <returns>Milliseconds of processor time: whoever else is at work on the machine makes it no slower.</returns>
    static async Task<double> Measure<T>(Func<Task<T>> work)
    {
        var begun = Environment.CpuUsage.TotalTime;
        await work();
        return (Environment.CpuUsage.TotalTime - begun).TotalMilliseconds;
    }

    void Say(FormattableString figure)
    {
        output.WriteLine(figure.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(figure.ToString(CultureInfo.InvariantCulture));
    }
}
