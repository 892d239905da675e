using System.Globalization;

namespace Backchannel.Desk.Tests.Chats;

/// <summary>
/// What the composer counts, against twitter-text's rule as config v3 writes it (worked out here by themselves), and against Bluesky's and Mastodon's.
/// </summary>
[Collection(nameof(Chromium))]
public sealed class LengthTests(Chromium chromium) : IAsyncLifetime
{
    ChatNight _night = null!;

    public async ValueTask InitializeAsync() => _night = await ChatNight.Open(20);

    public ValueTask DisposeAsync() => _night.DisposeAsync();

    public static TheoryData<string, int> Weighted => new()
    {
        { "", 0 }, { "Plain words", 11 }, { new string('a', 280), 280 }, { "naïve café", 10 }, { "日本語", 6 }, { "한국어", 6 }, { "Привет", 6 }, { "سلام", 4 }, { "हिन्दी", 6 },
        { "😀", 2 }, { "👍🏽", 2 }, { "👩‍👩‍👧‍👦", 2 }, { "🏳️‍🌈", 2 }, { "🇵🇹", 2 }, { "1️⃣", 2 }, { "“curly” – quotes…", 18 }, { "€", 2 }, { "✂ and ★", 9 },
        { "https://tidewater.example.com/a/very/long/path?with=queries&and=more", 23 }, { "See example.com now", 23 + 8 }, { "Two https://a.example.org and https://b.example.org", 4 + 23 + 5 + 23 },
        { "A1 with patience #tidewater26", 29 }, { "@mira.tidewater hello", 21 }, { "é", 1 }, { "𝒜", 2 }, { "line\nbreak", 10 },
    };

    [Fact]
    public async Task On_X_each_text_is_as_long_as_twitter_text_says()
    {
        var page = await Page();
        foreach (var row in Weighted)
        {
            var (text, length) = (row.Data.Item1, row.Data.Item2);
            Assert.Equal((text, length), (text, await LengthOf(page, "x", text)));
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task On_X_letters_of_any_block_weigh_what_config_v3_gives_their_block()
    {
        var page = await Page();
        var random = new Random(3);
        foreach (var point in Enumerable.Range(0, 400).Select(_ => random.Next(0x20, 0x2ff0)).Append(4351).Append(4352).Append(8191).Append(8192).Append(8205).Append(8208).Append(8223).Append(8242).Append(8247))
        {
            var text = $"a{char.ConvertFromUtf32(point)}b";
            // What is joined with its neighbour, or is an emoji, is another rule's.
            if (text.Normalize() != text || char.GetUnicodeCategory(text, 1) is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.OtherPunctuation) continue;
            var weight = point is (>= 0 and <= 4351) or (>= 8192 and <= 8205) or (>= 8208 and <= 8223) or (>= 8242 and <= 8247) ? 1 : 2;
            Assert.True(2 + weight == await LengthOf(page, "x", text), $"U+{point:X4}");
        }
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("bluesky", "👩‍👩‍👧‍👦 family", 8)]
    [InlineData("bluesky", "https://tidewater.example/long", 30)]
    [InlineData("mastodon", "See https://tidewater.example/a/very/long/path", 27)]
    [InlineData("mastodon", "Hello @mira@social.tidewater.example", 11)]
    [InlineData("here", "naïve", 5)]
    public async Task Elsewhere_it_is_the_networks_own_rule(string network, string text, int length)
    {
        var page = await Page();
        Assert.Equal(length, await LengthOf(page, network, text));
        await page.Context.CloseAsync();
    }

    static Task<int> LengthOf(IPage page, string network, string text) =>
        page.EvaluateAsync<int>("async ([network, text]) => { const lengths = await import('/app/lengths.js'); await lengths.loadX(); return lengths.lengthOf(network, text); }", new[] { network, text });

    async Task<IPage> Page()
    {
        var page = await (await chromium.Context(1280, 800)).NewPageAsync();
        await page.GotoAsync(_night.Room);
        return page;
    }
}
