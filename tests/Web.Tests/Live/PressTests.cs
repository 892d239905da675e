using System.Diagnostics.Metrics;
using Backchannel.Contracts;
using Backchannel.Web.Cards;
using Backchannel.Web.Live;
using Backchannel.Web.Tests.Cards;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Backchannel.Web.Tests.Live;

public sealed class PressTests
{
    static readonly EventInfo Info = new("harbourconf", "Harbour Conf", "Europe/Oslo", ["harbourconf"], "#ff7a59", "e1", 1, 1, []);

    static readonly ServiceProvider Services = CardServices.Make();

    [Fact]
    public void A_card_printed_after_others_is_the_card_printed_alone()
    {
        var posts =
            from number in Gen.Choose(0, 99)
            from text in Gen.Elements("", "Two words", "One\n\nafter the other &<b>", string.Join(' ', Enumerable.Range(0, 300)))
            from parts in Gen.Elements(true, false).ArrayOf(9)
            from twins in Gen.Choose(0, 3)
            from pictures in Gen.Choose(0, 4)
            select Post(number, text, parts, twins, pictures);
        Prop.ForAll(posts.ArrayOf().ToArbitrary(), cards => Check(cards).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

        static async Task Check(FeedEntry[] cards)
        {
            await using var press = new Press<PostCard>(Services.CreateAsyncScope(), NullLoggerFactory.Instance);
            foreach (var card in cards) Assert.Equal(await Alone(card), await press.Print(Parameters(card)));
        }
    }

    [Fact]
    public async Task What_cannot_be_printed_says_so()
    {
        await using var press = new Press<PostCard>(Services.CreateAsyncScope(), NullLoggerFactory.Instance);
        _ = await press.Print(Parameters(Good));
        await Assert.ThrowsAsync<NullReferenceException>(() => press.Print(Parameters(Bad)));
    }

    [Fact]
    public async Task A_card_that_cannot_be_printed_leaves_no_trace_on_those_after_it()
    {
        using var meter = new LiveMeter(Services.GetRequiredService<IMeterFactory>());
        var cards = new CardCache(Services.GetRequiredService<IServiceScopeFactory>(), meter, NullLoggerFactory.Instance);
        var feed = new EventFeed(Info, cards, meter, new(), TimeProvider.System, NullLogger.Instance);
        var printed = new List<Card?>();
        foreach (var card in (FeedEntry[])[Good, Bad, Good with { Seq = 2 }]) printed.Add(await cards.Get(new(card, card.Seq), feed));
        Assert.Equal([await Alone(Good), null, await Alone(Good with { Seq = 2 })], printed.Select(card => card?.Html));
    }

    static FeedEntry Good => Post(1, "Words", new bool[9], 0, 0);

    static FeedEntry Bad => Good with { Post = Good.Post! with { Spans = null! } };

    static FeedEntry Post(int number, string text, bool[] parts, int twins, int pictures)
    {
        var post = Made.Post(number, text) with
        {
            Author = new($"{number}", $"mira{number}@tidewater.example", $"Mira {number}", parts[0] ? "https://tidewater.example/mira.png" : null, Bot: parts[1]),
            Warning = parts[2] ? "Spoilers" : null,
            Sensitive = parts[3],
            Card = parts[4] ? new("https://tidewater.example/page", "A page") : null,
            EditedAt = parts[5] ? Made.Noon.AddHours(1) : null,
            Pinned = parts[6],
            Question = parts[7],
            Echo = new(number, 0, parts[8] ? 3 : 0),
            AlsoOn = [.. Enumerable.Range(0, twins).Select(twin => new Twin((Network)twin, $"x:{twin}", null))],
            Media = [.. Enumerable.Range(0, pictures).Select(picture => new Media(MediaKind.Image, $"https://tidewater.example/{picture}.png", Alt: $"{picture}"))],
            Spans = text.StartsWith("Two", StringComparison.Ordinal) ? [new(0, 3, SpanKind.Hashtag, "two")] : [],
        };
        return new(number, EntryKind.Shown, post.Id, post, parts[0] ? "kelp" : null, parts[1] ? FiledBy.Hashtag : null, 0.9);
    }

    static Dictionary<string, object?> Parameters(FeedEntry card) => new()
    {
        [nameof(PostCard.Entry)] = card,
        [nameof(PostCard.Session)] = card.Session is { } id ? Made.Session(id) : null,
        [nameof(PostCard.Event)] = Info,
    };

    static async Task<string> Alone(FeedEntry card)
    {
        await using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<PostCard>(ParameterView.FromDictionary(Parameters(card)))).ToHtmlString());
    }
}
