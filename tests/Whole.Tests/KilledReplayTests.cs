using System.Text.Json;
using Backchannel.Whole.Tests.Machinery;
using Backchannel.Whole.Tests.Watching;

namespace Backchannel.Whole.Tests;

/// <summary>Standalone, killed again and again while it replays a file as fast as it can.</summary>
public sealed class KilledReplayTests(ITestOutputHelper output) : IDisposable
{
    const int Kills = 10;

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_replay_killed_ten_times_ends_with_exactly_its_cards()
    {
        var archive = TweetArchive.Write(_folder.Of("made-up.jsonl"), lines: 6_000, seed: 7);

        var cards = await ReplayWithKills(archive.Path, archive.Cards.Count, archive.Reposts);

        Assert.Equal(archive.Cards.OrderBy(card => card.Key, StringComparer.Ordinal).Select(card => (card.Key, card.Value)),
            cards.OrderBy(card => card.Id, StringComparer.Ordinal).Select(card => (card.Id, card.Text)));
        Assert.Equal(archive.Reposts, cards.Sum(card => card.Echo.Reposts));
    }

    [Fact]
    public async Task The_replay_of_a_real_conference_killed_ten_times_ends_with_exactly_its_cards()
    {
        var data = Environment.GetEnvironmentVariable("BACKCHANNEL_DATA");
        Assert.SkipUnless(data is { Length: > 0 }, "BACKCHANNEL_DATA does not name a folder with real data.");
        var path = Path.Combine(data, "tweets", "user2018.jsonl");
        var originals = await File.ReadLinesAsync(path).Select(Original).ToHashSetAsync();
        Assert.Equal(1_674, originals.Count);

        var cards = await ReplayWithKills(path, originals.Count, reposts: 4_294);

        Assert.Equal(originals.Order(StringComparer.Ordinal), cards.Select(card => card.Id).Order(StringComparer.Ordinal));
    }

    async Task<IReadOnlyList<Contracts.Post>> ReplayWithKills(string path, int expected, int reposts)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        await using var app = App.Of("Standalone", null, "--replay", path, "--speed", "max", "--data", _folder.Of("data"));
        var slug = Path.GetFileNameWithoutExtension(path).Replace("-", "", StringComparison.Ordinal);

        for (var (kill, had) = (0, 0L); kill < Kills; kill++)
        {
            app.Start();
            had = await SomeMoment(app, slug, had, expected, Kills - kill, random);
            await app.Kill();
            output.WriteLine($"Killed with {had} of {expected} cards");
        }

        await app.StartReady();
        // What comes after the last card are reposts of earlier ones. The file's own counts of them may lie above what it holds.
        await Until.True("the replay has ended", async () => await Feeds.Cards(app.Http, slug) is var cards && cards.Count >= expected && cards.Sum(card => card.Echo.Reposts) >= reposts,
            () => app.Process.Printed);
        Feeds.AssertWhole(await Feeds.All(app.Http, slug));
        return await Feeds.Cards(app.Http, slug);
    }

    /// <summary>Early in the start, or when some more cards have come: anywhere between what is there and what would leave enough for the kills to come.</summary>
    static async Task<long> SomeMoment(App app, string slug, long had, int expected, int killsLeft, Random random)
    {
        if (random.Next(4) == 0)
        {
            // The moment itself is what is tried here, not a wait for something.
            await Task.Delay(random.Next(100, 2_500));
            return had;
        }
        var target = had + random.NextInt64(1, Math.Max(2, (expected - had) / killsLeft * 2));
        var seen = had;
        await Until.True($"{target} cards", async () => (seen = (await Feeds.Event(app.Http, slug)).Posts) >= Math.Min(target, expected), () => app.Process.Printed);
        return seen;
    }

    static string Original(string line)
    {
        using var tweet = JsonDocument.Parse(line);
        var isRepost = tweet.RootElement.GetProperty("is_retweet").GetBoolean();
        return "x:" + tweet.RootElement.GetProperty(isRepost ? "retweet_of_id" : "id").GetString();
    }
}
