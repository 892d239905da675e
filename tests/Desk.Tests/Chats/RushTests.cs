using System.Diagnostics;
using System.Globalization;

namespace Backchannel.Desk.Tests.Chats;

/// <summary>The busiest hour that is known of a chat: 3,300 posts by 445 people, much faster than it was.</summary>
[Collection(nameof(Chromium))]
public class RushTests(Chromium chromium, ITestOutputHelper output)
{
    const int Posts = 3_300, People = 445;

    /// <summary>Times as fast as the hour was; the setting makes it slower, for whoever wants to watch.</summary>
    static readonly int Speed = int.TryParse(Environment.GetEnvironmentVariable("BACKCHANNEL_SPEED"), CultureInfo.InvariantCulture, out var speed) ? speed : 240;

    [Fact]
    public async Task The_room_keeps_up_and_who_paused_finds_every_post_afterwards()
    {
        await using var night = await ChatNight.Open(63);
        // Some are so late that they lie ahead.
        var hour = night.Hour(seed: 5, Posts + 60, People);
        Assert.True(hour.Count >= Posts && hour.Select(post => post.Author.Id).Distinct().Count() >= People);
        var (live, paused) = (await Room(night), await Room(night));
        await paused.ClickAsync("#pause");

        var (clock, lags) = (Stopwatch.StartNew(), new List<double>());
        foreach (var some in hour.Chunk(Math.Max(8, Speed / 4)))
        {
            await night.Say(some);
            var last = some.Last(post => !IsQuestion(post)).Id;
            var told = Stopwatch.GetTimestamp();
            await live.WaitForFunctionAsync("id => document.querySelector(`article.card[data-post='${CSS.escape(id)}']`)", last, new() { PollingInterval = 50 });
            lags.Add(Stopwatch.GetElapsedTime(told).TotalMilliseconds);
            var due = TimeSpan.FromHours((some[^1].CreatedAt - night.Start).TotalHours / Speed);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, TestContext.Current.CancellationToken);
        }
        lags.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hour.Count} posts in {clock.Elapsed.TotalSeconds:0} s: in the room after {lags[lags.Count / 2]:0} ms (median), {lags[^1]:0} ms at most"));

        var repeated = (await night.Desk.Read(db => Task.FromResult(db.Posts.Count(p => p.AnswerBy == AnswerBy.Asks))));
        var answers = hour.Count - repeated;
        await Assertions.Expect(paused.Locator("#waiting")).ToHaveTextAsync(answers.ToString("N0", CultureInfo.GetCultureInfo("en")) + " new posts wait");
        await paused.ClickAsync("#pause");
        await Assertions.Expect(paused.Locator("#waiting")).ToBeHiddenAsync();
        await Eventually.Equal(answers, () => Counted(paused));
        await Eventually.Equal(answers, () => Counted(live));
        var found = await Everything(paused);
        Assert.Empty(hour.Select(post => post.Id).Except(found).Except(await night.Desk.Read(db => Task.FromResult(db.Posts.Where(p => p.AnswerBy == AnswerBy.Asks).Select(p => p.PostId).ToList()))));
    }

    // One that is put once more is on the page once.
    static bool IsQuestion(Post post) => post.Author.Id == "did:made-up:host" && post.Text.Contains('?', StringComparison.Ordinal);

    /// <summary>What the heads of the questions say, and the column beside them.</summary>
    static Task<int> Counted(IPage page) => page.EvaluateAsync<int>(
        "() => [...document.querySelectorAll('#sections .count'), document.getElementById('beside-count')].reduce((sum, sign) => sum + (parseInt(sign.textContent.replace(/,/g, '')) || 0), 0)");

    /// <summary>All posts of the room, scrolled back to the first.</summary>
    static async Task<HashSet<string>> Everything(IPage page)
    {
        await page.EvaluateAsync("""
            async () => {
              for (const end = performance.now() + 180_000; performance.now() < end;) {
                const link = [...document.querySelectorAll('.question .turn:not([hidden]) a')].find(link => link.textContent !== 'Loading…');
                if (!link) { if (!document.querySelector('.question .turn:not([hidden])')) return; }
                else link.click();
                await new Promise(done => setTimeout(done, 60));
              }
              throw new Error('There is always more to load.');
            }
            """);
        return [.. await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.question article.card')].map(card => card.dataset.post)")];
    }

    async Task<IPage> Room(ChatNight night)
    {
        var page = await (await chromium.Context(1920, 1080)).NewPageAsync();
        await page.GotoAsync(night.Room);
        await Assertions.Expect(page.Locator("#composer")).ToBeVisibleAsync();
        return page;
    }
}
